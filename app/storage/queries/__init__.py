"""Read models for lists and reports: plain tuples out, nothing written."""
