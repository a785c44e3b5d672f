"""What parties owe and are owed."""
