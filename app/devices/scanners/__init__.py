"""Scanners: those on a line of their own, how any of them types, and the set-up sheet that finds out what to set.

Those that type like a keyboard are heard by the window (`app.gui.input`).
"""
