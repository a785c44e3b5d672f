"""A believable shop in a real file: goods, people, three weeks of buying and selling, all through the services."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.core.clock import FixedClock
from app.core.numbers import money, price, quantity, rate
from app.domain.documents.document import Document, Line
from app.gui import operations, theme
from app.services import documents, founding, records
from app.services.firm import Profile

TODAY = "2026-11-22"
DAYS = 21
GOODS = (
    # code, name, spec, unit, purchase, retail, bought, sold a day, bar code
    ("10001", "五常大米 5kg", "5kg/袋", "袋", "21.40", "26.80", "400", "11", "6901234567892"),
    ("10002", "金龙鱼调和油 5L", "5L/桶", "桶", "51.20", "58.80", "160", "5", "6922334455667"),
    ("10003", "散装瓜子", "散称", "kg", "9.80", "14.00", "90.5", "2.35", ""),
    ("10004", "膨胀螺栓 M8×80", "M8*80", "盒", "28.90", "36.27", "60", "2", "6933663167435"),
    ("10005", "农夫山泉 550ml", "24 瓶/箱", "瓶", "1.10", "2.00", "960", "36", "6921168509256"),
    ("10006", "海天生抽 1.9L", "6 瓶/箱", "瓶", "11.50", "15.90", "120", "4", "6902265360100"),
    ("10007", "洁柔抽纸 100 抽", "10 包/提", "提", "16.80", "22.50", "100", "3", "6914068016313"),
)
CUSTOMERS = ("杭州佳惠餐饮管理有限公司", "老周便利店", "西湖区第三小学食堂", "桥头早餐铺")
SUPPLIERS = ("五常市金谷粮油", "益海嘉里杭州分公司", "农夫山泉华东")


class Trade:
    """The firm, and the uids of what it knows by name."""

    def __init__(self, path: Path, *, days: int = DAYS) -> None:
        self.clock = FixedClock("2026-11-01")
        self.firm = founding.create(
            path, Profile(name="佳惠粮油经营部", started_on="2026-11-01"), author="王芳", clock=self.clock
        )
        self.items = {goods[0]: self._item(goods) for goods in GOODS}
        self.customers = {name: self._save("customer", {"name": name}) for name in CUSTOMERS}
        self.suppliers = {name: self._save("supplier", {"name": name}) for name in SUPPLIERS}
        self._trade(days)

    def _save(self, key: str, values: dict[str, object]) -> str:
        return records.save(self.firm, key, values)[0]

    def _item(self, goods: tuple[str, ...]) -> str:
        code, name, spec, unit, purchase, retail, _, _, barcode = goods
        values: dict[str, object] = {
            "code": code,
            "name": name,
            "spec": spec,
            "base_unit": unit,
            "base_places": 3 if unit == "kg" else 0,
            "purchase": price(purchase),
            "retail": price(retail),
            "tax_rate": rate("13%"),
        }
        if barcode:
            values["barcodes"] = [{"code": barcode, "unit": "", "shared": False}]
        return self._save("item", values)

    def document(
        self, type_key: str, party: str, lines: list[tuple[str, str, str]], **header: object
    ) -> Document:
        """Draft a document; lines are (item code, quantity, price)."""
        blank = documents.blank(self.firm, type_key)
        made = tuple(
            Line(item=self.items[code], quantity=quantity(count), price=price(each), tax_rate=rate("13%"))
            for code, count, each in lines
        )
        drafted = replace(blank, party=party, lines=made, header={**blank.header, **header})
        return documents.settle(self.firm, drafted)

    def post(self, document: Document) -> str:
        """Post a document and return its uid."""
        return documents.post(self.firm, document).document.uid

    def _trade(self, days: int) -> None:
        """Buy once, then sell every day; a few customers owe; one draft and one order wait."""
        first = date.fromisoformat(TODAY) - timedelta(days=days)
        self.clock.set_day(first.isoformat())
        suppliers = list(self.suppliers.values())
        for number, goods in enumerate(GOODS):
            line = (goods[0], goods[6], goods[4])
            self.post(self.document("goods_receipt", suppliers[number % len(suppliers)], [line]))
        customers = list(self.customers.values())
        for day in range(1, days + 1):
            self.clock.set_day((first + timedelta(days=day)).isoformat())
            for number in range(2 + day % 2):
                lines = [
                    (goods[0], goods[7], goods[5])
                    for place, goods in enumerate(GOODS)
                    if (place + day + number) % 3 == 0
                ]
                sale = self.document("delivery", customers[(day + number) % len(customers)], lines)
                self.post(sale.with_value("paid", sale.total if number != 1 else money("0")))
        self.clock.set_day(TODAY)
        draft = self.document("delivery", customers[0], [("10001", "3", "26.80"), ("10005", "24", "2.00")])
        documents.save_draft(self.firm, draft)
        order = self.document(
            "sales_order", customers[1], [("10002", "6", "58.80")], promised_on="2026-11-25"
        )
        self.post(order)


@pytest.fixture
def trade(tmp_path: Path, qapp: QApplication) -> Iterator[Trade]:
    """A shop with a few days of trade; workers are stopped afterwards."""
    theme.apply(qapp, theme.choose())
    made = Trade(tmp_path / "shop.zg", days=3)
    yield made
    workers = operations.workers()
    workers.stop(closing=made.firm.close)
    workers.setParent(None)
    workers.deleteLater()
    made.firm.close()
