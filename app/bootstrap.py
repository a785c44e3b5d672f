"""The one composition root: what the command line asks of the window is put together here. Nothing before loads Qt."""

import gc
import json
import os
import pkgutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from app.core.errors import EnvironmentProblem
from app.core.text import N_, Message
from app.i18n import catalog
from app.i18n.catalog import fill

if TYPE_CHECKING:
    from app.services.firm import Firm

_PICTURES_TIMEOUT_S: Final = 180
_WINDOW: Final = ("app.services.home", "app.services.records", "app.gui.application")
_REST: Final = ("core", "domain", "storage", "reports", "formats", "services", "gui")
"""In this order each module finds most of what it needs loaded already: no step takes long."""
_HEAVY: Final = frozenset({"app.services.labels.drawing"})
"""What draws with Pillow waits until somebody prints: it is 10 MiB."""
_SCREENS: Final = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@dataclass(eq=False)
class NoDisplay(EnvironmentProblem):
    """There is no screen to show a window on; Qt would end the program without a word."""

    code: ClassVar[str] = "NO_DISPLAY"


def run_window(path: Path | None = None, *, language: str = "", author: str = "") -> int:
    """Show the firm at `path`, or the one opened last, until the window is closed."""
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in _SCREENS):
        raise NoDisplay
    load_window()
    from app.gui import application, preferences

    remembered = preferences.load()
    if language and language != remembered.language:
        preferences.save(preferences.changed(remembered, language=language))
    if path is None and not remembered.last_firm:
        from app.services import firms

        path = firms.default_path() if firms.default_path().exists() else None
    return application.run(path, author=author, sample=_sample, rest=load_rest())


def load_window() -> None:
    """Load the window, what it asks before Qt: shiboken reads the source of every module imported after it.

    Measured: 20 ms of the start. What is loaded stays, so that nobody looks for garbage in it: 14 ms.
    """
    gc.disable()
    for name in _WINDOW:
        import_module(name)
    gc.freeze()


def load_rest() -> Iterator[None]:
    """Load what the first page did without, a module a step: else to open a page costs up to 80 ms."""
    for name in _REST:
        package = import_module(f"app.{name}")
        for module in pkgutil.walk_packages(package.__path__, f"app.{name}."):
            if module.name not in sys.modules and module.name not in _HEAVY:
                import_module(module.name)
                yield
    gc.freeze()


def _sample(path: Path) -> "Firm":
    """Make the firm to look around in."""
    from app.services import sample

    return sample.make(path)


def pictures_apart(firm: Path, folder: Path) -> tuple[list[Path], str]:
    """Draw the main pages of a firm in a process of its own, which needs no screen; return the files, or why none."""
    import subprocess

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
