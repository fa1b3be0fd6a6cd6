"""A Claim held against the figures of a day -> Verdict."""
