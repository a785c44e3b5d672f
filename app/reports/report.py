"""A report: what it asks, and the one table that answers. What reports share of asking stands here, no figure does."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.core.errors import BusinessError
from app.core.field import Field, is_own
from app.core.kinds import NUMBERS, Kind
from app.core.progress import Progress, silent
from app.core.table import Drill, Table
from app.core.text import EMPTY, N_, Label, Message, beginning
from app.domain.documents.spec import Tab
from app.domain.documents.types import TYPES
from app.domain.errors import TooEarly, UnknownReference
from app.domain.records.check import field_problem
from app.domain.records.spec import empty
from app.domain.records.types import RECORDS
from app.i18n.show import show
from app.reports.params import SINCE, UNTIL, default_day
from app.storage.books import Books
from app.storage.queries import records
from app.storage.queries.those import ALL, Narrowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report, whole: `build` answers what was `Asked` with a table whose rows open what they are made of.

    `about` names what its rows are about, types of record and ``head`` or ``line`` of documents of `types`: the firm's
    own fields of these narrow it (`app.reports.own`).
    """

    key: str
    label: Label
    tab: Tab | None
    """Which part of the work it is about; None where it is about all of it."""
    params: tuple[Field, ...]
    build: Callable[["Asked"], Table]
    about: tuple[str, ...] = ()
    types: tuple[str, ...] = TYPES.keys()
    help: Label = EMPTY

    def questions(self, today: str) -> tuple[Field, ...]:
        """Return the parameters with their defaults of today: days that count from it are filled in."""
        return tuple(replace(each, default=default_day(each, today)) for each in self.params)


def _nothing(report: str) -> Collection[str]:
    """Say that a report asks for none of the firm's own fields."""
    del report
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A report on its way: the books, every parameter with its value, and today.

    `those` is what the firm's own fields narrow it to; `asks_too` says which of them another report asks for as well.
    """

    report: Report
    books: Books
    values: Mapping[str, Any]
    today: str
    progress: Progress = field(default=silent)
    those: Narrowed = ALL
    asks_too: Callable[[str], Collection[str]] = _nothing

    @property
    def connection(self) -> Any:
        """This thread's connection."""
        return self.books.connection()

    def text(self, key: str) -> str:
        """Return a parameter that is a text, a choice, a day or a uid."""
        return str(self.values[key] or "")

    def flag(self, key: str) -> bool:
        """Return a yes or no."""
        return bool(self.values[key])

    def record(self, key: str) -> int:
        """Return the local id of the record that a parameter names, 0 when it names none."""
        uid, group = self.text(key), RECORDS[self._field(key).link].group
        return int(getattr(self.books.catalogue, f"{group}_id")(uid)) if uid else 0

    def drill(self, target: str, **params: object) -> Drill:
        """Open another report (or this one) with these parameters; what is empty is left out.

        What the firm's own fields were asked for goes along.
        """
        params = {**{key: self.values[key] for key in self.asks_too(target) if key in self.values}, **params}
        return Drill(target, tuple((key, value) for key, value in params.items() if value not in ("", None)))

    def table(self, *, said: Sequence[Message] = (), **parts: Any) -> Table:
        """Return a table under the report's name that says what was asked, and what is `said` besides."""
        return Table(title=self.report.label, subtitle=(*said, *self._said()), **parts)

    def _field(self, key: str) -> Field:
        return next(each for each in self.report.params if each.key == key)

    def _said(self) -> Iterator[Message]:
        """Walk what a reader must know of the question: days, records, and choices that are not the usual ones."""
        if "since" in self.values:
            yield Message.of(N_("{since} 至 {until}"), since=self.text("since"), until=self.text("until"))
        if "as_of" in self.values:
            yield Message.of(N_("截至 {day}"), day=self.text("as_of"))
        for each in self.report.params:
            value = self.values[each.key]
            is_told = each.kind is Kind.DATE and not is_own(each.key)
            if is_told or value is False or value in (each.default, "", None):
                continue
            yield Message.of(
                N_("{label}：{value}"), label=Message.of(each.label), value=self._shown(each, value)
            )

    def _shown(self, each: Field, value: Any) -> object:
        if each.kind is Kind.LINK:
            return records.title(self.connection, RECORDS[each.link], str(value))
        if each.kind is Kind.CHOICE:
            return next(Message.of(choice.label) for choice in each.choices if choice.key == value)
        if each.kind is Kind.BOOL:
            return Message.of(N_("是") if value else N_("否"))
        return show(value, each.kind) if each.kind in NUMBERS else value


def answers(report: Report, given: Mapping[str, object], today: str) -> dict[str, Any]:
    """Return the value of every parameter: as given, else the default; an empty answer to what must be known, too."""
    values: dict[str, Any] = {}
    for each in report.questions(today):
        value = given.get(each.key, each.default)
        if value in (None, "") and each.required:
            value = each.default
        values[each.key] = empty(each) if value is None else value
    return values


def problems(
    report: Report, values: Mapping[str, Any], knows: Callable[[str, str], bool]
) -> Iterator[BusinessError]:
    """Walk what is wrong with the values, each problem with its field; `knows` says whether a record exists."""
    for each in report.params:
        value = values[each.key]
        problem = field_problem(each, value)
        if problem is None and each.kind is Kind.LINK and value and not knows(each.link, value):
            problem = UnknownReference(label=Message.of(each.label), value=beginning(value))
        if problem is not None:
            yield problem.at(field=each.key)
            return
    since, until = values.get("since", ""), values.get("until", "")
    if until < since:
        label, other = Message.of(UNTIL.label), Message.of(SINCE.label)
        yield TooEarly(label=label, value=until, other=other, since=since, field=UNTIL.key)
