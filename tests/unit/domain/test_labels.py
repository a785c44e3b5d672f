"""Templates of labels as data: what they ship with, what a firm keeps, what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import BusinessError
from app.domain.labels.checking import problems
from app.domain.labels.codes import AUTO, CODE128, EAN8, EAN13, can_hold, kind_for
from app.domain.labels.errors import LabelTemplateBroken, LabelUnknown
from app.domain.labels.kinds import BAR, CODES, KINDS, QR
from app.domain.labels.templates import LabelPart, changed, plain_of, standard, with_own

EVERY = [(kind.key, shipped.key) for kind in KINDS for shipped in kind.shipped]


@pytest.mark.parametrize(("kind", "variant"), EVERY)
def test_what_is_shipped_is_sound_and_knows_its_parts(kind: str, variant: str) -> None:
    made = standard(kind, variant)
    assert not list(problems(made))
    assert sorted(part.key for part in made.parts) == sorted(key for key, _ in KINDS[kind].parts)
    assert any(made.shows(code) for code in CODES)


@pytest.mark.parametrize(("kind", "variant"), EVERY)
def test_a_template_comes_back_from_its_plain_form(kind: str, variant: str) -> None:
    made = standard(kind, variant).with_value("gap", 35)
    first = made.parts[0]
    made = made.with_value("parts", (LabelPart(first.key, shown=False, size=11, caption=""), *made.parts[1:]))
    assert changed(standard(kind, variant), plain_of(made)) == made


def test_parts_of_another_version_are_left_out_and_new_ones_follow_hidden() -> None:
    made = changed(standard("item"), {"parts": [{"key": "hologram"}, {"key": "code", "size": 30}]})
    assert made.parts[0] == LabelPart("code", size=30)
    assert [part.key for part in made.parts if part.shown] == ["code"]
    assert sorted(part.key for part in made.parts) == sorted(key for key, _ in KINDS["item"].parts)


def test_fields_of_the_firm_stand_at_the_end_until_they_are_ticked() -> None:
    made = with_own(standard("item"), ("x_grade",))
    assert made.parts[-1] == LabelPart("x_grade", shown=False)
    kept = changed(made, {"parts": [{"key": "x_grade"}]}, ("x_grade",))
    assert kept.shows("x_grade")
    assert not changed(standard("item"), {"parts": [{"key": "x_grade"}]}).shows("x_grade")


@pytest.mark.parametrize(
    "plain",
    [
        {"width": "40"},
        {"width": True},
        {"bars": "ean99"},
        {"parts": "name"},
        {"parts": [7]},
        {"parts": [{"key": 7}]},
        {"parts": [{"key": "name", "size": "x"}]},
        {"parts": [{"key": "name", "shown": 1}]},
        {"parts": [{"key": "name", "caption": 3}]},
    ],
)
def test_what_nobody_can_read_is_refused(plain: dict[str, object]) -> None:
    with pytest.raises(LabelTemplateBroken):
        changed(standard("item"), plain)


def test_what_there_is_not_is_said() -> None:
    with pytest.raises(LabelUnknown):
        standard("hologram")


@pytest.mark.parametrize(
    ("key", "value", "field"),
    [("width", 10, "width"), ("height", 9_000, "height"), ("gap", 900, "gap"), ("margin", 200, "margin")],
)
def test_measures_have_bounds(key: str, value: int, field: str) -> None:
    assert [each.field for each in problems(standard("item").with_value(key, value))] == [field]


def test_a_blank_label_and_a_long_caption_are_refused() -> None:
    empty = standard("item").with_value("parts", (LabelPart("name", shown=False),))
    assert [type(each).__name__ for each in problems(empty)] == ["LabelIsEmpty"]
    wordy = standard("item").with_value("parts", (LabelPart("name", caption="长" * 21),))
    (problem,) = problems(wordy)
    assert isinstance(problem, BusinessError)
    assert problem.field == "caption"


def test_the_kind_of_bar_code_follows_from_the_text() -> None:
    assert kind_for(AUTO, "6901234567892") == EAN13
    assert kind_for(AUTO, "6901234567890") == CODE128  # its check digit is wrong: scanners would refuse it
    assert kind_for(AUTO, "96385074") == EAN8
    assert kind_for(AUTO, "SP0001") == CODE128
    assert kind_for(EAN13, "SP0001") == EAN13


@given(st.text(max_size=60))
def test_code_128_holds_what_a_scanner_can_type(text: str) -> None:
    assert can_hold(CODE128, text) == (0 < len(text) <= 40 and all(" " <= one <= "~" for one in text))
    assert can_hold(EAN13, text) <= (len(text) == 13)


def test_codes_are_parts_like_others() -> None:
    assert {BAR, QR} == CODES
