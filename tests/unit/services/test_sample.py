"""The sample firm: the same seed gives the same figures, and its books are sound."""

from contextlib import closing
from pathlib import Path

import pytest

from app.core.progress import Cancelled
from app.core.table import Table
from app.services import firms, periods, proof, reports, sample
from app.services.firm import Firm
from app.services.sample import day

UNTIL = "2026-11-22"


def stock(firm: Firm) -> Table:
    return reports.run(firm, "stock_on_hand", {"as_of": UNTIL})


def make(path: Path, seed: int = 1, method: str = "moving_average") -> Firm:
    return sample.make(path, items=25, days=25, seed=seed, method=method, until=UNTIL)


@pytest.mark.parametrize("method", ["moving_average", "fifo"])
def test_it_is_believable_and_sound(tmp_path: Path, method: str) -> None:
    with closing(make(tmp_path / "a", method=method)) as firm:
        counts = firms.info(firm)
        assert proof.verify(firm).findings == ()
        assert periods.closed_through(firm) == "2026-10-31"
    documents = counts["documents"]
    everyday = (
        "opening_stock",
        "purchase_order",
        "goods_receipt",
        "delivery",
        "sales_return",
        "transfer",
        "stock_count",
    )
    assert all(documents.get(key, 0) > 0 for key in (*everyday, "money_received", "money_paid"))
    assert counts["records"]["item"] == 25
    assert counts["drafts"] == 2


def test_the_same_seed_gives_the_same_figures(tmp_path: Path) -> None:
    with closing(make(tmp_path / "a")) as one, closing(make(tmp_path / "b")) as other:
        assert list(stock(one).rows) == list(stock(other).rows)
    with closing(make(tmp_path / "c", seed=2)) as another:
        assert list(stock(another).rows) != list(stock(one).rows)


def test_a_person_may_stop_it_and_no_file_is_left(tmp_path: Path) -> None:
    def stop(done: int, whole: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        sample.make(tmp_path / "a", items=5, days=2, progress=stop)
    assert not list(tmp_path.iterdir())


def test_the_words_are_used_again_when_there_are_too_few(tmp_path: Path) -> None:
    from random import Random

    from app.services.sample import goods

    made = goods.invent(Random(1), 6_000)
    assert len({(each.name, each.spec) for each in made}) == 6_000
    assert len({each.barcode for each in made}) == 6_000


def test_a_day_leaves_reports_and_a_closed_sound_firm(tmp_path: Path) -> None:
    said: list[str] = []
    played = day.play(tmp_path, say=said.append)
    assert all(path.stat().st_size > 0 for path in played.files)
    assert len([path for path in played.files if path.suffix == ".pdf"]) > len(reports.REPORTS.keys())
    assert len(said) > 10
    with closing(Firm.open(played.firm)) as firm:
        assert periods.closed_through(firm) == firm.today()
        assert proof.verify(firm).ok
