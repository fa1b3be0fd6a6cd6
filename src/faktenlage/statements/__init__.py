"""Report -> statements: who says what, how firmly; for now each sentence with its mood."""
