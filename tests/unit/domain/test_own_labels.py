"""Labels of our own: their text reads back part for part, and what does not belong is said in both names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.labels.errors import BatchNotHere, LabelOtherOrder, LabelOtherSupplier, NotOnOrder
from app.domain.labels.own import OwnLabel, read, text_of
from app.domain.labels.verifying import Here, Said, mismatches

PART = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=20)
DAY = st.one_of(st.just(""), st.dates().map(lambda day: day.isoformat()))


def tidy(part: str) -> str:
    return unicodedata.normalize("NFKC", part).strip()


@given(PART.filter(lambda part: bool(tidy(part))), PART, PART, PART, PART, DAY, DAY)
def test_a_label_reads_back_part_for_part(
    item: str, batch: str, serial: str, order: str, supplier: str, made: str, expires: str
) -> None:
    label = OwnLabel(
        item=tidy(item),
        batch=tidy(batch),
        serial=tidy(serial),
        order=tidy(order),
        supplier=tidy(supplier),
        produced_on=made,
        expires_on=expires,
    )
    text = text_of(
        OwnLabel(
            item=item, batch=batch, serial=serial, order=order, supplier=supplier, produced_on=made, expires_on=expires
        )
    )  # fmt: skip
    assert read(unicodedata.normalize("NFKC", text)) == label


def test_what_is_missing_at_the_end_is_left_out() -> None:
    assert text_of(OwnLabel(item="GZ")) == "GZ"
    assert text_of(OwnLabel(item="GZ", serial="S1")) == "GZ||S1"
    assert text_of(OwnLabel(item="G|Z", batch="5%")) == "G%7CZ|5%25"


@pytest.mark.parametrize(
    "text", ["|B1", "a|b|c|d|e|20261301", "a|||||2026110", "a||||||2026-1-1", "a|b|c|d|e|f|g|h"]
)
def test_what_is_no_label_is_not_guessed(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - what is wrong with it is said by who scans
        read(text)


SAID = Said(item_uid="r", item="大米", supplier_uid="a", supplier_name="甲", order="CD-1", batch="B1")
HERE = Here(
    supplier_uid="a", supplier_name="甲", orders={"CD-1": frozenset("r")}, batches=frozenset({"B1", "B2"})
)


def test_a_label_that_belongs_is_not_held_up() -> None:
    assert not list(mismatches(SAID, HERE))
    assert not list(mismatches(Said(item_uid="r", item="大米"), HERE))
    assert not list(mismatches(SAID, Here(orders={})))


def test_everything_that_does_not_belong_is_named() -> None:
    other = Here(
        supplier_uid="b", supplier_name="乙", orders={"CD-2": frozenset("r"), "CD-3": frozenset()}, batches=frozenset()
    )  # fmt: skip
    supplier, order, batch = mismatches(SAID, other)
    assert isinstance(supplier, LabelOtherSupplier)
    assert (supplier.theirs, supplier.ours) == ("甲", "乙")
    assert isinstance(order, LabelOtherOrder)
    assert (order.theirs, order.ours) == ("CD-1", "CD-2、CD-3")
    assert isinstance(batch, BatchNotHere)
    (item,) = mismatches(SAID, Here(orders={"CD-1": frozenset("x")}))
    assert isinstance(item, NotOnOrder)
    (unknown,) = mismatches(Said(item_uid="r", item="大米", supplier_name="GYS9"), HERE)
    assert isinstance(unknown, LabelOtherSupplier)
    assert unknown.theirs == "GYS9"
