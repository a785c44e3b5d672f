"""Small parts: banner, key bar, buttons, badges, figure cards, filter bar, charts, icons."""

from dataclasses import dataclass, replace
from typing import ClassVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.core.errors import BusinessError
from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.table import Chart, Column, Table
from app.core.text import N_
from app.gui import errors, icons, theme
from app.gui.commands import Command, Shortcuts
from app.gui.errors import Notice
from app.gui.page import Page
from app.gui.widgets.banner import Banner
from app.gui.widgets.buttons import CommandButtons
from app.gui.widgets.chart_view import ChartView, picture_of
from app.gui.widgets.choice_field import ChoiceField
from app.gui.widgets.figure_card import FigureCard
from app.gui.widgets.filter_bar import FilterBar
from app.gui.widgets.input_line import InputLine, plain_text, same_text
from app.gui.widgets.key_bar import KeyBar
from app.gui.widgets.status_badge import StatusBadge
from tests.gui.keyboard import clashes


def nothing() -> None:
    """Do nothing."""


def buttons_of(widget: CommandButtons) -> list[QPushButton]:
    return [button for button in widget.findChildren(QPushButton) if not button.isHidden()]


def test_banner_says_one_thing_at_a_time(looks: QApplication, qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    pressed: list[str] = []
    banner.show_notice(Notice("库存不够", "warn", Command("x", N_("看库存"), lambda: pressed.append("x"))))
    banner.show_notice(
        Notice("已过账", "good", Command("document.print", N_("打印"), lambda: pressed.append("y")))
    )
    assert banner.text == "已过账"
    shown = [button for button in banner.findChildren(QPushButton) if not button.isHidden() and button.text()]
    assert [button.text() for button in shown] == ["打印 F10"]
    shown[0].click()
    assert pressed == ["y"]
    banner.clear()
    assert banner.text == ""
    assert banner.isHidden()


def test_one_declaration_gives_button_and_key(looks: QApplication, qtbot: QtBot) -> None:
    done: list[str] = []
    post = Command("document.post", N_("过账"), lambda: done.append("post"), button=True, primary=True)
    save = Command("document.save", N_("保存"), lambda: done.append("save"), button=True)
    hint = Command("list.open", N_("下一格"), nothing, hint=True)
    buttons, bar = CommandButtons(), KeyBar()
    for widget in (buttons, bar):
        qtbot.addWidget(widget)
    buttons.show_commands([post, save])
    bar.show_commands([post, save, hint])
    assert [button.text() for button in buttons_of(buttons)] == ["保存 F8", "过账 F9"]
    assert buttons_of(buttons)[-1].property("role") == "primary"
    assert bar.shown == [("F9", "过账"), ("F8", "保存"), ("Enter", "下一格")]
    buttons_of(buttons)[-1].click()
    assert done == ["post"]


def test_buttons_keep_their_own_width_at_the_right(looks: QApplication, qtbot: QtBot) -> None:
    buttons = CommandButtons()
    qtbot.addWidget(buttons)
    buttons.show_commands([Command("document.save", N_("保存"), nothing, button=True)])
    buttons.resize(buttons.sizeHint().width() * 3, buttons.sizeHint().height())
    buttons.show()
    (save,) = buttons_of(buttons)
    assert save.width() == save.sizeHint().width()
    assert save.geometry().right() == buttons.rect().right()


def test_keys_are_bound_and_given_back(looks: QApplication, qtbot: QtBot) -> None:
    done: list[str] = []
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    line.activateWindow()
    qtbot.waitUntil(line.isActiveWindow)
    hint = Command("document.draw", N_("下一格"), lambda: done.append("hint"), hint=True)
    keys = Shortcuts(line)
    keys.bind([Command("document.save", N_("保存"), lambda: done.append("save")), hint])
    QTest.keyClick(line, Qt.Key.Key_F8)
    QTest.keyClick(line, Qt.Key.Key_F7)
    keys.bind([Command("record.save", N_("保存"), lambda: done.append("next")), hint])
    QTest.keyClick(line, Qt.Key.Key_F8)
    keys.bind([])
    QTest.keyClick(line, Qt.Key.Key_F8)
    assert done == ["save", "next"]


def test_buttons_that_stay_do_what_is_said_on_them_now(looks: QApplication, qtbot: QtBot) -> None:
    done: list[str] = []

    def command(key: str, *, primary: bool = False) -> Command:
        return Command(key, N_("保存"), lambda: done.append(key), button=True, primary=primary)

    buttons = CommandButtons()
    qtbot.addWidget(buttons)
    buttons.show()
    buttons.show_commands([command("document.copy"), command("document.post", primary=True)])
    qtbot.waitUntil(lambda: len(buttons_of(buttons)) == 2)
    buttons.show_commands([command("document.void"), command("document.print"), command("document.follow")])
    qtbot.waitUntil(lambda: [each.objectName() for each in buttons_of(buttons)][-1:] == ["document.follow"])
    for button in buttons_of(buttons):
        assert button.property("role") is None
        button.click()
    assert done == ["document.void", "document.print", "document.follow"]


def test_a_button_with_the_keys_never_turns_into_another_command(looks: QApplication, qtbot: QtBot) -> None:
    done: list[str] = []
    buttons = CommandButtons()
    qtbot.addWidget(buttons)
    buttons.show_commands([Command("document.save", N_("保存"), lambda: done.append("save"), button=True)])
    buttons.resize(300, 40)
    buttons.show()
    qtbot.waitUntil(lambda: bool(buttons_of(buttons)))
    buttons.activateWindow()
    qtbot.waitUntil(buttons.isActiveWindow)
    before = buttons_of(buttons)[0]
    before.setFocus()
    qtbot.waitUntil(before.hasFocus)
    buttons.show_commands([Command("document.void", N_("作废"), lambda: done.append("void"), button=True)])
    QTest.keyClick(before, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: [each.objectName() for each in buttons_of(buttons)] == ["document.void"])
    assert done != ["void"]


def test_two_commands_with_one_key_are_found() -> None:
    assert clashes(
        [Command("list.new", N_("新增"), nothing), Command("document.new", N_("复制"), nothing)]
    ) == ["F2"]


def test_badge_hides_when_it_says_nothing(looks: QApplication, qtbot: QtBot) -> None:
    badge = StatusBadge()
    qtbot.addWidget(badge)
    assert badge.isHidden()
    badge.say("草稿", "warn")
    assert (badge.text(), badge.property("tone"), badge.isHidden()) == ("草稿", "warn", False)


def test_figure_card_opens_by_key(looks: QApplication, qtbot: QtBot) -> None:
    card = FigureCard("今日销售")
    qtbot.addWidget(card)
    card.show_figure("12,486.50", "毛利率 21.9%", "good")
    with qtbot.waitSignal(card.opened):
        QTest.keyClick(card, Qt.Key.Key_Return)
    assert card.figure == "12,486.50"


def a_filter_bar(qtbot: QtBot) -> FilterBar:
    state = Field(
        "state",
        N_("状态"),
        Kind.CHOICE,
        choices=(Choice("draft", N_("草稿")), Choice("posted", N_("已过账"))),
    )
    since = Field("since", N_("从"), Kind.TEXT, default="2026-11-01")

    def make(field: Field) -> ChoiceField | InputLine:
        return ChoiceField(field.choices) if field.choices else InputLine(same_text, plain_text)

    bar = FilterBar((state, since), make, searches=N_("输入文字或数字筛选"))
    qtbot.addWidget(bar)
    bar.show()
    return bar


def test_filter_bar_answers_at_once(looks: QApplication, qtbot: QtBot) -> None:
    bar = a_filter_bar(qtbot)
    assert bar.values() == {"state": "", "since": "2026-11-01"}
    box = bar.findChild(ChoiceField)
    assert isinstance(box, ChoiceField)
    assert box.currentText() == "全部"
    with qtbot.waitSignal(bar.changed):
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Down)
        box.activated.emit(box.currentIndex())
    assert bar.values()["state"] == "draft"


def test_the_text_hands_over_to_the_list(looks: QApplication, qtbot: QtBot) -> None:
    bar = a_filter_bar(qtbot)
    assert bar.text is not None
    with qtbot.waitSignal(bar.searched) as heard:
        bar.type_text("五")
    assert heard.args == ["五"]
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down):
        with qtbot.waitSignal(bar.left):
            QTest.keyClick(bar.text, key)
    QTest.keyClick(bar.text, Qt.Key.Key_Escape)
    assert bar.text.text() == ""


def a_chart(form: str, *values: int) -> Table:
    columns = (Column("day", N_("日期"), Kind.DATE), Column("sales", N_("销售额"), Kind.MONEY))
    rows = [(f"2026-11-{number + 1:02}", value) for number, value in enumerate(values)]
    return Table(N_("销售"), columns, rows, chart=Chart(form, "day", ("sales",)))


@pytest.mark.parametrize("form", ["line", "bar"])
@pytest.mark.parametrize("values", [(5,), (0, 0), (100_00, 250_00, 90_00), (-5_00, 300_00), (-5_00, -3_00)])
def test_charts_draw_whatever_comes(
    looks: QApplication, qtbot: QtBot, form: str, values: tuple[int, ...]
) -> None:
    view = ChartView()
    qtbot.addWidget(view)
    view.resize(500, 200)
    view.show_table(a_chart(form, *values))
    plain = view.grab().toImage()
    QTest.mouseMove(view, QPoint(60, 90))
    assert view.grab().toImage().size() == plain.size()
    picture = view.picture
    assert picture.lowest <= min(0, *values)
    assert picture.highest >= max(0, *values)
    assert picture.words[0] == "11-01"


def test_the_scale_is_round() -> None:
    picture = picture_of(a_chart("bar", 440_320, 403_200, -3_450))
    assert (picture.step, picture.highest, picture.lowest) == (150_000, 450_000, -3_450)


def test_a_chart_marks_what_needs_a_look(looks: QApplication, qtbot: QtBot) -> None:
    columns = (
        Column("age", N_("账龄"), Kind.CHOICE, choices=(("due", N_("未到期")), ("late", N_("逾期合计")))),
        Column("sum", N_("金额"), Kind.MONEY),
        Column("late", N_("逾期合计"), Kind.MONEY),
    )
    table = Table(N_("账龄"), columns, [("due", 900_00, 500_00), ("late", 900_00, 500_00)])
    by_age = replace(table, chart=Chart("bar", "age", ("sum",), (("late", "warn"),)))
    assert [picture_of(by_age).hue(0, place) for place in (0, 1)] == ["blue", "amber"]
    of_each = replace(table, columns=(replace(columns[0], kind=Kind.TEXT), *columns[1:]))
    beside = replace(of_each, chart=Chart("bar", "age", ("sum", "late"), (("late", "bad"),)))
    picture = picture_of(beside)
    assert [picture.hue(number, place) for number in (0, 1) for place in (0, 1)] == ["blue"] * 2 + [
        "brand"
    ] * 2
    view = ChartView()
    qtbot.addWidget(view)
    view.resize(500, 200)
    view.show_table(beside)
    image = view.grab().toImage()
    seen = {image.pixelColor(x, 150).name().upper() for x in range(500)}
    assert {theme.LIGHT.blue, theme.LIGHT.brand} <= seen


def test_a_table_without_chart_draws_nothing(looks: QApplication, qtbot: QtBot) -> None:
    view = ChartView()
    qtbot.addWidget(view)
    view.show_table(Table(N_("销售"), (), ()))
    assert not view.picture.series


def test_icons_are_drawn(looks: QApplication) -> None:
    for name in ("close", "search", "down", "document", "check"):
        picture = icons.pixmap(name).toImage()
        assert any(
            picture.pixelColor(x, y).alpha() for x in range(picture.width()) for y in range(picture.height())
        )
    assert not icons.seal().isNull()


@dataclass(eq=False)
class NothingLeft(BusinessError):
    code: ClassVar[str] = "NOTHING_LEFT_IN_A_TEST"


def test_a_problem_finds_the_page_it_belongs_to(looks: QApplication, qtbot: QtBot) -> None:
    page = Page("销售出库单")
    qtbot.addWidget(page)
    inner = QLabel("12.50")
    page.body.addWidget(inner)
    errors.show(inner, NothingLeft())
    assert page.banner.text
    assert page.banner.property("banner") == "warn"
    page.show()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.banner.text == ""
    with qtbot.waitSignal(page.left):
        QTest.keyClick(page, Qt.Key.Key_Escape)
