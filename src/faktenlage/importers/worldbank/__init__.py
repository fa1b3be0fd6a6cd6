"""The World Bank's tables and answers."""
