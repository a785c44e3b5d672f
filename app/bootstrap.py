"""The one composition root: what the command line asks of the window is put together here. Nothing before loads Qt."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from app.core.errors import EnvironmentProblem
from app.core.text import N_, Message
from app.i18n import catalog
from app.i18n.catalog import fill

_PICTURES_TIMEOUT_S: Final = 180
_SCREENS: Final = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@dataclass(eq=False)
class NoDisplay(EnvironmentProblem):
    """There is no screen to show a window on; Qt would end the program without a word."""

    code: ClassVar[str] = "NO_DISPLAY"


def run_window(path: Path | None = None, *, language: str = "", author: str = "") -> int:
    """Show the firm at `path`, or the one opened last, until the window is closed."""
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in _SCREENS):
        raise NoDisplay
    from app.gui import application, preferences
    from app.services import firms, sample

    remembered = preferences.load()
    if language and language != remembered.language:
        preferences.save(preferences.changed(remembered, language=language))
    if path is None and not remembered.last_firm and firms.default_path().exists():
        path = firms.default_path()
    return application.run(path, author=author, sample=sample.make)


def pictures_apart(firm: Path, folder: Path) -> tuple[list[Path], str]:
    """Draw the main pages of a firm in a process of its own, which needs no screen; return the files, or why none."""
    command = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "app"]
    package = str(Path(__file__).resolve().parent.parent)
    surroundings = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH", "")))),
        "PYTHONUTF8": "1",
    }
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [*command, "pictures", str(firm), str(folder), "--json", "--lang", catalog.language()],
            env=surroundings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_PICTURES_TIMEOUT_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return [], _without_pictures(type(error).__name__)
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1]
        return [], _without_pictures(last)
    return [Path(name) for name in json.loads(done.stdout)["files"]], ""


def _without_pictures(reason: str) -> str:
    return fill(Message.of(N_("没有画窗口的图片：{reason}"), reason=reason))


def pictures(firm: Path, folder: Path) -> list[Path]:
    """Draw the main pages of a firm; loads Qt."""
    from app.gui import pictures as pages

    return pages.draw(firm, folder)
