"""A report goes into a file of the kind that its name says."""

import json
from pathlib import Path

import pytest

from app.core.errors import BusinessError
from app.services import reports
from tests.builders import Shop, a_shop

STARTS = {".xlsx": b"PK", ".csv": b"\xef\xbb\xbf", ".pdf": b"%PDF", ".json": b"{"}


@pytest.fixture(scope="module")
def shop() -> Shop:
    shop = a_shop()
    shop.receives("苹果", 10, at=2)
    shop.sells("苹果", 4, at=3)
    return shop


@pytest.mark.parametrize("suffix", reports.SUFFIXES)
def test_the_suffix_decides(shop: Shop, tmp_path: Path, suffix: str) -> None:
    table = reports.run(shop.firm, "stock_on_hand", {})
    path = tmp_path / f"库存{suffix}"
    assert reports.export(table, path, shop.firm) == path
    assert path.read_bytes().startswith(STARTS[suffix])


def test_what_is_written_is_what_was_seen(shop: Shop, tmp_path: Path) -> None:
    path = reports.export(reports.run(shop.firm, "sales_profit", {}), tmp_path / "x.JSON", shop.firm)
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["rows"][0]["profit"] == "4.00"
    assert content["totals"]["net"] == "12.00"


def test_other_files_are_not_written(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(BusinessError) as caught:
        reports.export(reports.run(shop.firm, "stock_on_hand", {}), tmp_path / "x.docx", shop.firm)
    assert caught.value.code == "FILE_KIND_NOT_OFFERED"
    assert not [*tmp_path.iterdir()]
