"""The goods that reports name are kept, and never out of date: whoever wrote, and whether it stayed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.services import founding, records
from app.services.firm import Firm, Profile
from app.storage.queries.scope import EVERYTHING, Scope
from tests.builders import a_shop


@pytest.fixture
def firm(tmp_path: Path) -> Iterator[Firm]:
    firm = founding.create(tmp_path / "firm.zhanggui", Profile(name="试店"), clock=FixedClock("2026-11-22"))
    yield firm
    firm.close()


def names(firm: Firm, scope: Scope = EVERYTHING) -> list[str]:
    return [article.names[1] for article in firm.books.goods.of(scope).values()]


def test_goods_stand_by_code_with_their_larger_units(firm: Firm) -> None:
    units = [{"name": "条", "numerator": 10}, {"name": "箱", "numerator": 500}]
    records.save(firm, "item", {"code": "B", "name": "茶", "spec": "大", "base_unit": "盒"})
    uid, _ = records.save(firm, "item", {"code": "A", "name": "烟", "base_unit": "包", "units": units})
    records.save(firm, "item", {"code": "C", "name": "送货", "is_service": True})
    smoke, tea = firm.books.goods.of(EVERYTHING).values()
    assert (smoke.uid, smoke.names, smoke.larger) == (
        uid, ("A", "烟", "", "包"), (("条", 10, 1), ("箱", 500, 1)),
    )  # fmt: skip
    assert (tea.names, tea.larger) == (("B", "茶", "大", "盒"), ())


def test_a_new_name_is_seen_at_once(firm: Firm) -> None:
    uid, _ = records.save(firm, "item", {"name": "茶"})
    assert names(firm) == ["茶"]
    records.save(firm, "item", {"uid": uid, "name": "红茶"})
    assert names(firm) == ["红茶"]


def test_what_another_process_wrote_is_seen(firm: Firm) -> None:
    assert names(firm) == []
    other = Firm.open(firm.path, clock=FixedClock("2026-11-22"))
    records.save(other, "item", {"name": "茶"})
    other.close()
    assert names(firm) == ["茶"]


def test_what_was_taken_back_is_forgotten(firm: Firm) -> None:
    with firm.trial():
        records.save(firm, "item", {"name": "茶"})
        assert names(firm) == ["茶"]
    records.save(firm, "item", {"name": "烟"})
    assert names(firm) == ["烟"]


def test_a_reader_of_an_older_moment_is_given_that_moment(firm: Firm) -> None:
    records.save(firm, "item", {"name": "茶"})
    with firm.database.snapshot():
        assert names(firm) == ["茶"]
        other = Firm.open(firm.path, clock=FixedClock("2026-11-22"))
        records.save(other, "item", {"name": "烟"})
        assert names(other) == ["茶", "烟"]
        firm.books.goods._kept = other.books.goods._kept
        other.close()
        assert names(firm) == ["茶"]
    assert names(firm) == ["茶", "烟"]


def test_documents_leave_them_where_they_are() -> None:
    shop = a_shop()
    shop.receives("苹果", 10, at=100)
    shop.sells("苹果", 1)
    before = shop.firm.books.goods.of(EVERYTHING)
    shop.sells("苹果", 1)
    assert shop.firm.books.goods.of(EVERYTHING) is before


def test_a_narrower_question_reads_its_own(firm: Firm) -> None:
    category, _ = records.save(firm, "category", {"name": "饮料"})
    records.save(firm, "item", {"name": "茶", "category": category})
    records.save(firm, "item", {"name": "烟"})
    assert names(firm, Scope(category_id=firm.catalogue.category_id(category))) == ["茶"]
