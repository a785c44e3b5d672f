"""A small shop for the widgets: a firm in a file, a few goods and partners, a desk that notes where it sends one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.core.table import Drill
from app.domain.documents.document import Document
from app.gui import operations, theme
from app.gui.navigation import Desk
from app.services import founding, records
from app.services.firm import Firm, Profile

TODAY = "2026-11-22"


@dataclass
class Gone:
    """A navigator that only notes where it was sent."""

    calls: list[tuple[Any, ...]] = field(default_factory=list)

    def open_document(self, uid: str) -> None:
        self.calls.append(("document", uid))

    def new_document(self, type_key: str, document: Document | None = None) -> None:
        self.calls.append(("new", type_key, document))

    def open_list(self, type_key: str) -> None:
        self.calls.append(("list", type_key))

    def open_records(self, type_key: str) -> None:
        self.calls.append(("records", type_key))

    def open_record(self, type_key: str, uid: str) -> None:
        self.calls.append(("record", type_key, uid))

    def open_report(self, key: str, params: Mapping[str, object] | None = None) -> None:
        self.calls.append(("report", key, params))

    def follow(self, drill: Drill) -> None:
        self.calls.append(("follow", drill))

    def open_labels(self, asked: object) -> None:
        self.calls.append(("labels", asked))

    def close_page(self, page: QWidget) -> None:
        self.calls.append(("close", page))


@dataclass(frozen=True)
class Shop:
    """The firm and the uids of what is in it, by name."""

    firm: Firm
    desk: Desk
    gone: Gone
    uids: dict[str, str]


ITEMS: tuple[dict[str, Any], ...] = (
    {
        "name": "五常大米 5kg", "spec": "5kg/袋", "base_unit": "袋", "retail": 26_800_000, "purchase": 21_000_000,
        "tax_rate": 90_000, "barcodes": [{"code": "6901234567892"}],
        "units": [{"name": "箱", "numerator": 10, "denominator": 1, "for_purchase": True, "purchase": 205_000_000}],
    },
    {
        "name": "金龙鱼调和油 5L", "spec": "5L/桶", "base_unit": "桶", "retail": 65_000_000, "purchase": 52_500_000,
        "tax_rate": 90_000, "barcodes": [{"code": "6922334455667"}],
    },
    {
        "name": "农夫山泉 550ml", "spec": "24瓶/箱", "base_unit": "瓶", "retail": 2_000_000, "purchase": 1_200_000,
        "tax_rate": 130_000, "barcodes": [{"code": "6933663167435"}],
        "units": [{"name": "箱", "numerator": 24, "denominator": 1, "for_sale": True, "retail": 42_000_000}],
    },
    {"name": "散装瓜子", "base_unit": "kg", "base_places": 3, "retail": 14_000_000, "purchase": 9_000_000},
)  # fmt: skip


def stock_shop(firm: Firm) -> dict[str, str]:
    """Fill a firm with goods and partners; return uids by name."""
    uids = {hit.name: hit.uid for kind in ("warehouse", "account") for hit in records.search(firm, kind, "")}
    for values in ITEMS:
        uids[values["name"]] = records.save(firm, "item", values)[0]
    for kind, name in (
        ("supplier", "杭州粮油批发"),
        ("supplier", "顺达物流"),
        ("customer", "杭州佳惠餐饮管理有限公司"),
        ("staff", "李梅"),
        ("warehouse", "门店仓"),
    ):
        uids[name] = records.save(firm, kind, {"name": name})[0]
    return uids


@pytest.fixture
def shop(tmp_path: Path, qapp: QApplication) -> Iterator[Shop]:
    """A firm with goods, suppliers and customers; workers are stopped afterwards."""
    theme.apply(qapp, theme.choose())
    firm = founding.create(
        tmp_path / "shop.db", Profile(name="测试商行"), author="王芳", clock=FixedClock(TODAY, hour=2)
    )
    gone = Gone()
    yield Shop(firm, Desk(firm, gone), gone, stock_shop(firm))
    workers = operations.workers()
    workers.stop(closing=firm.close)
    workers.setParent(None)
    workers.deleteLater()
    firm.close()


def settle_down(qtbot: QtBot) -> None:
    """Wait until everything asked for off the GUI thread has come back."""
    qtbot.waitUntil(lambda: operations.workers().is_idle)
