"""设置: looks are in force at once, books close and reopen, the proof says what it found, a backup comes back."""

import wave
from collections.abc import Callable, Iterator
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.gui import preferences, sounds
from app.gui.input import scanner_settings
from app.gui.input.burst import Habits
from app.gui.navigation import Desk
from app.gui.pages.cards.backup_card import BackupCard
from app.gui.pages.cards.codes_card import CodesCard
from app.gui.pages.cards.firm_card import FirmCard
from app.gui.pages.cards.looks_card import LooksCard
from app.gui.pages.cards.period_card import PeriodCard
from app.gui.pages.cards.proof_card import ProofCard
from app.gui.pages.cards.scanner_card import ScannerCard
from app.gui.pages.cards.settings_card import SettingsCard
from app.gui.pages.settings_page import SettingsPage
from app.services import settings
from app.services.firm import Firm
from tests.gui.shop import Gone
from tests.gui.trading import Trade
from tests.gui.trading import trade as trade  # noqa: PLC0414 - a fixture handed on

Settled = Callable[[], None]


@pytest.fixture
def page(trade: Trade, qtbot: QtBot, settled: Settled) -> Iterator[SettingsPage]:
    made = SettingsPage(Desk(trade.firm, Gone()))
    qtbot.addWidget(made)
    made.resize(1200, 680)
    made.show()
    made.reload()
    qtbot.waitUntil(lambda: made._coming.is_over)
    settled()
    yield made
    settled()


def _cards(page: SettingsPage) -> list[list[type]]:
    return [
        [type(item.widget()) for place in range(column.count() - 1) if (item := column.itemAt(place))]
        for column in page._columns
    ]


IN_PLACE = [
    [FirmCard, SettingsCard, BackupCard],
    [LooksCard, CodesCard, ScannerCard, ProofCard, PeriodCard],
]


def test_cards_come_one_at_a_time_each_to_its_place(trade: Trade, qtbot: QtBot, settled: Settled) -> None:
    made = SettingsPage(Desk(trade.firm, Gone()))
    qtbot.addWidget(made)
    made.show()
    seen = [_cards(made)]
    while not made._coming.is_over:
        QApplication.processEvents()
        if _cards(made) != seen[-1]:
            seen.append(_cards(made))
    assert len(seen) > 3, "the first ones are painted before the last ones are made"
    assert seen[0] == [[FirmCard], [LooksCard]]
    for now, then in pairwise(seen):
        assert all(column == after[: len(column)] for column, after in zip(now, then, strict=True))
    assert seen[-1] == IN_PLACE
    settled()
    assert made.rules.form.value("credit") == "refuse", "a card that came late shows how everything stands"
    assert made.period.says


def test_a_card_that_is_asked_for_is_there_at_once(trade: Trade, qtbot: QtBot, settled: Settled) -> None:
    made = SettingsPage(Desk(trade.firm, Gone()))
    qtbot.addWidget(made)
    made.show()
    (verify,) = (each for each in made.commands() if each.key == "settings.verify")
    verify.run()
    assert _cards(made) == IN_PLACE
    settled()
    assert "结果一致" in made.proof.says


def test_tab_walks_down_the_columns(page: SettingsPage, qtbot: QtBot) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    rules = page.rules.form
    keys = [*rules.keys()]
    rules.focus(keys[0])
    walked: list[QWidget] = []
    while (focus := QApplication.focusWidget()) is not None and focus not in walked:
        walked.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    fields = [each for each in walked if rules.isAncestorOf(each)]
    assert fields == [rules.editor(key) for key in keys if rules.editor(key).isEnabled()]
    cards = [page.rules, page.backup, page.looks, page.codes, page.scanner, page.proof, page.period]
    entered = [card for each in walked for card in cards if card.isAncestorOf(each)]
    assert [card for card, _ in groupby(entered)] == cards


def test_profile_is_shown(page: SettingsPage) -> None:
    words = {label.text() for label in page.firm_card.findChildren(QLabel)}
    assert {"佳惠粮油经营部", "移动加权平均", "全部仓库合算", "一般纳税人", "2026-11-01"} <= words


def test_books_are_closed_and_reopened_with_a_reason(page: SettingsPage, settled: Settled) -> None:
    assert page.period.says == "还没有结过账"
    page.period.close_books()
    assert page.banner.text == "先填结账到哪一天"
    page.period.through.set_value("2026-11-20")
    page.period.check()
    settled()
    page.period.close_books()
    settled()
    assert page.period.says == "已结账到 2026-11-20"
    page.period.reopen()
    assert page.banner.text == "先写反结账的原因"
    page.period.reason.setText("漏了一张入库单")
    page.period.reopen()
    settled()
    assert page.period.says == "还没有结过账"
    assert page.banner.text == "已反结账"


def test_the_proof_says_what_it_found(page: SettingsPage, settled: Settled) -> None:
    page.proof.prove()
    settled()
    assert page.banner.text == "全账核对一致"
    assert "结果一致" in page.proof.says


def test_a_backup_is_written_and_comes_back(page: SettingsPage, settled: Settled, tmp_path: Path) -> None:
    folder = tmp_path / "备份"
    folder.mkdir()
    preferences.save(preferences.Preferences(backup_folder=str(folder)))
    page.backup.back_up()
    settled()
    written = list(folder.iterdir())
    assert len(written) == 1
    assert str(written[0]) in page.banner.text
    target = tmp_path / "恢复.zg"
    page.backup.choose_backup()
    settled()
    assert page.backup.question.answer.text() == str(written[0])
    QTest.keyClick(page.backup.question.answer, Qt.Key.Key_Return)
    page.backup.question.answer.setText(str(target))
    QTest.keyClick(page.backup.question.answer, Qt.Key.Key_Return)
    settled()
    restored = Firm.open(target)
    assert restored.profile.name == "佳惠粮油经营部"
    restored.close()


def test_the_folder_of_backups_is_typed(page: SettingsPage, tmp_path: Path) -> None:
    page.backup.choose_folder()
    page.backup.question.answer.setText(str(tmp_path))
    QTest.keyClick(page.backup.question.answer, Qt.Key.Key_Return)
    assert preferences.load().backup_folder == str(tmp_path)
    assert page.backup.question.isHidden()


def test_preferences_survive_a_broken_file(own_home: Path) -> None:
    preferences.save(preferences.Preferences(last_firm="/tmp/账套 100%.zg"))
    assert preferences.load().last_firm == "/tmp/账套 100%.zg"
    next((own_home / "config").rglob("window.ini")).write_bytes(b"\xff\xfe[[[")
    assert preferences.load() == preferences.Preferences()


def test_a_rule_is_chosen_and_in_force_at_once(page: SettingsPage, trade: Trade, settled: Settled) -> None:
    settled()
    form = page.rules.form
    assert (form.value("credit"), form.value("tax_included")) == ("refuse", True)
    form.editor("credit").set_value("warn")
    form.changed.emit("credit")
    settled()
    assert page.banner.text == "已保存，新的单据照此办理"
    assert settings.values(trade.firm)["credit"] == "warn"
    form.editor("over_receipt_rate").set_value(50_000)
    form.changed.emit("over_receipt_rate")
    settled()
    assert settings.values(trade.firm)["over_receipt_rate"] == 50_000


def test_a_rule_that_cannot_be_is_marked(page: SettingsPage, settled: Settled) -> None:
    settled()
    page.rules.form.editor("over_receipt_rate").set_value(-50_000)
    page.rules.form.changed.emit("over_receipt_rate")
    settled()
    captions = {label.text() for label in page.rules.findChildren(QLabel)}
    assert any("超出范围" in text for text in captions)
    assert not settings.values(page.rules._firm)["over_receipt_rate"]


def test_how_scanners_type_is_set_for_this_computer(page: SettingsPage) -> None:
    scanner_settings.forget()
    form = page.scanner.form
    form.editor("repeat_ms").set_value(900)
    form.changed.emit("repeat_ms")
    form.editor("prefix").set_value("~")
    form.changed.emit("prefix")
    scanner_settings.forget()
    assert (scanner_settings.habits().repeat_ms, scanner_settings.habits().prefix) == (900, "~")
    assert preferences.load().scanner == {"repeat_ms": "900", "prefix": "~"}
    form.editor("repeat_ms").set_value(99_999)
    form.changed.emit("repeat_ms")
    assert form.editor("repeat_ms").property("fault")
    assert scanner_settings.habits().repeat_ms == 900
    preferences.save(
        preferences.changed(preferences.load(), scanner={"repeat_ms": "soon", "max_gap_ms": "-3"})
    )
    scanner_settings.forget()
    assert scanner_settings.habits() == Habits()


def test_the_sheet_of_orders_is_made_and_offered(
    page: SettingsPage, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(tmp_path))
    page.scanner.print_orders()
    settled()
    assert (tmp_path / "扫码指令.pdf").stat().st_size > 1000
    assert page.banner.findChild(QPushButton, "print.open") is not None


def test_sounds_are_files_that_any_player_knows(tmp_path: Path) -> None:
    with wave.open(str(sounds.write(tmp_path / "x.wav", ((440, 0.1), (0, 0.05))))) as file:
        assert (file.getframerate(), file.getnframes()) == (22_050, 2205 + 1102)
    sounds.good()
    sounds.bad()
