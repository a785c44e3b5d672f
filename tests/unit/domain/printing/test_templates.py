from dataclasses import replace

import pytest

from app.core.errors import BusinessError
from app.domain.documents.types import TYPES
from app.domain.errors import OutOfRange, TooLong
from app.domain.printing import forms
from app.domain.printing.checking import problems
from app.domain.printing.errors import ColumnsTooWide, PrintTemplateBroken
from app.domain.printing.papers import PAPERS, Paper
from app.domain.printing.templates import NO_PRICES, Part, PrintTemplate, changed, derived, plain_of

DELIVERY = forms.of_document("delivery")
A4 = PAPERS["a4"]


def shown(template: PrintTemplate, group: str = "columns") -> list[str]:
    return [part.key for part in getattr(template, group) if part.shown]


@pytest.mark.parametrize("paper", list(PAPERS), ids=lambda paper: paper.key)
def test_every_type_prints_on_every_paper_without_a_design(paper: Paper) -> None:
    for doc_type in TYPES:
        template = derived(forms.of_document(doc_type.key), paper)
        assert shown(template, "head")[:2] == ["number", "business_date"]
        assert not list(problems(template, paper))


def test_a_roll_shows_what_it_has_room_for() -> None:
    assert shown(derived(DELIVERY, PAPERS["roll_58"])) == [
        "item", "item_spec", "quantity", "unit", "price", "amount", "remark"
    ]  # fmt: skip


def test_without_prices_no_money_is_left() -> None:
    template = derived(DELIVERY, A4, NO_PRICES)
    kinds = {column.key: column.kind for column in DELIVERY.columns}
    assert not {kinds[key] for key in shown(template)} & forms.PRICES
    assert not {"words", "amounts", "balance"} & set(shown(template, "foot"))


def test_what_is_named_comes_first_and_the_rest_is_hidden() -> None:
    template = changed(derived(DELIVERY, A4), {"columns": ["item", {"key": "quantity", "width": 200}]})
    assert shown(template) == ["item", "quantity"]
    assert template.columns[1] == Part("quantity", width=200)
    assert len(template.columns) == len(DELIVERY.columns)


def test_a_template_is_read_back_as_it_was_written() -> None:
    template = replace(derived(DELIVERY, A4), title="送货单", signatures=("收货人",), shift_x=15, code=False)
    assert changed(derived(DELIVERY, A4), plain_of(template)) == template


@pytest.mark.parametrize(
    ("plain", "name"),
    [
        ({"columns": ["item", "colour"]}, "colour"),
        ({"columns": ["item", "item"]}, "columns"),
        ({"columns": "item"}, "columns"),
        ({"columns": [{"key": "item", "width": "wide"}]}, "item"),
        ({"columns": [{"key": "item", "tall": 3}]}, "{'key': 'item', 'tall': 3}"),
        ({"head": ["item"]}, "item"),
        ({"size": "10"}, "size"),
        ({"code": 1}, "code"),
        ({"signatures": [1]}, "signatures"),
        ({"watermark": True}, "watermark"),
    ],
)
def test_a_broken_template_is_refused_by_name(plain: dict[str, object], name: str) -> None:
    with pytest.raises(PrintTemplateBroken) as caught:
        changed(derived(DELIVERY, A4), plain)
    assert (caught.value.template, caught.value.name) == ("delivery/a4/standard", name)


@pytest.mark.parametrize(
    ("value", "problem", "field"),
    [
        ({"size": 50}, OutOfRange, "size"),
        ({"shift_x": 201}, OutOfRange, "shift_x"),
        ({"most_lines": 201}, OutOfRange, "most_lines"),
        ({"title": "长" * 61}, TooLong, "title"),
        ({"signatures": ("长" * 201,)}, TooLong, "signatures"),
        ({"columns": (Part("item", caption="长" * 41),)}, TooLong, "caption"),
        ({"columns": (Part("item", width=1800), Part("amount"))}, ColumnsTooWide, "width"),
    ],
)
def test_what_no_paper_takes_is_a_problem(
    value: dict[str, object], problem: type[BusinessError], field: str
) -> None:
    (found,) = problems(replace(derived(DELIVERY, A4), **value), A4)  # type: ignore[arg-type]
    assert (type(found), found.field) == (problem, field)


def test_papers_are_as_long_as_the_trade_cuts_them() -> None:
    sizes = {paper.key: (paper.width, paper.height // paper.parts) for paper in PAPERS}
    assert sizes["slip_half"] == (2410, 1397)
    assert sizes["slip_third"] == (2410, 931)
    assert PAPERS["roll_58"].is_roll
    assert (PAPERS["roll_58"].room, PAPERS["roll_58"].cells) == (480, 32)
    assert (PAPERS["roll_80"].room, PAPERS["roll_80"].cells) == (720, 48)
