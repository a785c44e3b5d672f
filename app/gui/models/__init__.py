"""Qt models over plain values: lazy, with their own sorting and filtering."""
