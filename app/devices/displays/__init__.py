"""Customer displays: bytes for what the customer is to see; what a display cannot show is an error, never cut."""
