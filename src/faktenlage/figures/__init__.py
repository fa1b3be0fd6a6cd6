"""What was published, by when; answers a Query as known on a day."""
