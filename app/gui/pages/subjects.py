"""What a list page is about: documents or records of one type. A subject reads, opens and begins; the page shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.table import Drill, Table
from app.core.text import N_, Label
from app.domain.custom.asking import questions, wanted
from app.domain.custom.definition import Definition
from app.domain.documents.types import TYPES
from app.domain.records.types import RECORDS
from app.domain.records.types.custom_field import HEAD
from app.gui.navigation import Desk
from app.services import documents, records

SHOWN_DAYS = 90
"""How far back a list of documents looks at first; clearing the day shows all."""
SEEN_FIRST = 100
"""Rows that a list of records shows before it has read all: more than a tall screen holds (measured with 20,000 items:
2 ms instead of 50 to 120)."""

STATE = Field(
    "state",
    N_("状态"),
    Kind.CHOICE,
    choices=(
        Choice("draft", N_("草稿")),
        Choice("posted", N_("已过账")),
        Choice("voided", N_("已作废")),
        Choice("reversed", N_("已红冲")),
        Choice("closed", N_("已关闭")),
    ),
)
PRINTED = Field(
    "printed",
    N_("打印"),
    Kind.CHOICE,
    choices=(Choice("no", N_("未打印")), Choice("yes", N_("打印过"))),
)
_IS_PRINTED = {"no": False, "yes": True}
ACTIVE = Field(
    "active",
    N_("显示"),
    Kind.CHOICE,
    required=True,
    default="active",
    choices=(Choice("active", N_("在用")), Choice("disabled", N_("已停用"))),
)


class Subject(Protocol):
    """What the list is about."""

    @property
    def key(self) -> str:
        """Return the key of the type."""

    @property
    def label(self) -> Label:
        """Return the heading."""

    @property
    def help(self) -> Label:
        """Return one sentence about the type."""

    @property
    def shows(self) -> frozenset[str]:
        """Name the kinds of change that make the list read again."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return the questions above the list."""

    def begin_to_read(self, values: Mapping[str, object]) -> tuple[Table, bool]:
        """Read what is seen first, and say whether that is all; called off the GUI thread."""

    def read(self, values: Mapping[str, object]) -> Table:
        """Read the rows; called off the GUI thread."""

    def find(self, text: str) -> frozenset[Drill | None]:
        """Find rows by what the list does not show: initials, bar codes; called off the GUI thread."""

    def open(self, drill: Drill) -> None:
        """Open a row."""

    def begin(self) -> None:
        """Open an editor on something new."""


@dataclass(frozen=True, slots=True)
class DocumentSubject:
    """The documents of a type."""

    desk: Desk
    key: str

    @property
    def label(self) -> Label:
        return TYPES[self.key].label

    @property
    def help(self) -> Label:
        return TYPES[self.key].help

    @property
    def shows(self) -> frozenset[str]:
        return frozenset({f"document:{self.key}", f"print:{self.key}", "record:custom_field"})

    @property
    def _own(self) -> tuple[Definition, ...]:
        return self.desk.firm.shapes.own_of_document(self.key, HEAD)

    @property
    def fields(self) -> tuple[Field, ...]:
        since = date.fromisoformat(self.desk.firm.today()) - timedelta(days=SHOWN_DAYS)
        return (
            STATE,
            PRINTED,
            Field("since", N_("从"), Kind.DATE, default=since.isoformat()),
            Field("until", N_("到"), Kind.DATE, default=""),
            *questions(self._own),
        )

    def begin_to_read(self, values: Mapping[str, object]) -> tuple[Table, bool]:
        return self.read(values), True

    def read(self, values: Mapping[str, object]) -> Table:
        state = str(values.get("state") or "")
        return documents.listing(
            self.desk.firm,
            self.key,
            states=(state,) if state else (),
            since=str(values.get("since") or ""),
            until=str(values.get("until") or ""),
            is_printed=_IS_PRINTED.get(str(values.get("printed") or "")),
            where=wanted(self._own, values),
        )

    def find(self, text: str) -> frozenset[Drill | None]:
        if not text or not documents.found_by(self.desk.firm.shapes.document(self.key)):
            return frozenset()
        return frozenset(documents.listing(self.desk.firm, self.key, text=text).drills)

    def open(self, drill: Drill) -> None:
        self.desk.go.follow(drill)

    def begin(self) -> None:
        self.desk.go.new_document(self.key)


@dataclass(frozen=True, slots=True)
class RecordSubject:
    """The records of a type."""

    desk: Desk
    key: str

    @property
    def label(self) -> Label:
        return RECORDS[self.key].label

    @property
    def help(self) -> Label:
        return RECORDS[self.key].help

    @property
    def shows(self) -> frozenset[str]:
        return frozenset({f"record:{self.key}", "record:custom_field"})

    @property
    def fields(self) -> tuple[Field, ...]:
        return (ACTIVE, *questions(self.desk.firm.shapes.own_of(self.key)))

    def begin_to_read(self, values: Mapping[str, object]) -> tuple[Table, bool]:
        table = self._read(values, SEEN_FIRST)
        return table, len(table.rows) < SEEN_FIRST

    def read(self, values: Mapping[str, object]) -> Table:
        return self._read(values)

    def _read(self, values: Mapping[str, object], most: int = -1) -> Table:
        return records.listing(
            self.desk.firm,
            self.key,
            active=values.get("active") != "disabled",
            most=most,
            where=wanted(self.desk.firm.shapes.own_of(self.key), values),
        )

    def find(self, text: str) -> frozenset[Drill | None]:
        return frozenset(records.listing(self.desk.firm, self.key, active=None, text=text).drills)

    def open(self, drill: Drill) -> None:
        self.desk.go.open_record(self.key, str(dict(drill.params).get("uid", "")))

    def begin(self) -> None:
        self.desk.go.open_record(self.key, "")
