"""SDMX messages in XML, JSON and CSV."""
