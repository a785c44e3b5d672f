"""How the files of the program are named, opened and sized."""

import ast
from pathlib import PurePosixPath

from tests.architecture.source import sources

# A function without a home is a word we have not named yet.
EMPTY_NAMES = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}

MOST_LINES = 450

# File → why one idea needs so many lines.
LONG_FILES: dict[str, str] = {}


def test_every_module_says_what_it_holds() -> None:
    found = [source.name for source in sources() if not ast.get_docstring(source.tree)]
    assert not found


def test_every_package_is_a_package() -> None:
    folders = {PurePosixPath(source.name).parent for source in sources()}
    packages = {
        PurePosixPath(source.name).parent for source in sources() if source.name.endswith("__init__.py")
    }
    assert not folders - packages


def test_no_module_has_an_empty_name() -> None:
    found = [
        source.name
        for source in sources()
        if EMPTY_NAMES & set(PurePosixPath(source.name).with_suffix("").parts)
    ]
    assert not found


def test_no_file_holds_a_second_idea() -> None:
    found = [
        f"{source.name}: {source.lines} lines"
        for source in sources()
        if source.lines > MOST_LINES and source.name not in LONG_FILES
    ]
    assert not found


def test_every_long_file_is_still_long() -> None:
    long_now = {source.name for source in sources() if source.lines > MOST_LINES}
    assert not LONG_FILES.keys() - long_now
