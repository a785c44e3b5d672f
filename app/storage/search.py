"""Search as you type: initials, pinyin, name, code, bar code tail, for terms of any length.

FTS5's trigrams find nothing for one or two characters (measured), and those are what people type. So the index holds
our own pieces: for each place in a text the next few characters, with a mark in front that says what kind of text it
is; a prefix index then answers each kind in 0.03 ms, best kind first. It is written with the record: a process that
starts has nothing to build, and every connection sees the same.

Complete: a term is found wherever it stands in the texts, the initials or the code, at the end of a bar code, and in
the pinyin from the start of any syllable. Long terms are looked up by pieces, then compared in full.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from itertools import accumulate
from operator import itemgetter
from typing import Any, NamedTuple

from app.domain.catalog import search_text
from app.domain.records.spec import RecordType
from app.storage.stores import STORES

_GROUP_BITS = 4
_PIECE = 4
_LONG_PIECE = 12
_SHORT_TAIL = 4
"""Shorter ends of bar codes are ranked last: two digits end thousands of codes."""
_FIRST_MARK = 0xE000
_MARKS_PER_GROUP = 16
_NO_LIMIT = 1 << 40
_MANY = 100
"""From so many records on that are written together, the index takes room."""
_ROOM = 16 << 20
"""Bytes of pieces that FTS5 sorts in memory before it writes: 45 µs a record instead of 77 with its own 1 MiB."""

_SHARED_TEXTS = 1024
"""Texts whose pieces are remembered: brands and specifications stand with many records."""

# The tokenizer breaks at ASCII punctuation; inside a piece it is text like any other.
_AS_LETTERS = {sign: chr(_FIRST_MARK + 0x100 + sign) for sign in range(0x21, 0x7F) if not chr(sign).isalnum()}


class Where(IntEnum):
    """Kinds of text, and whether at their start; part of the stored marks, so the numbers never change."""

    CODE_START = 0
    CODE = 1
    INITIALS_START = 2
    INITIALS = 3
    PINYIN = 4
    TEXT_START = 5
    TEXT = 6
    TAIL = 7
    ANYWHERE = -1


_KINDS = (Where.CODE, Where.INITIALS, Where.PINYIN, Where.TEXT, Where.TAIL)
_INSIDE = {
    Where.CODE_START: Where.CODE,
    Where.INITIALS_START: Where.INITIALS,
    Where.TEXT_START: Where.TEXT,
}
_RANKED = (
    Where.CODE_START,
    Where.INITIALS_START,
    Where.INITIALS,
    Where.PINYIN,
    Where.TEXT_START,
    Where.TEXT,
    Where.CODE,
)
_LATIN_ONLY = frozenset({Where.INITIALS_START, Where.INITIALS, Where.PINYIN, Where.TAIL})
_LONG_PIECES = frozenset({Where.PINYIN, Where.TAIL})


class Findable(NamedTuple):
    """What one record is found by; all in compared form (`app.domain.catalog.comparing.key`)."""

    texts: Sequence[str]
    code: str
    barcodes: Sequence[str]
    initials: Sequence[str]
    pinyin: Sequence[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found; `rank` counts up from the best kind of match."""

    uid: str
    code: str
    name: str
    detail: str
    is_active: bool
    rank: int


def put(connection: Any, group: str, records: Sequence[tuple[int, Findable]]) -> None:
    """Write what records, by local id, are found by, in place of what they were found by before."""
    rows = sorted(
        ((_search_id(group, record_id), found_by) for record_id, found_by in records), key=itemgetter(0)
    )
    connection.executemany(
        "REPLACE INTO record_search (id, text, codes, initials, pinyin) VALUES (?, ?, ?, ?, ?)",
        [
            (
                row_id,
                "\n".join(found_by.texts),
                "\n".join((found_by.code, *found_by.barcodes)),
                "\n".join(found_by.initials),
                "\n".join(found_by.pinyin),
            )
            for row_id, found_by in rows
        ],
    )
    _put_pieces(connection, rows)


def drop(connection: Any, group: str, record_ids: Iterable[int]) -> None:
    """Let records no longer be found.

    The index takes them in its own order: from the highest down each costs a hundred times as much (measured: 350 µs
    instead of 3).
    """
    rows = [(_search_id(group, record_id),) for record_id in sorted(record_ids)]
    connection.executemany("DELETE FROM record_search WHERE id = ?", rows)
    connection.executemany("DELETE FROM record_index WHERE rowid = ?", rows)


def _put_pieces(connection: Any, rows: Sequence[tuple[int, Findable]]) -> None:
    """Index rows by their pieces; many are sorted in memory before they are written."""
    if len(rows) >= _MANY:
        _take_room(connection)
    group = (1 << _GROUP_BITS) - 1
    connection.executemany(
        "REPLACE INTO record_index (rowid, tokens) VALUES (?, ?)",
        ((row_id, _pieces(row_id & group, found_by)) for row_id, found_by in rows),
    )


def stored_sounds(connection: Any, group: str, record_id: int) -> dict[str, tuple[str, ...]]:
    """Return the `initials` and the `pinyin` that were stored for a record."""
    row = connection.execute(
        "SELECT initials, pinyin FROM record_search WHERE id = ?", (_search_id(group, record_id),)
    ).fetchone()
    initials, pinyin = (tuple(each.split("\n")) for each in row) if row else ((), ())
    return {"initials": initials, "pinyin": pinyin}


def search(
    connection: Any, record_type: RecordType, text: str, *, limit: int = 50, active: bool | None = True
) -> list[Hit]:
    """Return the records that match every term of `text`, best first; without a term, the first ones."""
    finder = _Finder(connection, record_type, limit, active=active)
    terms = search_text.terms(text)
    if not terms:
        finder.take_any()
    elif len(terms) == 1:
        finder.take_one(terms[0])
        pieces = search_text.pieces(terms[0])
        if finder.wants_more and len(pieces) > 1:
            finder.take_all(pieces)
    else:
        finder.take_all(terms)
    return finder.hits


def matching(connection: Any, record_type: RecordType, text: str) -> set[int]:
    """Return the local ids of all records of a group that hold every term, active or not: the filter of a list."""
    terms = search_text.terms(text)
    if not terms:  # nothing but what has no width
        return set()
    found = _matching_all(connection, record_type.group, terms)
    pieces = search_text.pieces(terms[0]) if len(terms) == 1 else ()
    return found | _matching_all(connection, record_type.group, pieces) if len(pieces) > 1 else found


def _matching_all(connection: Any, group: str, terms: Sequence[str]) -> set[int]:
    doubtful = [term for term in terms if len(term) > _PIECE]
    query = " AND ".join(_query(STORES[group].number, Where.ANYWHERE, term) for term in terms)
    if not doubtful:
        rows = connection.execute("SELECT rowid FROM record_index WHERE record_index MATCH ?", (query,))
        return {row[0] >> _GROUP_BITS for row in rows}
    rows = connection.execute(
        "SELECT x.rowid, s.text, s.codes, s.initials, s.pinyin FROM record_index x"
        " CROSS JOIN record_search s ON s.id = x.rowid WHERE record_index MATCH ?",
        (query,),
    )
    return {
        row[0] >> _GROUP_BITS
        for row in rows
        if all(_stands(Where.ANYWHERE, term, row[1:]) for term in doubtful)
    }


class _Finder:
    """One search: asks kind by kind until there is enough."""

    def __init__(self, connection: Any, record_type: RecordType, limit: int, *, active: bool | None) -> None:
        self.hits: list[Hit] = []
        self._connection = connection
        self._store = STORES[record_type.group]
        self._limit = limit
        self._rank = 0
        self._seen: set[str] = set()
        self._condition = condition(record_type, active=active)
        detail = f"r.{record_type.detail}" if record_type.detail else "''"
        self._wanted = f"r.uid, r.code, r.name, {detail}, r.is_active"

    @property
    def wants_more(self) -> bool:
        """Say whether the limit is not reached."""
        return len(self.hits) < self._limit

    def take_any(self) -> None:
        """Take the first records."""
        self._take_rows(f"FROM {self._store.table} r WHERE {self._condition} ORDER BY r.id")

    def take_one(self, term: str) -> None:
        """Take what matches one term, best kind first."""
        self._take_rows(
            f"FROM {self._store.table} r WHERE r.code_key = ? AND {self._condition} ORDER BY r.id", term
        )
        if "barcodes" in self._store.parts:
            self._take_rows(
                f"FROM item_barcode b CROSS JOIN {self._store.table} r ON r.id = b.item_id"
                f" WHERE b.code_key = ? AND {self._condition} ORDER BY r.id",
                term,
            )
        kinds = (Where.TAIL, *_RANKED) if len(term) >= _SHORT_TAIL else (*_RANKED, Where.TAIL)
        for where in kinds:
            self._take_matches(where, term)

    def take_all(self, terms: Sequence[str]) -> None:
        """Take what matches every term, ranked by the best kind of match of the first one."""
        first, *others = terms
        rest = " AND ".join(_query(self._store.number, Where.ANYWHERE, term) for term in others)
        for where in (*_RANKED, Where.TAIL):
            self._take_matches(where, first, others, rest)

    def _take_matches(self, where: Where, term: str, others: Sequence[str] = (), rest: str = "") -> None:
        """Take what matches a term in one kind of text and the other terms anywhere: `rest` is their query."""
        query = _query(self._store.number, where, term)
        self._rank += 1
        if not (self.wants_more and query) or (rest and not self._is_there(query)):
            return
        wanted = [(where, term), *((Where.ANYWHERE, other) for other in others)]
        doubtful = [(kind, each) for kind, each in wanted if len(each) > _piece_length(kind)]
        texts = ", s.text, s.codes, s.initials, s.pinyin" if doubtful else ""
        join = " CROSS JOIN record_search s ON s.id = x.rowid" if doubtful else ""
        cursor = self._connection.execute(
            f"SELECT {self._wanted}{texts} FROM record_index x CROSS JOIN {self._store.table} r"
            f" ON r.id = x.rowid >> {_GROUP_BITS}{join}"
            f" WHERE record_index MATCH ? AND {self._condition} ORDER BY x.rowid LIMIT ?",
            (
                f"{query} AND {rest}" if rest else query,
                _NO_LIMIT if doubtful else self._limit + len(self.hits),
            ),
        )
        for row in cursor:
            if not doubtful or all(_stands(kind, each, row[5:]) for kind, each in doubtful):
                self._keep(row)
                if not self.wants_more:
                    break
        cursor.close()

    def _is_there(self, query: str) -> bool:
        """Say whether anything answers one term alone: a sixth of the time of asking for it among others (12 µs)."""
        sql = "SELECT 1 FROM record_index WHERE record_index MATCH ? LIMIT 1"
        return self._connection.execute(sql, (query,)).fetchone() is not None

    def _take_rows(self, source: str, *parameters: object) -> None:
        self._rank += 1
        if self.wants_more:
            sql = f"SELECT {self._wanted} {source} LIMIT ?"
            for row in self._connection.execute(sql, (*parameters, self._limit - len(self.hits))):
                self._keep(row)

    def _keep(self, row: Sequence[Any]) -> None:
        if row[0] not in self._seen:
            self._seen.add(row[0])
            self.hits.append(Hit(row[0], row[1], row[2], row[3], bool(row[4]), self._rank))


def condition(record_type: RecordType, *, active: bool | None) -> str:
    """Return the SQL condition on `r` that narrows the table of a group to one type of record."""
    parts = [f"r.{record_type.role} = 1"] if record_type.role else []
    parts.extend(f"r.{key} = '{value}'" for key, value in record_type.only)
    if active is not None:
        parts.append(f"r.is_active = {int(active)}")
    return " AND ".join(parts) or "1"


def _search_id(group: str, record_id: int) -> int:
    return record_id << _GROUP_BITS | STORES[group].number


def _take_room(connection: Any) -> None:
    """Let the index sort more in memory, from now on; saying so again would make it write what it has sorted."""
    room = connection.execute("SELECT v FROM record_index_config WHERE k = 'hashsize'").fetchone()
    if room is None or room[0] != _ROOM:
        connection.execute("INSERT INTO record_index (record_index, rank) VALUES ('hashsize', ?)", (_ROOM,))


@cache
def _mark(number: int, where: Where) -> str:
    return chr(_FIRST_MARK + number * _MARKS_PER_GROUP + where)


def _piece_length(where: Where) -> int:
    return _LONG_PIECE if where in _LONG_PIECES else _PIECE


def _pieces(number: int, found_by: Findable) -> str:
    """Return the pieces under which a record stands in the index, those of a text together."""
    pieces = [_pieces_of(number, Where.CODE_START, found_by.code)]
    pieces += [_pieces_of(number, Where.INITIALS_START, initials) for initials in found_by.initials]
    pieces += [_shared_pieces_of(number, Where.TEXT_START, text) for text in found_by.texts]
    pieces += [_sounding_pieces_of(number, pinyin) for pinyin in found_by.pinyin]
    tail = _mark(number, Where.TAIL)
    pieces += [tail + _lettered(barcode)[::-1][:_LONG_PIECE] for barcode in found_by.barcodes]
    return " ".join(pieces)


def _pieces_of(number: int, start: Where, text: str) -> str:
    """Return the pieces of a text: one marked as the start of it, and one from each place in it."""
    if not text:
        return ""
    text = _lettered(text)
    first, inside = _marks(number, start)
    return f"{first}{text[:_PIECE]}{inside}{inside.join(map(text.__getitem__, _from_each(len(text))))}"


@cache
def _marks(number: int, start: Where) -> tuple[str, str]:
    """Return the mark of the start of a text, and what stands before each piece in it."""
    return _mark(number, start), " " + _mark(number, _INSIDE[start])


@cache
def _from_each(length: int) -> tuple[slice, ...]:
    """Return where the pieces of a text of a length stand: made once, for each takes as long as the piece itself."""
    return tuple(slice(place, place + _PIECE) for place in range(length))


_shared_pieces_of = lru_cache(maxsize=_SHARED_TEXTS)(_pieces_of)


def _sounding_pieces_of(number: int, pinyin: str) -> str:
    """Return the pieces of pinyin: one from each syllable on."""
    syllables = _lettered(pinyin).split(" ")
    whole, mark = "".join(syllables), _mark(number, Where.PINYIN)
    places = accumulate(map(len, syllables[:-1]), initial=0)
    return mark + f" {mark}".join([whole[place : place + _LONG_PIECE] for place in places])


def _lettered(text: str) -> str:
    """Return a text as the tokenizer is to see it: of the same length, all of it letters."""
    return text if text.isalnum() else text.translate(_AS_LETTERS)


def _from_each_syllable(pinyin: str) -> Iterator[str]:
    """Walk what is left of a pinyin text from each of its syllables on, without blanks."""
    syllables = pinyin.split(" ")
    for place in range(len(syllables)):
        yield "".join(syllables[place:])


def _query(number: int, where: Where, term: str) -> str:
    """Return the FTS5 query for a term in one kind of text, or anywhere; empty when it cannot stand there."""
    if where is Where.ANYWHERE:
        queries = filter(None, (_query(number, kind, term) for kind in _KINDS))
        return f"({' OR '.join(queries)})"
    if where in _LATIN_ONLY and not term.isascii():
        return ""
    length = _piece_length(where)
    pieces = [_mark(number, where) + (term[::-1] if where is Where.TAIL else term)[:length]]
    if where not in _LONG_PIECES and len(term) > length:
        inside = _mark(number, _INSIDE.get(where, where))
        places = (*range(length, len(term) - length, length), len(term) - length)
        pieces.extend(inside + term[place : place + length] for place in places)
    return "(" + " AND ".join(f'"{_lettered(piece)}" *' for piece in pieces) + ")"


def _stands(where: Where, term: str, stored: Sequence[str]) -> bool:
    """Say whether a term really stands where its pieces were found."""
    text, codes, initials, pinyin = stored
    if where is Where.ANYWHERE:
        return any(_stands(kind, term, stored) for kind in _KINDS)
    if where is Where.PINYIN:
        return any(
            rest.startswith(term) for reading in pinyin.split("\n") for rest in _from_each_syllable(reading)
        )
    code, *barcodes = codes.split("\n")
    return any(_STANDS[where](one, term) for one in _lines(where, text, code, barcodes, initials))


def _lines(where: Where, text: str, code: str, barcodes: list[str], initials: str) -> list[str]:
    match _INSIDE.get(where, where):
        case Where.TEXT:
            return text.split("\n")
        case Where.INITIALS:
            return initials.split("\n")
        case Where.CODE:
            return [code]
        case _:
            return barcodes


_STANDS: dict[Where, Callable[[str, str], bool]] = {
    Where.CODE_START: str.startswith,
    Where.INITIALS_START: str.startswith,
    Where.TEXT_START: str.startswith,
    Where.CODE: str.__contains__,
    Where.INITIALS: str.__contains__,
    Where.TEXT: str.__contains__,
    Where.TAIL: str.endswith,
}
