"""Whatever a person does at random, the window answers: no mistake, no lost keys, nothing that takes long.

``pytest tests/gui/test_walk.py -n 0 -s --steps 10000`` walks further, and says what took long and what it never
reached; ``WALK_SEED`` names another firm and other steps, ``WALK_LOG`` a file that is told each step. ``make walk``
does it for several seeds.
"""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.core.clock import FixedClock
from app.gui import operations, preferences, theme
from app.gui.application import Application
from app.gui.input import scanner_settings
from app.services import founding, sample
from app.services.firm import Firm, Profile
from tests.gui.reach import places
from tests.gui.stopwatch import NOTICED_S
from tests.gui.trading import TODAY
from tests.gui.walker import Walker

STEPS = {"sample": 150, "empty": 60}
_USUAL = 250
"""What --steps says when nobody asked for more."""
FAR = 5_000
"""From so many steps on nothing may be left that was never reached, no kind of act may be noticed, none again."""
FROZEN_S = 10 * NOTICED_S
"""The limit of a single act, beside which other tests run."""
FILES = {
    "商品.csv": "编码,名称,单位,进价,零售价,库存\nW001,走来的米,袋,21.40,26.80,10\nW002,走来的油,桶,51.20,五十八,x\n",
    "客户.csv": "名称,电话,欠款\n走来的客户,13800000000,120.50\n,,\n",
    "不是表.xlsx": "this is no workbook",
}
NEVER_IN_A_WALK: dict[str, str] = {
    "command record.save_first": "where a record is disabled over what was typed: test_record_editor",
    "command devices.save": "behind a form that is typed into: test_devices",
    "command devices.leave": "as above",
    "command devices.change": "where a device is set up: test_devices",
    "command devices.remove": "as above",
    "command devices.back": "as above",
    "command line.weigh": "where a scale is set up: test_devices",
    "command scale.tare": "as above",
    "command scale.zero": "as above",
    "command scale.next": "as above",
    "command devices.record": "where a device is set up: test_doctor",
    "command devices.export": "as above",
    "command doctor.listen": "behind a port that is typed: test_doctor",
    "command doctor.compare": "as above",
    "command doctor.save": "as above",
    "widget RawView": "as above",
    "widget NowCard": "where a device is set up: test_devices",
    "command import.leave": "offered at the last of several answers, its key is Esc: test_import_page",
    "command import.mark": "as above",
    "command import.bring": "as above",
    "command import.undo_it": "as above",
    "command import.open_marked": "as above",
    "widget ColumnStrip": "as above",
    "widget OutcomeStrip": "as above",
    "command deals.take": "goods that the customer of the very document bought before: test_deals",
    "widget DealPanel": "as above",
    "command design.forget": "leaving print forms that were changed: test_print_design",
    "command design.save_all": "as above",
    "command document.follow_one": "what follows is a draft already: test_following",
    "command list.refused": "several drafts, one of them not right: test_list_acts",
    "command record.save_new": "a link to somebody who is not there yet: test_document_editor",
    "command scan_test.clear": "in the test of scanners: test_doctor, test_scanner_sheet",
    "command scan_test.print": "as above",
    "command tags.check": "where a reader is set up: test_tag_counting",
    "command tags.learn": "as above",
    "command tags.find": "as above",
    "command scan_test.turn": "as above",
    "command count.tags": "where a tag reader is set up: test_tag_counting",
    "widget TagStrip": "as above",
    "command devices.test": "where a printer or a display is set up: test_counter_devices",
    "command document.slip": "where a receipt printer is set up: test_slips",
    "command drawer.open": "as above",
    "command slips.again": "as above",
    "command slips.give_up": "as above",
    "command slips.open": "as above",
    "command print.pdf": "where a printer has no such paper: test_printers",
    "command labels.stop": "while a label printer prints: test_labels",
    "command labels.again": "where a label printer was off: test_labels",
    "command labels.anew": "as above",
    "command labels.repeat": "where a label printer went away: test_labels",
    "command labels.skip": "as above",
    "command scan.create": "a code that nobody knows, read fast enough for a scan: test_scans",
    "widget NothingToLabel": "labels of a list in which nothing is selected: test_labels",
    "widget _Pill": "a price or quantity far from the usual: test_hints",
}
"""What even a long walk need not reach, and why."""


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Application]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    gc.disable()  # as the program does: a worker must never take a widget apart
    gc.collect()
    gc.freeze()
    made = Application(qapp)
    yield made
    firm = made.firm
    assert firm is not None
    for widget in QApplication.topLevelWidgets():
        widget.hide()
        widget.deleteLater()
    made.put_on(preferences.Preferences())
    scanner_settings.forget()  # a walk sets scanners, too
    qapp.removeTranslator(made.translator)
    made.deleteLater()
    workers = operations.workers()
    workers.stop(closing=firm.close)
    workers.setParent(None)
    workers.deleteLater()
    firm.close()
    gc.unfreeze()
    gc.enable()
    theme.apply(qapp, theme.choose())


def _firm(kind: str, folder: Path, seed: int) -> Firm:
    """Make a firm of chance, or one in which nothing has happened yet; a walk is the same on every day."""
    path, clock = folder / "shop.zg", FixedClock(TODAY, hour=12)
    if kind == "sample":
        sample.make(path, items=30, days=5, seed=seed, until=TODAY).close()
        return Firm.open(path, author="王芳", clock=clock)
    return founding.create(path, Profile(name="新店"), author="王芳", clock=clock)


@pytest.mark.parametrize("kind", STEPS)
def test_a_walk_without_a_plan(
    kind: str,
    program: Application,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    seed = int(os.environ.get("WALK_SEED", "1"))
    for _ in bootstrap.load_rest():
        pass  # as the program does while the first page is looked at
    window = program.show_firm(_firm(kind, tmp_path, seed))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    walker = Walker(program, seed, monkeypatch, [tmp_path / name for name in FILES])
    steps = max(STEPS[kind], int(request.config.getoption("--steps")) - _USUAL)
    if kind == "sample" or steps >= FAR:
        walker.tour(whole=steps >= FAR)
        there = (places() | walker.reach.offered) - NEVER_IN_A_WALK.keys()
        assert not (never := there - walker.reach.counts.keys()), never
    walker.walk(steps)
    dear, slow = walker.watch.dear(), walker.watch.slow()
    print("\n", *dear[:40], sep="\n")
    print("noticed:", *(f"{told}  {kind}" for kind, told in walker.watch.noticed().items()), sep="\n")
    print("slow kinds:", *(f"{cost * 1000:6.0f} ms {act}" for act, cost in slow.items()), sep="\n")
    missed = set(walker.reach.missed())
    print("never reached:", *sorted(missed), sep="\n  ")
    assert not dear or dear[0].processor_s < FROZEN_S, dear[0]
    if steps >= FAR:
        assert kind == "empty" or not missed - NEVER_IN_A_WALK.keys()
        assert not slow
        assert not (again := walker.watch.repeated()), again
