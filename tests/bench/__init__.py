"""How fast it is, measured: each file runs alone."""
