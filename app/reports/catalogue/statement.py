"""The statement of account of a party."""
