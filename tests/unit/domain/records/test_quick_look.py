"""The quick look passes nothing that would be tidied or refused."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.field import Field
from app.domain.records import check, quick_look
from app.domain.records.spec import Part, RecordType, blank, blank_row
from app.domain.records.types import RECORDS

_HOLDERS: list[RecordType | Part] = [*RECORDS, *(part for each in RECORDS for part in each.parts)]
_FIELDS = [(holder, field) for holder in _HOLDERS for field in holder.fields]
_TEXTS = st.text(alphabet=st.sampled_from("aZ09. -_/+Ee\t\n\u200b\u3000\ud800\uff11\u00ad苹果²"), max_size=70)
_VALUES = st.one_of(
    _TEXTS,
    st.text(max_size=5),
    st.sampled_from(
        ["", "6.9E+12", "690123E12", "x" * 600, "2026-11-22", "refuse", 10**17, -(10**17), 10**5000]
    ),
    st.integers(),
    st.integers(min_value=-10, max_value=2_000_000),
    st.booleans(),
    st.none(),
    st.just([]),
)


@given(st.sampled_from(_FIELDS), _VALUES)
def test_what_it_passes_is_tidy_and_sound(place: tuple[RecordType | Part, Field], value: Any) -> None:
    holder, field = place
    if quick_look.of(holder)[field.key](value):
        assert check.tidied(field, value) == value
        assert check.field_problem(field, value) is None


@pytest.mark.parametrize("record_type", list(RECORDS), ids=lambda each: each.key)
def test_it_passes_what_most_records_hold(record_type: RecordType) -> None:
    looks = quick_look.of(record_type)
    lacking = [key for key, value in blank(record_type).items() if key in looks and not looks[key](value)]
    assert all(record_type.field(key).required for key in lacking)
    for part in record_type.parts:
        assert set(blank_row(part)) == set(quick_look.of(part))
