"""Devices played against emulators on pseudo-terminals, sockets and files; the program does not know it is a test."""
