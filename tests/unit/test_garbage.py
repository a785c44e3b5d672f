"""What is loaded for good is kept out of the search for garbage: to look through it stops the window."""

import subprocess
import sys

import pytest

_TELL = "import gc; gc.disable(); {}; print(len(gc.get_objects()))"
_MOST = 5_000
"""Objects to be looked through after each: 10 ms at most."""


@pytest.mark.parametrize(
    "load",
    [
        "from app.services import pinyin; pinyin.read('五常大米')",
        "from app.formats import fonts; fonts.chinese_face()",
    ],
)
def test_large_tables_are_not_looked_through(load: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _TELL.format(load)], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < _MOST
