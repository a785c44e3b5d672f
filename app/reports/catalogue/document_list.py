"""All documents in one list."""
