"""Questions about the past, each answered by one table."""
