"""What we owe to suppliers, by how long it is overdue."""
