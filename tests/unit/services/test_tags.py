"""Tags hang on pieces, cartons and batches; they are counted, checked and learned (F60)."""

import random
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.core.errors import BusinessError
from app.core.numbers import ONE, Quantity
from app.devices.tags.session import TagSession
from app.devices.tags.tag import Tag
from app.domain.catalog.tagged import Stack
from app.domain.documents.document import Line, serials_of
from app.domain.errors import DuplicateKey, OneOrTheOther, WrongValue
from app.services import documents, proof, records
from app.services.firm import Firm
from tests.unit.services.brought import a_firm


@pytest.fixture
def firm() -> Iterator[Firm]:
    yield from a_firm()


def item(firm: Firm, code: str, name: str, **more: object) -> str:
    return records.save(firm, "item", {"code": code, "name": name, "base_unit": "个", **more})[0]


def tag(firm: Firm, epc: str, uid: str, **more: object) -> str:
    return records.save(firm, "tag", {**records.blank(firm, "tag"), "epc": epc, "item": uid, **more})[0]


def epc(number: int) -> str:
    return f"A1B2{number:020X}"


def drinks(firm: Firm) -> str:
    boxes = [{"name": "箱", "numerator": 24, "denominator": 1}]
    return item(firm, "1", "可乐", units=boxes, track_batch=True)


def drills(firm: Firm) -> str:
    return item(firm, "2", "电钻", track_serial=True)


def test_a_tag_hangs_on_a_piece_a_carton_or_a_batch(firm: Firm) -> None:
    cola, drill = drinks(firm), drills(firm)
    tag(firm, epc(1), cola, unit="箱", quantity=2 * ONE, batch="B7")
    tag(firm, epc(2).lower(), drill, serial="SN-1")
    found = documents.tagged(firm, [epc(1), epc(2), epc(3)])
    assert found.unknown == (epc(3),)
    carton, piece = found.goods[epc(1)], found.goods[epc(2)]
    assert (carton.item, carton.unit, carton.quantity, carton.batch) == (cola, "箱", 2 * ONE, "B7")
    assert (piece.item, piece.serial, piece.quantity) == (drill, "SN-1", None)


def test_the_record_goes_before_the_number_inside_and_one_out_of_use_counts_for_nothing(firm: Firm) -> None:
    inside = "3034257BF7194E4000003039"  # GTIN 80614141123458, serial 12345 (pyepc)
    cola = item(firm, "1", "可乐", barcodes=[{"code": "80614141123458", "unit": "", "shared": False}])
    drill = drills(firm)
    assert documents.tagged(firm, [inside]).goods[inside].serial == "12345"
    made = tag(firm, inside, drill, serial="SN-9")
    assert documents.tagged(firm, [inside]).goods[inside].item == drill
    records.disable(firm, "tag", made)
    assert documents.tagged(firm, [inside]).goods[inside].item == cola


def test_what_is_no_tag_is_refused(firm: Firm) -> None:
    drill = drills(firm)
    with pytest.raises(WrongValue):
        tag(firm, "E200-G", drill)
    with pytest.raises(OneOrTheOther):
        tag(firm, epc(1), drill, serial="SN-1", quantity=2 * ONE)
    tag(firm, epc(1), drill, serial="SN-1", quantity=ONE)
    with pytest.raises(DuplicateKey):
        tag(firm, epc(1).lower(), drill)
    with pytest.raises(BusinessError):
        tag(firm, epc(2), drill, unit="箱")


def test_tags_are_counted_by_unit_and_batch_and_pieces_are_named_where_they_come(firm: Firm) -> None:
    cola, drill = drinks(firm), drills(firm)
    tag(firm, epc(1), cola, unit="箱", batch="B1")
    tag(firm, epc(2), cola, unit="箱", batch="B1")
    tag(firm, epc(3), cola, quantity=6 * ONE, batch="B2")
    for number in (4, 5):
        tag(firm, epc(number), drill, serial=f"SN-{number}")
    goods = documents.tagged(firm, [epc(number) for number in range(1, 6)]).goods.values()
    receipt = documents.count_tags(firm, documents.blank(firm, "goods_receipt"), goods)
    said = [
        (line.item, line.unit, line.quantity, line.data.get("batch"), serials_of(line))
        for line in receipt.lines
    ]
    assert said == [
        (cola, "箱", 2 * ONE, "B1", []),
        (cola, "个", 6 * ONE, "B2", []),
        (drill, "个", 2 * ONE, None, ["SN-4", "SN-5"]),
    ]
    count = documents.count_tags(firm, documents.blank(firm, "stock_count"), goods)
    assert [serials_of(line) for line in count.lines] == [[], [], []]


def test_a_delivery_is_checked_piece_by_piece(firm: Firm) -> None:
    cola, drill = drinks(firm), drills(firm)
    tag(firm, epc(1), cola, unit="箱", batch="B1")
    tag(firm, epc(2), cola, quantity=6 * ONE)
    for number in (4, 5, 6):
        tag(firm, epc(number), drill, serial=f"SN-{number}")
    lines = (
        Line(item=cola, unit="箱", quantity=ONE, data={"batch": "B1"}),
        Line(item=cola, unit="个", quantity=Quantity(6 * ONE)),
        Line(item=drill, unit="个", quantity=Quantity(2 * ONE), data={"serials": "SN-4\nSN-5"}),
    )
    delivery = documents.settle(firm, replace(documents.blank(firm, "delivery"), lines=lines))

    def heard(*numbers: int) -> tuple[list[Stack], list[Stack]]:
        goods = documents.tagged(firm, map(epc, numbers)).goods.values()
        return documents.check_tags(firm, delivery, goods)

    assert heard(1, 2, 4, 5) == ([], [])
    assert heard(1, 2, 4, 6) == ([Stack(drill, ONE, "", "SN-5")], [Stack(drill, ONE, "", "SN-6")])
    assert heard(1, 4, 5) == ([Stack(cola, Quantity(6 * ONE))], [])
    missing, extra = heard()
    assert sum(each.quantity for each in missing) == 32 * ONE
    assert extra == []


def test_unknown_tags_are_learned_in_one_go_and_the_log_replays(firm: Firm) -> None:
    cola = drinks(firm)
    before = firm.database.execute("SELECT MAX(id) FROM operation").fetchone()[0]
    changes = documents.learn_tags(firm, [epc(1), epc(2)], item=cola, unit="箱", batch="B1")
    assert changes.touches(frozenset({"record:tag"}))
    found = documents.tagged(firm, [epc(1), epc(2)])
    assert [(each.unit, each.batch) for each in found.goods.values()] == [("箱", "B1")] * 2
    with pytest.raises(DuplicateKey):
        documents.learn_tags(firm, [epc(3), epc(1)], item=cola)
    assert documents.tagged(firm, [epc(3)]).unknown == (epc(3),)
    assert firm.database.execute("SELECT MAX(id) FROM operation").fetchone()[0] == before + 2
    assert proof.verify(firm).ok


def test_fifty_thousand_reads_of_pieces_cartons_and_batches(firm: Firm) -> None:
    """F60: of 830 tags 800 counted once, 30 listed as unknown, in less than two seconds; foreign ones do not matter."""
    cola, drill = drinks(firm), drills(firm)
    ours = [epc(number) for number in range(800)]
    with firm.transaction():
        for number, each in enumerate(ours):
            if number % 4:
                tag(firm, each, cola, unit="箱", quantity=2 * ONE, batch=f"B{number % 3}")
            else:
                tag(firm, each, drill, serial=f"SN-{number}")
    unknown = [epc(number) for number in range(900, 930)]
    foreign = [f"E200{number:020X}" for number in range(50)]
    chance = random.Random(6)
    reads = [*ours, *unknown, *foreign]
    reads += chance.choices(reads, k=50_000 - len(reads))
    chance.shuffle(reads)
    heard = [Tag(each, "3000") for each in reads]
    began = time.thread_time()
    session = TagSession(prefixes=("A1B2",))
    for one in heard:
        session.hear(one)
    found = documents.tagged(firm, session.ours)
    receipt = documents.count_tags(firm, documents.blank(firm, "goods_receipt"), found.goods.values())
    checked = documents.check_tags(firm, receipt, found.goods.values())
    took = time.thread_time() - began
    assert (len(found.goods), sorted(found.unknown)) == (800, sorted(unknown))
    assert len(session.foreign) == 50
    assert sum(line.quantity or 0 for line in receipt.lines if line.item == cola) == 600 * 2 * ONE
    (pieces,) = (line for line in receipt.lines if line.item == drill)
    assert (pieces.quantity, len(serials_of(pieces))) == (200 * ONE, 200)
    assert checked == ([], [])
    assert took < 2
