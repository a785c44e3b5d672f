"""Whatever a person does at random, the window answers: no mistake, no lost keys, nothing that takes long.

``pytest tests/gui/test_walk.py -n 0 --steps 10000`` walks further; ``WALK_SEED`` names other steps.
"""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.gui import operations, preferences, theme
from app.gui.application import Application
from app.services import founding
from app.services.firm import Firm, Profile
from tests.gui.trading import TODAY, Trade
from tests.gui.walker import Walker

STEPS = {"trade": 700, "empty": 200}
LIMIT_S = 0.5
"""Ten times what a step may take: a shared machine is no measuring bench."""


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Application]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    gc.disable()  # as the program does: a worker must never take a widget apart
    made = Application(qapp)
    yield made
    firm = made.firm
    assert firm is not None
    for widget in QApplication.topLevelWidgets():
        widget.hide()
        widget.deleteLater()
    made.put_on(preferences.Preferences())
    qapp.removeTranslator(made.translator)
    made.deleteLater()
    workers = operations.workers()
    workers.stop(closing=firm.close)
    workers.setParent(None)
    workers.deleteLater()
    firm.close()
    gc.enable()
    theme.apply(qapp, theme.choose())


def _firm(kind: str, folder: Path) -> Firm:
    if kind == "trade":
        return Trade(folder / "shop.zg", days=3).firm
    return founding.create(
        folder / "shop.zg", Profile(name="新店"), author="王芳", clock=FixedClock(TODAY, hour=2)
    )


@pytest.mark.parametrize("kind", STEPS)
def test_a_walk_without_a_plan(
    kind: str,
    program: Application,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    window = program.show_firm(_firm(kind, tmp_path))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    walker = Walker(program, int(os.environ.get("WALK_SEED", "1")), monkeypatch)
    asked = int(request.config.getoption("--steps"))
    walker.walk(max(STEPS[kind], asked))
    for cost, clock, step in walker.slowest:
        print(f"{cost * 1000:6.0f} ms ({clock * 1000:.0f}) {step}")
    cost, _, step = walker.slowest[0]
    assert cost < LIMIT_S, step
