"""Where the files that ship with the program are; what a firm owns lies where the user chose."""

from pathlib import Path


def _shipped() -> Path:
    """Find them inside the package once installed or frozen, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    bundled = package / "_bundled"
    return bundled if bundled.is_dir() else package.parent


def resources() -> Path:
    """Catalogues, icons, themes, print templates, the sample firm, the manual."""
    return _shipped() / "resources"


def migrations() -> Path:
    """The steps that bring an older database up to date."""
    return _shipped() / "db_migrations"
