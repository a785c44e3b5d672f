"""Scanners on a line of their own. Those that type like a keyboard are heard by the window (`app.gui.input`)."""
