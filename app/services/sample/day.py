"""One day of trade, played out loud: a list comes in, goods come and go, books are closed, everything is printed."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any, Final

from app.core.ids import new_uid
from app.core.kinds import Kind
from app.core.numbers import ONE, Money, Quantity, amount_of, money_text
from app.core.table import Column, Table
from app.core.text import N_, Label, Message
from app.domain.documents.document import Document, Line
from app.domain.documents.totals import total_of
from app.domain.documents.types import TYPES
from app.i18n.catalog import fill, tr
from app.services import (
    backup,
    documents,
    firms,
    imports,
    periods,
    printing,
    proof,
    records,
    references,
    reports,
)
from app.services.documents import Posted
from app.services.firm import Firm
from app.services.sample import goods
from app.services.sample.words import words
from app.storage import stock

_ITEMS: Final = 30
_HELD_BOXES: Final = 2
_COUNTED: Final = 5
_BOUGHT: Final = 3
_KINDS: Final = {
    "code": Kind.CODE,
    "barcode": Kind.CODE,
    "ratio": Kind.INTEGER,
    "cost": Kind.PRICE,
    "retail": Kind.PRICE,
    "quantity": Kind.QUANTITY,
    "amount": Kind.MONEY,
}

Say = Callable[[str], object]


def silent(text: str) -> None:
    """Say nothing."""


@dataclass(slots=True)
class Played:
    """What the day left behind."""

    firm: Path
    files: list[Path] = field(default_factory=list)


def play(folder: Path, *, seed: int = 1, say: Say = silent) -> Played:
    """Play the day in a folder and return the files it made; `say` hears each step."""
    path = folder / f"{words()['day']['firm']}{firms.SUFFIX}"
    played = Played(path)
    random = Random(seed)  # noqa: S311 - the same seed must give the same day
    articles = goods.invent(random, _ITEMS)
    values = {"name": words()["day"]["firm"]}
    with closing(firms.create(path, values, author=words()["staff"][0])) as firm:
        played.files.append(path)
        _Day(firm, folder, played, say, articles).play()
    return played


class _Day:
    """The steps of the day, in order."""

    def __init__(
        self, firm: Firm, folder: Path, played: Played, say: Say, articles: list[goods.Goods]
    ) -> None:
        self._firm = firm
        self._folder = folder
        self._played = played
        self._say_text = say
        self._articles = articles
        self._warehouse = references.first(firm, "warehouse")
        self._account = references.first(firm, "account")

    def play(self) -> None:
        self._bring_list()
        receipt = self._buy()
        delivery = self._sell()
        self._take_back(delivery)
        self._count()
        self._settle(receipt, delivery)
        self._close()
        self._print(delivery)

    def _say(self, template: Label, **facts: object) -> None:
        self._say_text(fill(Message.of(template, **facts)))

    def _bring_list(self) -> None:
        """Write the list that a firm would bring, and import goods and stock from it."""
        path = reports.export(
            _list(self._articles), self._folder / f"{words()['day']['list']}.xlsx", self._firm
        )
        self._played.files.append(path)
        for kind, says in (
            ("item", N_("导入商品：新增 {new}，变更 {changed}，错误 {errors}")),
            ("opening_stock", N_("导入期初库存：新增 {new}，变更 {changed}，错误 {errors}")),
        ):
            found = imports.run(self._firm, path, kind=kind)
            self._say(says, new=found.new, changed=found.changed, errors=len(found.errors))

    def _buy(self) -> str:
        """Order boxes and receive them in two parts; return the first receipt."""
        supplier, _ = records.save(self._firm, "supplier", {"name": words()["day"]["supplier"]})
        boxed = [article for article in self._articles if article.box][:_BOUGHT]
        lines = [
            Line(
                item=self._item(article),
                unit=article.box,
                quantity=Quantity(10 * ONE),
                price=goods.rounded(article.cost * article.ratio),
                tax_rate=article.tax_rate,
            )
            for article in boxed
        ]
        order = self._post("purchase_order", lines, supplier)
        draft = documents.draw(self._firm, "goods_receipt", [order.document.uid])
        part = [replace(line, quantity=Quantity(6 * ONE)) for line in draft.lines]
        first = self._post_draft(replace(draft, lines=tuple(part)))
        self._post_draft(documents.draw(self._firm, "goods_receipt", [order.document.uid]))
        return first.document.uid

    def _sell(self) -> str:
        """Sell boxes and pieces to a customer, and pieces over the counter for cash; return the first."""
        customer, _ = records.save(self._firm, "customer", {"name": words()["day"]["customer"]})
        boxed = [article for article in self._articles if article.box]
        mixed = [
            self._sold(boxed[0], boxed[0].box, 2),
            self._sold(boxed[0], boxed[0].unit, 5),
            self._sold(boxed[1], boxed[1].box, 1),
            self._sold(boxed[2], boxed[2].unit, 8),
        ]
        delivery = self._post("delivery", mixed, customer)
        counter = self._draft(
            "delivery", [self._sold(boxed[3], boxed[3].unit, 3)], self._firm.catalogue.walk_in_uid()
        )
        total = documents.settle(self._firm, counter).total
        self._post_draft(counter.with_value("account", self._account).with_value("paid", total))
        return delivery.document.uid

    def _sold(self, article: goods.Goods, unit: str, count: int) -> Line:
        price = article.box_price if unit == article.box else article.retail
        return Line(
            item=self._item(article),
            unit=unit,
            quantity=Quantity(count * ONE),
            price=price,
            tax_rate=article.tax_rate,
        )

    def _take_back(self, delivery: str) -> None:
        """Take one piece back."""
        draft = documents.draw(self._firm, "sales_return", [delivery])
        one = replace(draft.lines[1], quantity=ONE)
        self._post_draft(replace(draft, lines=(one,)))

    def _count(self) -> None:
        """Count some shelves: one piece is missing."""
        connection, catalogue = self._firm.books.connection(), self._firm.catalogue
        place_id = catalogue.place_id(self._warehouse)
        lines = []
        for number, article in enumerate(self._articles[:_COUNTED]):
            item = self._item(article)
            book = stock.on_hand(connection, catalogue.item_id(item), place_id)
            lines.append(Line(item=item, quantity=Quantity(book - ONE if number == 0 else book)))
        self._post("stock_count", lines)

    def _settle(self, receipt: str, delivery: str) -> None:
        """Pay the supplier and collect from the customer."""
        for type_key, uid in (("money_paid", receipt), ("money_received", delivery)):
            draft = documents.draw(self._firm, type_key, [uid])
            paid = Money(sum(line.amount for line in draft.lines))
            self._post_draft(draft.with_value("account", self._account).with_value("paid", paid))

    def _close(self) -> None:
        """Close the day and prove the books."""
        periods.close(self._firm, self._firm.today())
        self._say(N_("结账至 {day}"), day=self._firm.today())
        found = proof.verify(self._firm)
        assert found.ok, found.findings
        self._say(
            N_("全账核对无误：{operations} 条操作，{entries} 条分录"),
            operations=found.operations,
            entries=found.entries,
        )
        self._played.files.append(backup.backup(self._firm, self._folder / "backup"))

    def _print(self, delivery: str) -> None:
        """Write every report as Excel and PDF, and the delivery as it is printed."""
        folder = self._folder / "reports"
        folder.mkdir(exist_ok=True)
        for report in reports.REPORTS:
            table = reports.run(self._firm, report.key, self._params(report))
            for suffix in (".xlsx", ".pdf"):
                path = folder / f"{tr(report.label)}{suffix}"
                self._played.files.append(reports.export(table, path, self._firm))
        number = documents.view(self._firm, delivery).document.number
        made = printing.documents_pdf(self._firm, [delivery], self._folder / f"{number}.pdf")
        printing.note(self._firm, made.prints)
        self._played.files.append(made.path)

    def _params(self, report: reports.Report) -> dict[str, object]:
        """Answer what a report must know and has no default for."""
        known = {"item": self._item(self._articles[0])}
        return {
            each.key: known.get(each.link) or references.first(self._firm, each.link)
            for each in report.params
            if each.kind is Kind.LINK and each.required
        }

    def _item(self, article: goods.Goods) -> str:
        return references.find(self._firm, "item", article.code)

    def _draft(self, type_key: str, lines: list[Line], party: str = "") -> Document:
        return Document(
            uid=new_uid(),
            type=type_key,
            business_date=self._firm.today(),
            party=party,
            header={"warehouse": self._warehouse},
            lines=tuple(lines),
        )

    def _post(self, type_key: str, lines: list[Line], party: str = "") -> Posted:
        return self._post_draft(self._draft(type_key, lines, party))

    def _post_draft(self, draft: Document) -> Posted:
        posted = documents.post(self._firm, draft)
        label = Message.of(TYPES[draft.type].label)
        total = total_of(posted.document, TYPES[draft.type])
        if total:
            self._say(
                N_("{type} {number}，{total} 元"), type=label, number=posted.number, total=money_text(total)
            )
        else:
            self._say(N_("{type} {number}"), type=label, number=posted.number)
        return posted


def _list(articles: list[goods.Goods]) -> Table:
    """Return the list as a firm would bring it."""
    known = words()["day"]
    columns = tuple(
        Column(key, Label(label), _KINDS.get(key, Kind.TEXT)) for key, label in known["columns"].items()
    )
    return Table(title=Label(known["list"]), columns=columns, rows=[_row(article) for article in articles])


def _row(article: goods.Goods) -> tuple[Any, ...]:
    held = Quantity(_HELD_BOXES * (article.ratio if article.box else 10) * ONE)
    return (
        article.code,
        article.name,
        article.spec,
        article.category,
        article.unit,
        article.box or None,
        article.ratio if article.box else None,
        article.barcode,
        article.cost,
        article.retail,
        held,
        amount_of(article.cost, held),
    )
