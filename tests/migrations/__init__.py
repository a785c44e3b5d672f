"""Schemas and their steps: what is declared is what is built, and no step leaves half of itself."""
