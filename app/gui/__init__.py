"""Qt lives here and nowhere else: it shows and asks, and computes nothing."""
