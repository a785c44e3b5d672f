"""One import on its way: where it goes, what was asked for, what became of it, and who is meant by a name."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Final, TypeVar, cast

from app.core.errors import BusinessError
from app.core.progress import Progress, silent
from app.services import records, references
from app.services.firm import Firm
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
    """An import while it runs; `made_fields` are the keys of the fields that columns became, by what these hold."""

    firm: Firm
    outcome: Outcome
    wish: Wish = field(default_factory=Wish)
    progress: Progress = silent
    made_fields: dict[str, str] = field(default_factory=dict)
    _named: dict[tuple[str, str], str] = field(default_factory=dict)
    _made: list[tuple[str, str]] = field(default_factory=list)
    _kept: dict[object, object] = field(default_factory=dict)
    _attempt: ExitStack | None = None

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Take up one row; when it is refused, the records that only it named are not made either.

        Few rows name a new one, so the savepoint is set by the first that does: each makes the search index write.
        """
        self._made.clear()
        try:
            with ExitStack() as self._attempt:
                yield
        except BusinessError:
            for key in self._made:
                del self._named[key]
                self.outcome.count(key[0], -1)
            raise
        finally:
            self._attempt = None

    def named(self, type_key: str, name: str) -> str:
        """Return the record of a code or name, made when the firm has none."""
        key = (type_key, name)
        if key not in self._named:
            uid = references.find(self.firm, type_key, name)
            if not uid:
                if self._attempt is not None and not self._made:
                    self._attempt.enter_context(self.firm.attempt())
                uid, _ = records.save(self.firm, type_key, {"name": name})
                self.outcome.count(type_key)
                self._made.append(key)
            self._named[key] = uid
        return self._named[key]

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
