"""What printers would make of our bytes: decoders written apart from the encoders they check."""
