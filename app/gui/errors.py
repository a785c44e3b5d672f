"""The only place where an exception becomes a message: one line in the page where it happened, never a modal dialog.

BusinessError: what to do next. EnvironmentProblem: the same, work continues. Anything else is our mistake: it is
logged with its trace, a report is saved, and the person hears that it is not theirs.
"""

import logging
import sys
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, runtime_checkable

import platformdirs
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from app import __version__
from app.core.errors import BusinessError, Problem
from app.core.text import N_, Message
from app.gui.commands import Command
from app.i18n.catalog import fill
from app.i18n.messages import advice, sentence
from app.services.failures import problem_of

log = logging.getLogger(__name__)

_KEPT_REPORTS = 20


@dataclass(frozen=True, slots=True)
class Notice:
    """One line for a person: `tone` is good, warn, bad or calm; `command` is what they may do about it at once."""

    text: str
    tone: str = "calm"
    command: Command | None = None
    others: tuple[Command, ...] = ()


@runtime_checkable
class TakesNotices(Protocol):
    """A page, or any other widget with room for a line."""

    def show_notice(self, notice: Notice) -> None:
        """Show one line, in place of the one before."""


def show(owner: QObject, problem: BaseException) -> None:
    """Say in the page of `owner` what went wrong."""
    tell(owner, notice_of(problem))


def show_anywhere(problem: BaseException) -> None:
    """Say it in whatever window is in front, when the page it belongs to is gone."""
    notice = notice_of(problem)
    in_front = QApplication.activeWindow()
    windows = [*([in_front] if in_front is not None else []), *QApplication.topLevelWidgets()]
    place = next(
        (place for window in windows if window.isVisible() and (place := _place(window)) is not None), None
    )
    if place is not None:
        place.show_notice(notice)


def tell(owner: QObject, notice: Notice) -> None:
    """Show a line in the page of `owner`."""
    place = _place(owner)
    if place is not None:
        place.show_notice(notice)


def notice_of(problem: BaseException) -> Notice:
    """Turn a problem into a line; a mistake of ours is logged and reported on the way."""
    expected = problem_of(problem)
    if expected is not None:
        return Notice(words(expected), "warn" if isinstance(expected, BusinessError) else "bad")
    path = report(problem)
    return Notice(
        fill(Message.of(N_("这是程序的错，不是您的错；没有保存的内容还在。记录在 {path}"), path=path)), "bad"
    )


def words(problem: Problem) -> str:
    """Say what happened and what can be done."""
    return f"{sentence(problem)}{advice(problem)}"


def report(problem: BaseException) -> Path:
    """Log a mistake of ours and save its trace to a file a person can send."""
    log.error("unexpected", exc_info=problem)
    text = "".join(traceback.format_exception(problem))
    folder = platformdirs.user_log_path("zhanggui", appauthor=False)
    path = folder / f"crash-{time.strftime('%Y%m%d-%H%M%S')}-{time.time_ns() % 1000:03d}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"zhanggui {__version__} python {sys.version} {sys.platform}\n{text}", encoding="utf-8"
        )
        for old in sorted(folder.glob("crash-*.txt"))[:-_KEPT_REPORTS]:
            old.unlink(missing_ok=True)
    except OSError:
        log.exception("the report could not be saved")
    return path


def install_crash_hook() -> None:
    """Send what nobody caught on the GUI thread to `report`, and tell the window in front."""
    sys.excepthook = _crashed


def _crashed(kind: type[BaseException], problem: BaseException, _trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    window = QApplication.activeWindow()
    if window is None:
        report(problem)
    else:
        show(window, problem)


def _place(owner: QObject) -> TakesNotices | None:
    found: QObject | None = owner
    while found is not None and not isinstance(found, TakesNotices):
        found = found.parent()
    if found is None and isinstance(owner, QWidget) and isinstance(owner.window(), TakesNotices):
        found = owner.window()
    return found if isinstance(found, TakesNotices) else None
