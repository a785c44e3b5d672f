"""The quick way of new records writes what the way of one record would write, or leaves the record to it."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.errors import BusinessError
from app.domain.records import quick_look
from app.domain.records.types import RECORDS
from app.services import record_writing, records
from app.services.firm import Firm
from app.services.record_others import AtHand
from app.services.record_quick import QuickWay
from app.services.record_writing import Begun
from tests.unit.storage.firms import a_firm

_ITEM = RECORDS["item"]
_TAKEN = {"code": "A1", "name": "已有", "barcodes": [{"code": "690"}]}
_TEXTS = st.sampled_from(
    ["", "个", "箱", "农夫山泉 550ml", " 两 ", "A1", "a1", "690", "6.9E+12", "x" * 130, "重"]
)
_ANY: st.SearchStrategy[Any] = st.one_of(
    _TEXTS, st.none(), st.booleans(), st.integers(-5, 2_000_000), st.just([])
)
_ROWS = st.fixed_dictionaries(
    {"code": st.sampled_from(["", "690", "691", "6922", "６９"])},
    optional={"unit": st.sampled_from(["", "个", "箱"]), "shared": st.booleans(), "odd": st.just(1)},
)
_UNITS = st.fixed_dictionaries(
    {"name": st.sampled_from(["箱", "个", ""])}, optional={"numerator": st.integers(-1, 12)}
)
_NAMES = st.sampled_from(["农夫山泉 550ml", "重庆火锅", "A1", "单先生"])
_SOUND = {
    "base_unit": st.sampled_from(["个", "箱", "瓶"]),
    "barcodes": st.just([{"code": "6922", "unit": "个"}]) | st.just([{"code": "6933"}]) | st.just([]),
    "code": st.sampled_from(["", "B2", "Ab-3"]),
    "mnemonic": st.sampled_from(["", "NFSQ", "abc"]),
    "retail": st.none() | st.integers(0, 2_000_000),
    "tax_rate": st.none() | st.just(0),
    "is_active": st.booleans(),
    "remark": st.just("") | st.just("常温"),
}
_UNSOUND: dict[str, st.SearchStrategy[Any]] = {
    **{field.key: _ANY for field in _ITEM.fields},
    "barcodes": st.lists(_ROWS, max_size=2),
    "units": st.lists(_UNITS, max_size=2),
    "reason": _TEXTS,
    "unknown": _ANY,
}


@st.composite
def _values(draw: st.DrawFn) -> dict[str, Any]:
    """Draw what is nearly a sound item: at most one of its fields may hold anything."""
    values = draw(st.fixed_dictionaries({"name": _NAMES}, optional=_SOUND))
    if draw(st.booleans()):
        key = draw(st.sampled_from(sorted(_UNSOUND)))
        values[key] = draw(_UNSOUND[key])
    return values


@pytest.fixture(scope="module")
def firm() -> Iterator[Firm]:
    with a_firm() as firm:
        records.save(firm, "item", _TAKEN)
        yield firm


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=_values(), looked_at=st.booleans())
def test_it_writes_what_the_way_of_one_record_writes(
    firm: Firm, values: dict[str, Any], looked_at: bool
) -> None:
    looks = quick_look.of(_ITEM)
    sound = {key for key in values if looked_at and key in looks and looks[key](values[key])}
    others, begun = AtHand(firm, _ITEM), Begun.of(firm, _ITEM)
    quick = QuickWay(firm, _ITEM, begun.values, others).made(values, sound)
    if quick is None:
        return
    usual = record_writing.prepared(firm, _ITEM, values, None, others, begun=begun, sound=sound)
    assert quick.whole == usual.after
    assert quick.payload == usual.payload
    assert sorted(quick.keys) == sorted(record_writing.keys(_ITEM, usual.after))


@pytest.mark.parametrize(
    "values",
    [
        {"name": "新的"},
        {"name": "新的", "code": "B2", "base_unit": "瓶", "retail": 3_500_000, "spec": "500 ml"},
        {"name": "新的", "barcodes": [{"code": "6900000000017", "unit": ""}]},
    ],
)
def test_plain_ones_go_the_quick_way(firm: Firm, values: dict[str, Any]) -> None:
    others = AtHand(firm, _ITEM)
    assert QuickWay(firm, _ITEM, Begun.of(firm, _ITEM).values, others).made(values, frozenset()) is not None


@pytest.mark.parametrize(
    "values",
    [
        {"name": ""},
        {"name": "新的", "code": "a1"},
        {"name": "新的", "barcodes": [{"code": "690"}]},
        {"name": "新的", "category": "nobody"},
        {"name": "新的", "base_unit": "瓶", "barcodes": [{"code": "691", "unit": "箱"}]},
        {"name": "新的", "retail": -1},
    ],
)
def test_what_is_wrong_is_left_to_the_way_that_says_so(firm: Firm, values: dict[str, Any]) -> None:
    others, begun = AtHand(firm, _ITEM), Begun.of(firm, _ITEM)
    assert QuickWay(firm, _ITEM, begun.values, others).made(values, frozenset()) is None
    with pytest.raises(BusinessError):
        record_writing.prepared(firm, _ITEM, values, None, others, begun=begun)
