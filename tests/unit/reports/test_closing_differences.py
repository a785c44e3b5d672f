from dataclasses import replace

from app.core.clock import FixedClock
from app.core.numbers import money, quantity
from app.domain.documents.document import Line
from app.services import documents, founding, periods, records, reports
from app.services.firm import Profile


def test_a_reopened_period_shows_what_was_and_what_is() -> None:
    firm = founding.create(":memory:", Profile(name="小店"), clock=FixedClock("2026-01-31"))
    item, _ = records.save(firm, "item", {"name": "苹果", "base_unit": "千克"})

    def opening(kilograms: str, amount: str) -> None:
        draft = documents.blank(firm, "opening_stock")
        line = Line(item=item, quantity=quantity(kilograms), amount=money(amount), typed_amount=True)
        documents.post(firm, replace(draft, business_date="2026-01-10", lines=(line,)))

    opening("10", "100")
    periods.close(firm, "2026-01-20")
    assert reports.run(firm, "closing_differences", {}).rows == []
    periods.reopen(firm, "漏录一张")
    opening("2", "30")
    assert reports.run(firm, "closing_differences", {}).rows == []  # not closed again yet
    periods.close(firm, "2026-01-20")
    (row,) = reports.run(firm, "closing_differences", {}).rows
    assert row[0] == "2026-01-20"
    assert row[4:] == (10_000_000, 10_000, 12_000_000, 13_000, 3_000, "漏录一张")
