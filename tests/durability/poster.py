"""A shop that posts documents until it is killed: ``python -m tests.durability.poster`` waits for ``PATH SEED``.

After each post has returned, the document's uid is printed; whoever reads it may rely on that document.
"""

import random
import sys
from pathlib import Path

from app.core.numbers import Quantity, money, price
from app.domain.documents.document import Document, Line
from app.services import documents, references
from app.services.firm import Firm


def main() -> None:
    print("ready", flush=True)
    path, seed = sys.stdin.readline().rsplit(maxsplit=1)
    trade(Firm.open(Path(path)), random.Random(seed))


def trade(firm: Firm, chance: random.Random) -> None:
    """Draft, post, void, without end."""
    found = {key: references.find(firm, key.partition(" ")[0], key.partition(" ")[2]) for key in RECORDS}
    while True:
        document = written(firm, found, chance)
        documents.save_draft(firm, document)
        documents.post(firm, document)
        print(document.uid, flush=True)
        if document.type == "goods_receipt" and chance.random() < 0.1:
            documents.void(firm, document.uid, "写错了")
            print("void", document.uid, flush=True)


RECORDS = ("item 苹果", "item 可乐", "supplier 供应商", "customer 客户", "warehouse 主仓库", "account 现金")


def written(firm: Firm, found: dict[str, str], chance: random.Random) -> Document:
    """Write a receipt or a delivery of several lines, partly paid."""
    buys = chance.random() < 0.6
    document = documents.blank(firm, "goods_receipt" if buys else "delivery")
    document = document.with_value("party", found["supplier 供应商" if buys else "customer 客户"])
    for number in range(1, chance.randint(2, 5)):
        goods = found["item 苹果" if chance.random() < 0.5 else "item 可乐"]
        each = Line(item=goods, quantity=Quantity(chance.randint(1, 9) * 1_000_000), price=price("3.10"))
        document = document.with_line(number, each)
    if chance.random() < 0.3:
        document = document.with_value("account", found["account 现金"]).with_value("paid", money("1.00"))
    return document


if __name__ == "__main__":
    main()
