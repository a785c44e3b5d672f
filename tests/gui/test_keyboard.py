"""The hands of the tests are a person's: what they type is no scan, however long it is and however busy the machine."""

from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414

CODE = "6901234567892"


def test_a_long_number_that_is_typed_is_no_scan(clerk: Clerk) -> None:
    scanned: list[str] = []
    clerk.window.scans.wedge.scanned.connect(scanned.append)
    clerk.window.open_list("delivery")
    clerk.keys.settle()
    clerk.keys.type(CODE)
    clerk.keys.press("Return")
    assert not scanned
    clerk.list.card.view.setFocus()
    clerk.keys.scan(CODE)
    assert scanned == [CODE]
