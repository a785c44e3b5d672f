"""Scales: what they say (`weight`), how it is found in a stream (`framing`), who says what (`protocols`).

`protocols/` has one file a protocol; `profile` holds what a person chose for the scale on the desk; `stability` says
when a weight is at rest and may be taken.
"""
