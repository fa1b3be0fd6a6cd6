"""NATO's workbooks of defence expenditure."""
