"""What customers owe, by how long it is overdue."""
