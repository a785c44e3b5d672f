"""Every word of the vocabulary names its field: alone, and beside every word of every other field."""

import itertools
from collections import defaultdict
from collections.abc import Mapping

import pytest

from app.domain.intake import headers
from app.services.imports.lists import vocabulary

TABLES = vocabulary().tables
ALIKE = frozenset({"status", "active"})
"""A state is told from being in use by its values."""


def _names(table: str) -> dict[str, str]:
    """Return the words that name one field only, with it."""
    owners: dict[str, set[str]] = defaultdict(set)
    for field, words in TABLES[table].fields.items():
        for word in (*words.strong, *words.weak):
            owners[word].add(field)
    return {word: fields.pop() for word, fields in owners.items() if len(fields) == 1}


def _read(table: str, *words: str) -> Mapping[str, str]:
    head = headers.under([[*words], [""] * len(words)], vocabulary(), table, (0,))
    return {column.header: column.field for column in head.columns}


@pytest.mark.parametrize("table", TABLES)
def test_each_word_names_its_field(table: str) -> None:
    names = _names(table)
    assert {word: _read(table, word)[word] for word in names} == names


@pytest.mark.parametrize("table", TABLES)
def test_a_word_beside_any_other_still_names_its_field(table: str) -> None:
    names = _names(table)
    first = {field: next(word for word, owner in names.items() if owner == field) for field in names.values()}
    wrong = []
    for (word, field), (other, beside) in itertools.product(names.items(), first.items()):
        if field == other or {field, other} == ALIKE:
            continue
        found = _read(table, word, beside)
        if (found[word], found[beside]) != (field, other):
            wrong.append((word, beside, found))
    assert wrong == []


@pytest.mark.parametrize("table", TABLES)
def test_no_word_names_two_fields(table: str) -> None:
    shared = {
        word
        for words in TABLES[table].fields.values()
        for word in words.strong
        if sum(word in each.strong for each in TABLES[table].fields.values()) > 1
    }
    assert shared == set()
