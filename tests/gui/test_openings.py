"""A document without lines has a head and a foot: it is written and posted like any other."""

import pytest
from pytestqt.qtbot import QtBot

from app.services.documents import State
from tests.gui.editing import new
from tests.gui.shop import Shop, settle_down

WRITTEN = {
    "opening_receivable": {"party": "customer", "amount": 8_800},
    "opening_payable": {"party": "supplier", "amount": -300},
    "opening_money": {"account": "account", "paid": 50_000},
}


@pytest.mark.parametrize("type_key", WRITTEN)
def test_an_opening_is_written_and_posted(qtbot: QtBot, shop: Shop, type_key: str) -> None:
    page = new(qtbot, shop, type_key)
    assert page.form is not None
    assert page.draft is not None
    assert page.form.lines.isHidden()
    document = page.document
    for key, value in WRITTEN[type_key].items():
        uid = shop.firm.database.execute(_ANY[value]).fetchone()[0] if isinstance(value, str) else value
        document = document.with_value(key, uid)
    page.draft.edit(document)
    page.form.focus_first()
    page.post()
    settle_down(qtbot)
    qtbot.waitUntil(lambda: page.state is State.POSTED)


_ANY = {
    "customer": "SELECT uid FROM party WHERE is_customer = 1 AND is_walk_in = 0",
    "supplier": "SELECT uid FROM party WHERE is_supplier = 1",
    "account": "SELECT uid FROM account",
}
