"""The other side of the benchmark does the same work."""
