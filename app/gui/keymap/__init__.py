"""Keys: every act of the window that has a key, what the key is, and what a person made of it.

Flow: ``acts`` declares each act once (its name, its key, where it works, the commands it stands for). ``in_force``
answers ``key_of(command)`` from that and from what the person changed; shortcuts, buttons, key bar, banners, practice
and manual all ask it, so none of them can lie. ``rules`` says which keys may be taken, ``presets`` are whole sets of
keys that people know from elsewhere. What was changed is kept in the preferences as {act: key}.
"""
