"""The user's own releases: kept append-only beside those that ship, sealed, and open to SQL."""
