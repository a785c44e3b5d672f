"""Several programs and threads on one file: nobody's memory of a firm is older than what he writes against."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.posting.errors import PeriodClosed
from app.services import periods, records
from app.services.firm import Firm
from tests.builders import Shop, a_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    shop = a_shop(path=tmp_path / "小店.zhanggui", today="2026-04-10")
    shop.receives("苹果", 100, at=3, on="2026-03-05")
    yield shop
    shop.firm.close()


def test_a_period_that_another_program_closed_is_closed(shop: Shop) -> None:
    with closing(Firm.open(Path(shop.firm.path), clock=shop._clock)) as other:
        periods.close(other, "2026-03-31")
    with pytest.raises(PeriodClosed):
        shop.sells("苹果", 1, at=5, on="2026-03-20")
    shop.sells("苹果", 1, at=5)
    assert shop.is_proven()


def test_two_programs_never_write_at_the_same_moment_of_the_log(shop: Shop) -> None:
    with closing(Firm.open(Path(shop.firm.path), clock=shop._clock)) as firm:
        other = Shop(firm, shop._clock)
        for _ in range(5):
            shop.sells("苹果", 1, at=5)
            other.sells("苹果", 1, at=5)
        assert other.is_proven()


def test_what_a_reader_saw_before_the_commit_closes_no_eyes(shop: Shop) -> None:
    def look() -> None:
        seen.append(shop.firm.books.closed_through)

    seen: list[str] = []
    with shop.firm.transaction():
        periods.close(shop.firm, "2026-03-31")
        reader = threading.Thread(target=look)
        reader.start()
        reader.join()
    assert seen == [""], "it is not committed yet"
    with pytest.raises(PeriodClosed):
        shop.sells("苹果", 1, at=5, on="2026-03-20")
    look()
    assert seen[-1] == "2026-03-31"


def test_a_name_that_another_program_changed_is_the_name(shop: Shop) -> None:
    uid = shop.item("苹果")
    shop.sells("苹果", 1, at=5)
    with closing(Firm.open(Path(shop.firm.path), clock=shop._clock)) as other:
        records.save(other, "item", {"uid": uid, "name": "红苹果"})
    with shop.firm.transaction():
        assert shop.firm.catalogue.item(uid).name == "红苹果"
