"""Widgets under real key events, without a screen."""
