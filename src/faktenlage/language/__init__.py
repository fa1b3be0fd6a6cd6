"""Text -> sentences, marks, quantities and times; one engine, the words come from packs."""
