"""Languages and domains as data, and the strict readers of such files."""
