"""SIPRI's workbooks of military expenditure."""
