"""What people do to lines gives new documents; every step can be taken back."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.core.numbers import money, price, quantity
from app.domain.documents.document import Document, Line
from app.gui.editors import line_edits
from app.gui.editors.draft import Draft

TWO = Document(
    uid="u",
    type="goods_receipt",
    business_date="2026-11-22",
    lines=(
        Line(item="rice", unit="bag", quantity=quantity("2"), price=price("5")),
        Line(item="oil", role="b"),
    ),
)


def test_a_number_behind_the_last_line_begins_one() -> None:
    changed = line_edits.with_cell(TWO, 3, "item", "salt", role="a")
    assert changed.lines[2] == Line(item="salt", role="a")
    assert len(TWO.lines) == 2


def test_other_goods_keep_how_much_and_forget_unit_and_price() -> None:
    line = line_edits.with_cell(TWO, 1, "item", "salt").lines[0]
    assert (line.item, line.quantity, line.unit, line.price) == ("salt", quantity("2"), "", None)


def test_a_typed_amount_rules_until_a_price_is_typed_or_it_is_emptied() -> None:
    typed = line_edits.with_cell(TWO, 1, "amount", money("9"))
    assert typed.lines[0].typed_amount
    assert line_edits.with_cell(typed, 1, "quantity", quantity("3")).lines[0].typed_amount
    assert not line_edits.with_cell(typed, 1, "price", price("4")).lines[0].typed_amount
    assert not line_edits.with_cell(typed, 1, "amount", None).lines[0].typed_amount


def test_an_emptied_figure_is_its_default() -> None:
    assert line_edits.with_cell(TWO, 1, "quantity", None).lines[0].quantity is None
    assert line_edits.with_cell(TWO, 1, "price", None).lines[0].price is None
    assert line_edits.with_header(TWO, "discount", None).discount == 0


def test_a_copied_line_is_drawn_from_nothing() -> None:
    drawn = TWO.with_line(1, Line(item="rice", source="order", source_line=1, quantity=quantity("2")))
    copied = line_edits.with_copied(drawn, 1)
    assert [line.item for line in copied.lines] == ["rice", "rice", "oil"]
    assert (copied.lines[1].source, copied.lines[1].source_line) == ("", 0)


def test_blank_lines_are_left_out() -> None:
    gaps = line_edits.with_inserted(TWO, 2, Line(role="a"))
    assert line_edits.compact(gaps) == TWO
    assert line_edits.compact(TWO) is TWO


@given(st.lists(st.sampled_from(["edit", "undo", "redo"]), max_size=40))
def test_steps_go_back_and_forth_like_a_list(acts: list[str]) -> None:
    draft = Draft(TWO, lambda document: document)
    steps, at = [TWO], 0
    for number, act in enumerate(acts, start=1):
        if act == "edit":
            steps = [*steps[: at + 1], TWO.with_value("remark", str(number))]
            at += 1
            draft.edit(steps[at])
        elif act == "undo":
            at = max(at - 1, 0)
            draft.undo()
        else:
            at = min(at + 1, len(steps) - 1)
            draft.redo()
        assert draft.document == steps[at]


def test_what_the_program_adds_is_taken_back_with_what_was_typed() -> None:
    draft = Draft(TWO, lambda document: document)
    draft.edit(line_edits.with_cell(TWO, 3, "item", "salt"))
    draft.amend(line_edits.with_cell(draft.document, 3, "unit", "bag"))
    assert draft.document.lines[2].unit == "bag"
    draft.undo()
    assert draft.document == TWO


def test_a_draft_that_states_an_amount_would_be_missed() -> None:
    draft = Document(uid="u", type="opening_money", business_date="2026-11-22")
    assert line_edits.is_empty(draft)
    assert not line_edits.is_empty(replace(draft, header={"paid": money("500")}))
