"""What releases say about one another: how a figure was revised, what moved between two, what leaves the store."""
