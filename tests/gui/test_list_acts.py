"""A list acts on what is selected in it: drafts are posted or thrown away together, what is seen becomes a file."""

from pathlib import Path

import openpyxl
from PySide6.QtWidgets import QPushButton

from app.services import documents
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414


def drafts(clerk: Clerk) -> list[str]:
    """The uids of the drafts of deliveries."""
    table = documents.listing(clerk.trade.firm, "delivery", states=("draft",))
    return [str(dict(drill.params)["uid"]) for drill in table.drills if drill is not None]


def draft(clerk: Clerk, count: str) -> None:
    """Save one more draft."""
    made = clerk.trade.document(
        "delivery", next(iter(clerk.trade.customers.values())), [("10001", count, "26.80")]
    )
    documents.save_draft(clerk.trade.firm, made)


def test_drafts_are_posted_each_for_itself(clerk: Clerk) -> None:
    draft(clerk, "100000")  # more than there is
    draft(clerk, "2")
    clerk.go("xsckd")
    assert len(drafts(clerk)) == 3
    clerk.keys.press("Ctrl+Home", "Shift+Down", "Shift+Down", "Shift+Down", "F9")
    assert "3 张草稿" in clerk.list.banner.text
    assert len(drafts(clerk)) == 3
    clerk.keys.press("F9")
    assert clerk.list.banner.text.startswith("2 张已处理，1 张没有：")
    assert "五常大米" in clerk.list.banner.text
    assert len(drafts(clerk)) == 1
    opens = next(button for button in clerk.list.banner.findChildren(QPushButton) if button.text() == "打开")
    opens.click()
    clerk.keys.settle()
    assert clerk.window.work.current is not None
    assert clerk.window.work.current.holds(drafts(clerk)[0])


def test_drafts_are_thrown_away_only_when_asked_twice(clerk: Clerk) -> None:
    draft(clerk, "2")
    clerk.go("xsckd")
    clerk.keys.press("Ctrl+Home", "Shift+Down", "Ctrl+Shift+Del")
    assert len(drafts(clerk)) == 2
    clerk.keys.press("Up", "Ctrl+Shift+Del")  # another choice is another question
    assert len(drafts(clerk)) == 2
    clerk.keys.press("Ctrl+Shift+Del")
    assert len(drafts(clerk)) == 1


def test_what_is_posted_is_not_acted_on(clerk: Clerk) -> None:
    clerk.go("xsdd")
    clerk.keys.press("F9")
    assert "先选草稿" in clerk.list.banner.text


def test_a_list_becomes_a_file_as_it_is_seen(clerk: Clerk, tmp_path: Path) -> None:
    clerk.go("sp")
    clerk.list.card.view.arranged.show(1, False)
    clerk.keys.type("10005")
    clerk.keys.press("Return", "Ctrl+E")
    path = tmp_path / "goods.xlsx"
    clerk.keys.type(str(path))
    clerk.keys.enter("")
    assert path.is_file(), clerk.list.banner.text
    rows = [
        row
        for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
        if "10005" in row
    ]
    assert len(rows) == 1
    assert len(rows[0]) == len(clerk.list.card.view.rows.columns) - 1
