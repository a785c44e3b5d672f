"""Keys of one's own: changed by pressing them, in force at once wherever a key is named, refused with a sentence."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton

from app.gui import application, preferences
from app.gui.keymap import in_force, rules
from app.gui.keymap.acts import ACTS, BY_COMMAND, Act
from app.gui.keymap.in_force import key_of, key_of_act, told
from app.gui.keymap.presets import PRESETS
from app.gui.pages.help_page import HelpPage
from app.gui.pages.keys_page import KeysPage
from app.gui.practice.strip import TaskStrip
from app.gui.practice.tasks import TASKS
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414


@pytest.fixture(autouse=True)
def own_keys() -> Iterator[None]:
    yield
    in_force.use({})


def pairs() -> Iterator[tuple[Act, Act]]:
    """Walk any two acts that can be met in one place."""
    return (pair for pair in combinations(ACTS, 2) if not pair[0].places.isdisjoint(pair[1].places))


def open_keys(clerk: Clerk) -> KeysPage:
    """Find the page by its initials, as one finds everything."""
    clerk.go("kjj")
    page = clerk.window.work.current
    assert isinstance(page, KeysPage)
    return page


def press_instead(clerk: Clerk, search: str, *keys: str) -> None:
    """Filter the acts, take the first, press its new key."""
    clerk.keys.press("Ctrl+F")
    clerk.keys.type(search)
    clerk.keys.press("Return", "Return", *keys)


# The declarations


@pytest.mark.parametrize("preset", PRESETS.keys())
def test_no_two_acts_of_one_place_share_a_key(preset: str) -> None:
    in_force.use(PRESETS[preset].keys)
    assert in_force.changed() == PRESETS[preset].keys
    assert not [
        (one.key, other.key)
        for one, other in pairs()
        if QKeySequence(key_of_act(one)) == QKeySequence(key_of_act(other))
    ]


def test_every_key_we_chose_is_one_that_a_person_may_choose() -> None:
    assert not [act.key for act in ACTS if not act.fixed and rules.refusal(act.default) is not None]
    assert not [act.key for act in ACTS if rules.spelled(act.default) != act.default]


def test_each_command_belongs_to_one_act() -> None:
    assert len(BY_COMMAND) == sum(len(act.commands) for act in ACTS)


@pytest.mark.parametrize(
    "key",
    ["A", "7", "Shift+A", "Return", "Enter", "Esc", "Tab", "Up", "Ctrl+Left", "Space", "Ctrl+Space", "Del", "Home",
     "Ctrl+C", "Ctrl+V", "Ctrl+Z", "Ctrl+Y", "Ctrl+A", "Alt+F4", "Meta+L", "Alt+Down", "Ctrl+Return", "+", "", "F13",
     "Ctrl+Alt+S", "Shift+Insert", "Ctrl+K, Ctrl+S", "Ctrl+中"],
)  # fmt: skip
def test_what_fields_and_the_system_need_is_refused(key: str) -> None:
    assert rules.refusal(key) is not None


@pytest.mark.parametrize(
    "key", ["F11", "Ctrl+F12", "Ctrl+S", "Alt+X", "Ctrl+Shift+S", "Ctrl+0", "Insert", "Alt+Left"]
)
def test_the_rest_may_be_taken(key: str) -> None:
    assert rules.refusal(key) is None


@given(
    st.dictionaries(
        st.sampled_from([*ACTS.keys(), "gone"]),
        st.sampled_from(
            ["F2", "F5", "F8", "F9", "Ctrl+S", "Ctrl+C", "x", "", "Ctrl+Del", "rubbish", "Alt+Left"]
        ),
    )
)
def test_whatever_the_file_says_no_two_acts_end_up_with_one_key(chosen: dict[str, str]) -> None:
    in_force.use(chosen)
    assert not [
        (one.key, other.key)
        for one, other in pairs()
        if QKeySequence(key_of_act(one)) == QKeySequence(key_of_act(other))
    ]
    assert all(key_of_act(act) == act.default for act in ACTS if act.fixed)


# At the window


def test_a_key_is_changed_by_pressing_it_and_works_everywhere_at_once(clerk: Clerk) -> None:
    clerk.go("xsckd")
    clerk.keys.press("F2")
    draft = clerk.document
    page = open_keys(clerk)
    press_instead(clerk, "过账", "Ctrl+S")
    assert page.banner.text == "过账：Ctrl+S"
    assert preferences.load().keys == {"post": "Ctrl+S"}
    assert page.strip.says == ""
    assert page.card.view.hasFocus()
    clerk.keys.press("Ctrl+Tab")
    assert clerk.document is draft
    assert "过账 Ctrl+S" in [button.text() for button in draft.findChildren(QPushButton)]
    assert ("Ctrl+S", "过账") in clerk.window.keys.shown
    clerk.keys.press("F9")
    assert draft.banner.text == ""
    clerk.keys.press("Ctrl+S")
    assert draft.banner.text == "还有必填的没有填"


def test_keys_that_may_not_be_are_refused_and_the_next_one_is_awaited(clerk: Clerk) -> None:
    page = open_keys(clerk)
    press_instead(clerk, "过账", "Ctrl+C")
    assert page.strip.says.startswith("Ctrl+C 在每个格子里都有用")
    clerk.keys.press("x")
    assert page.strip.says.startswith("X 要用来打字")
    clerk.keys.press("F8")
    assert page.strip.says.startswith("F8 已经是“保存”的键")
    clerk.keys.press("Tab")
    assert page.strip.says.startswith("Tab 要用来")
    clerk.keys.press("Ctrl+Tab")
    assert page.strip.says.startswith("Ctrl+Tab 已经是“下一页”的键")
    assert page.strip.hasFocus()
    clerk.keys.press("Esc")
    assert page.strip.says == ""
    assert page.card.view.hasFocus()
    assert preferences.load().keys == {}
    assert key_of("document.post") == "F9"


def test_what_is_the_same_everywhere_cannot_be_changed(clerk: Clerk) -> None:
    page = open_keys(clerk)
    press_instead(clerk, "Ctrl+V")
    assert page.strip.says == ""
    assert page.banner.text == "Ctrl+V 到处都一样，不能改"


def test_one_key_comes_back_unless_another_act_has_it_now(clerk: Clerk) -> None:
    page = open_keys(clerk)
    press_instead(clerk, "过账", "F11")
    press_instead(clerk, "保存", "F9")
    assert preferences.load().keys == {"post": "F11", "save": "F9"}
    clerk.keys.press("Ctrl+F")
    clerk.keys.type("过账")
    clerk.keys.press("Return", "Ctrl+Del")
    assert page.banner.text == "F9 已经是“保存”的键，先给它换一个"
    clerk.keys.press("Ctrl+F")
    clerk.keys.type("保存")
    clerk.keys.press("Return", "Ctrl+Del")
    assert preferences.load().keys == {"post": "F11"}


def test_whole_sets_are_taken_and_given_back_without_a_mouse(clerk: Clerk) -> None:
    page = open_keys(clerk)
    office = page.findChild(QPushButton, "keys.office")
    assert isinstance(office, QPushButton)
    page.search.setFocus()
    for _ in range(5):
        clerk.keys.press("Tab")
        if clerk.keys.focus.objectName() == "keys.own":
            break
    clerk.keys.press("Right", "Right", "Space")
    assert office.isChecked()
    assert preferences.load().keys == PRESETS["office"].keys
    clerk.go("xsckd")
    clerk.keys.press("Ctrl+N")
    assert ("Ctrl+S", "保存") in clerk.window.keys.shown
    open_keys(clerk)._take_preset("own")
    assert preferences.load().keys == {}


def test_keys_of_lines_belong_to_the_grid_and_follow(clerk: Clerk) -> None:
    page = open_keys(clerk)
    press_instead(clerk, "复制行", "Ctrl+I")
    assert page.banner.text == "复制行：Ctrl+I"
    press_instead(clerk, "成交价", "Ctrl+U")
    clerk.go("xsckd")
    clerk.keys.press("F2")
    editor = clerk.document
    clerk.keys.enter("lz", "10001", "2")
    assert len([line for line in editor.document.lines if line.item]) == 1
    clerk.keys.press("Up", "F6")
    assert len([line for line in editor.document.lines if line.item]) == 1
    clerk.keys.press("Ctrl+I")
    assert len([line for line in editor.document.lines if line.item]) == 2


def test_the_manual_and_the_practice_tell_of_the_keys_there_are(clerk: Clerk) -> None:
    strip = TaskStrip(lambda _: None, lambda: None)
    clerk.keys.qtbot.addWidget(strip)
    strip.show_task(TASKS["sell"])
    strip.show_done(1)
    assert strip.says == "按 F2，开一张新单"
    open_keys(clerk)
    press_instead(clerk, "新增", "Ctrl+N")
    assert strip.says == "按 Ctrl+N，开一张新单"
    clerk.go("xsckd")
    clerk.keys.press("F1")
    manual = clerk.window.work.current
    assert isinstance(manual, HelpPage)
    text = manual.view.toPlainText()
    assert "您改过的键：新增 F2 → Ctrl+N" in text
    assert "Ctrl+N 新增" in text


def test_a_text_names_keys_as_they_are() -> None:
    in_force.use({"post": "Ctrl+S"})
    assert told(TASKS["sell"].steps[5].says).startswith("按 Ctrl+S 过账")


def test_the_program_starts_with_the_keys_of_the_person(qapp: object, own_home: Path) -> None:
    preferences.save(preferences.Preferences(last_firm="x", keys={"save": "Ctrl+S", "post": "nonsense"}))
    assert preferences.load().keys == {"save": "Ctrl+S", "post": "nonsense"}
    program = application.make()
    assert key_of("document.save") == "Ctrl+S"
    assert key_of("document.post") == "F9"
    program.deleteLater()
