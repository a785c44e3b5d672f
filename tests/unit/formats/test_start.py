"""The program starts without what it needs only for a file."""

import pkgutil
import subprocess
import sys

from app import formats

HEAVY = ("reportlab", "openpyxl", "python_calamine", "defusedxml", "segno", "PIL")


def test_libraries_are_loaded_with_the_first_file_not_at_start() -> None:
    modules = [module.name for module in pkgutil.iter_modules(formats.__path__, "app.formats.")]
    code = f"import sys, {', '.join(modules)}; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    assert loaded.stdout.split() == []
