"""What pages share on which templates are designed: the way back, what is kept, variants of a person's own."""
