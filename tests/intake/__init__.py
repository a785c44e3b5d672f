"""Files as firms bring them, and what is read from them."""
