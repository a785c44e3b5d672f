"""What posting decides."""
