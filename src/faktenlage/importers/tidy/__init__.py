"""Any table with a mapping file, short ones cell by cell and long ones by statement."""
