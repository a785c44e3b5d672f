"""Sales and purchases grouped by what a person asks for, up to three levels: what both reports have in common."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.field import Field
from app.core.kinds import Kind
from app.core.months import Span, last_day, span_of
from app.core.table import Column, Drill
from app.core.text import N_, Label
from app.i18n.catalog import tr
from app.reports import params
from app.reports.report import Asked
from app.storage.queries import figures
from app.storage.queries.figures import FigureScope

MONTH, DOCUMENT = "month", "document"
_NONE = N_("（无）")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """How one kind of figures is grouped: `labels` name its dimensions, `party` the parameter that filters parties."""

    kind: str
    party: str
    labels: Mapping[str, Label]
    opens: Mapping[str, str]
    """By which dimension a row of a dimension is looked at more closely."""

    def fields(self, usual: str) -> tuple[Field, ...]:
        """Return the questions: by what, and up to twice what next."""
        by = params.by(usual, self.labels)
        return (
            by,
            Field("then_by", N_("再按"), Kind.CHOICE, choices=by.choices),
            Field("at_last_by", N_("最后按"), Kind.CHOICE, choices=by.choices, folded=True),
        )

    def dimensions(self, asked: Asked) -> tuple[str, ...]:
        """Return the dimensions in order, none of them twice."""
        keys = (asked.text(key) for key in ("by", "then_by", "at_last_by"))
        return tuple(dict.fromkeys(self._dimension(key) for key in keys if key))

    def scope(self, asked: Asked) -> FigureScope:
        """Return which figures were asked for."""
        return FigureScope(
            self.kind,
            item_id=asked.record("item"),
            category_id=asked.record("category"),
            party_id=asked.record(self.party),
            staff_id=asked.record("staff"),
            those=asked.those,
        )

    def span(self, asked: Asked) -> Span:
        """Return the days asked for, as months where that can be."""
        until = asked.text("until")
        return span_of(asked.text("since"), until, ends=figures.is_last(asked.connection, self.kind, until))

    def columns(self, dimensions: Sequence[str]) -> Iterator[Column]:
        """Walk the columns that name a row."""
        for dimension in dimensions:
            key = self._key(dimension)
            if dimension in {"item", "party"}:
                yield Column(f"{key}_code", N_("编码"), Kind.CODE)
            if dimension == DOCUMENT:
                yield Column("business_date", N_("日期"), Kind.DATE)
            kind = Kind.CODE if dimension in {MONTH, DOCUMENT} else Kind.TEXT
            yield Column(key, self.labels[key], kind)

    def named(
        self, asked: Asked, dimensions: Sequence[str], rows: Sequence[tuple[Any, ...]]
    ) -> Iterator[tuple[tuple[object, ...], dict[str, str]]]:
        """Walk the names of rows that begin with their keys, each with the filters that stand for them."""
        known = [self._names(asked, dimension, rows, place) for place, dimension in enumerate(dimensions)]
        none = tr(_NONE)
        for row in rows:
            cells: list[object] = []
            filters: dict[str, str] = {}
            for place, dimension in enumerate(dimensions):
                key = row[place]
                if dimension == MONTH:
                    cells.append(key)
                    filters[MONTH] = key
                    continue
                uid, code, name = known[place].get(key, ("", "", none))
                cells += (code, name) if dimension in {"item", "party", DOCUMENT} else (name,)
                filters[self._key(dimension)] = uid
            yield tuple(cells), filters

    def drill(self, asked: Asked, dimensions: Sequence[str], filters: Mapping[str, str]) -> Drill | None:
        """Look closer at a row: the document, or the same figures of this row alone by something finer."""
        if filters.get(DOCUMENT):
            return Drill(DOCUMENT, (("uid", filters[DOCUMENT]),))
        if not all(filters.values()):
            return None
        given = {key: asked.text(key) for key in (self.party, "staff", "category", "item", "since", "until")}
        given |= {key: uid for key, uid in filters.items() if key != MONTH}
        if month := filters.get(MONTH):
            given["since"] = max(given["since"], f"{month}-01")
            given["until"] = min(given["until"], last_day(month))
        by = self.opens[self._key(dimensions[-1])]
        return asked.drill(asked.report.key, by=DOCUMENT if given.get(by) else by, **given)

    def _key(self, dimension: str) -> str:
        """Return what a dimension is called here."""
        return self.party if dimension == "party" else dimension

    def _dimension(self, key: str) -> str:
        return "party" if key == self.party else key

    def _names(
        self, asked: Asked, dimension: str, rows: Sequence[tuple[Any, ...]], place: int
    ) -> dict[int, tuple[str, str, str]]:
        if dimension == DOCUMENT:
            return figures.document_names(asked.connection, sorted({row[place] for row in rows}))
        return figures.names(asked.connection, dimension)
