"""The frame around the pages: top bar, list of kinds, strip of open pages, quick find."""
