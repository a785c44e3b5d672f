"""What a scanned code is, by its own form: trade item, GS1 message, label of a scale, payment code, or a text of ours.

Nothing is looked up here. Who has a catalogue looks the whole code up first, because a real article may have a number
that looks like a scale label (V50), and asks `classify` only about what it does not know.
"""
