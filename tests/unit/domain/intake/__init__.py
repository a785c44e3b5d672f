"""Understanding of lists."""
