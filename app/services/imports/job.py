"""One import on its way: where it goes, what was asked for, what became of it, and who is meant by a name."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Final, TypeVar, cast

from app.core.errors import BusinessError
from app.core.progress import Progress, silent
from app.domain.intake.record import Record
from app.services import records, references
from app.services.firm import Firm
from app.services.imports.meaning import meant, placed
from app.services.imports.outcome import Outcome

CHUNK: Final = 500
"""Records that are read, checked and written together."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a person chose: only a trial, sound rows of a faulty list too, what opens the books, counts posted.

    `reason` is why rows stand that break a rule which takes a reason.
    """

    is_dry: bool = False
    skip_errors: bool = False
    openings: bool = True
    post: bool = False
    reason: str = ""


@dataclass(slots=True)
class Job:
    """An import while it runs; `made_fields` are the keys of the fields that columns became, by what these hold.

    `records` are those of the list as they are brought in, at the places where it has them.
    """

    firm: Firm
    outcome: Outcome
    wish: Wish = field(default_factory=Wish)
    progress: Progress = silent
    made_fields: dict[str, str] = field(default_factory=dict)
    _named: dict[tuple[str, str], str] = field(default_factory=dict)
    _kept: dict[object, object] = field(default_factory=dict)
    attempted: "Attempt | None" = None
    records: Sequence[Record] = field(init=False)

    def __post_init__(self) -> None:
        """Work out what the records of the list mean."""
        reading = self.outcome.brought.reading
        self.records = placed(meant(reading), reading, self._is_place)

    def _is_place(self, name: str) -> bool:
        return bool(references.find(self.firm, "warehouse", name))

    def attempt(self) -> "Attempt":
        """Take up rows one by one; when one is refused, the records that only it named are not made either."""
        return Attempt(self)

    def named(self, type_key: str, name: str) -> str:
        """Return the record of a code or name, made when the firm has none."""
        key = (type_key, name)
        if key not in self._named:
            uid = references.find(self.firm, type_key, name)
            if not uid:
                if self.attempted is not None:
                    self.attempted.makes(key)
                uid, _ = records.save(self.firm, type_key, {"name": name})
                self.outcome.count(type_key)
            self._named[key] = uid
        return self._named[key]

    def unname(self, key: tuple[str, str]) -> None:
        """Forget a record that was made for a name, and taken back."""
        if self._named.pop(key, ""):
            self.outcome.count(key[0], -1)

    def kept(self, make: Callable[[Firm], T]) -> T:
        """Return what is made of the firm once for the whole import."""
        if make not in self._kept:
            self._kept[make] = make(self.firm)
        return cast("T", self._kept[make])

    def warehouse(self, name: str) -> str:
        """Return the warehouse of a name, or the firm's first where none is named."""
        return self.named("warehouse", name) if name else references.first(self.firm, "warehouse")

    def parts(self, rows: Sequence[T]) -> Iterator[Sequence[T]]:
        """Walk rows a chunk at a time, telling how far it is."""
        for start in range(0, len(rows), CHUNK):
            self.progress(start, len(rows))
            yield rows[start : start + CHUNK]


class Attempt:
    """One row after the other while it is taken up.

    Few rows name a new record, so the savepoint is set by the first that does: each makes the search index write.
    """

    __slots__ = ("_job", "_made", "_savepoint")

    def __init__(self, job: Job) -> None:
        self._job = job
        self._made: list[tuple[str, str]] = []
        self._savepoint: AbstractContextManager[None] | None = None

    def makes(self, key: tuple[str, str]) -> None:
        """Note that a record is about to be made for a name."""
        if self._savepoint is None:
            self._savepoint = self._job.firm.attempt()
            self._savepoint.__enter__()
        self._made.append(key)

    def __enter__(self) -> None:
        self._job.attempted = self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._job.attempted = None
        if self._savepoint is None:
            return
        if isinstance(problem, BusinessError):
            for key in self._made:
                self._job.unname(key)
        savepoint, self._savepoint, self._made = self._savepoint, None, []
        savepoint.__exit__(kind, problem, trace)
