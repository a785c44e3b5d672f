"""Every type of record is declared whole and hangs together."""

from pathlib import Path

import pytest

import app.domain.records.types as types_package
from app.core.field import Field
from app.core.kinds import Kind
from app.domain.records.check import field_problem, problems
from app.domain.records.spec import RecordType, blank, empty
from app.domain.records.types import RECORDS

every_type = pytest.mark.parametrize("record_type", list(RECORDS), ids=lambda record_type: record_type.key)
AT_FIRST_SIGHT = 15


def _all_fields(record_type: RecordType) -> list[Field]:
    return [*record_type.fields, *(field for part in record_type.parts for field in part.fields)]


def test_the_list_holds_every_file_of_the_folder() -> None:
    folder = Path(types_package.__file__).parent
    assert {path.stem for path in folder.glob("*.py")} - {"__init__"} == set(RECORDS.keys())


def test_codes_of_two_types_never_start_alike() -> None:
    prefixes = [record_type.prefix for record_type in RECORDS]
    assert len(set(prefixes)) == len(prefixes)


@every_type
def test_a_form_shows_at_most_fifteen_fields_at_first(record_type: RecordType) -> None:
    assert sum(not field.folded for field in record_type.fields) <= AT_FIRST_SIGHT


@every_type
def test_what_is_named_exists(record_type: RecordType) -> None:
    keys = {field.key for field in record_type.fields}
    assert {"name", "code", "mnemonic", "is_active"} <= keys
    assert {*record_type.columns, *(record_type.alike or ())} <= keys
    assert not record_type.detail or record_type.detail in keys
    for path in (*record_type.searched, *record_type.read):
        part, _, key = path.rpartition(".")
        assert record_type.part(part).field(key) if part else key in keys


@every_type
def test_fields_are_sound(record_type: RecordType) -> None:
    keys = [field.key for field in record_type.fields] + [part.key for part in record_type.parts]
    assert len(set(keys)) == len(keys)
    for field in _all_fields(record_type):
        assert field.label
        assert (field.kind is Kind.LINK) == bool(field.link)
        assert not field.link or field.link in RECORDS
        assert (field.kind is Kind.CHOICE) == bool(field.choices)
        assert field.default is None or field_problem(field, field.default) is None


@every_type
def test_a_new_record_lacks_only_what_people_must_fill_in(record_type: RecordType) -> None:
    new = blank(record_type)
    lacking = {problem.field for problem in problems(record_type, new)}
    assert lacking == {
        field.key for field in record_type.fields if field.required and new[field.key] == empty(field)
    }
    asked = {"price": {"item", "price"}, "tag": {"epc", "item"}}
    assert lacking == asked.get(record_type.key, {"name"})


def test_both_kinds_of_party_are_found_alike() -> None:
    """A party may be both; what it is found by must not depend on who saved it."""
    supplier, customer = RECORDS["supplier"], RECORDS["customer"]
    assert supplier.group == customer.group
    assert (supplier.searched, supplier.read) == (customer.searched, customer.read)
