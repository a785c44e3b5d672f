"""The command line. Placeholder: the verbs come with the services."""

import argparse

from app import __version__


def main() -> int:
    """Read the command line and carry it out."""
    parser = argparse.ArgumentParser(prog="zhanggui")
    parser.add_argument("--version", action="version", version=__version__)
    parser.parse_args()
    return 0
