"""Properties that hold for whatever people do."""
