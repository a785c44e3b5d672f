"""One report a file; the files do not know each other."""
