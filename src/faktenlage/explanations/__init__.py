"""Verdicts -> sentences in German or English; the only writer of prose."""
