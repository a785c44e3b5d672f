"""The rules, each in its own words."""
