"""No verb: open the window."""

from argparse import Namespace


def show(options: Namespace) -> int:
    """Open the window on the firm that is meant; return when it is closed."""
    from app import bootstrap

    return bootstrap.run_window(options.firm, language=options.lang or "", author=options.author)
