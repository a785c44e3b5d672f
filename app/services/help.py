"""The manual: pages of Markdown that ship with the program, each about what its key names.

A kind of document, record or report has the page of its own key; the pages about everything else are listed here. The
first heading of a page is its title.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from app.core.paths import resources
from app.core.text import N_, Label
from app.domain.catalog import comparing, search_text
from app.domain.documents.spec import Tab
from app.domain.documents.types import TYPES
from app.domain.records.types import RECORDS
from app.i18n.catalog import SOURCE_LANGUAGE
from app.services import pinyin
from app.services.modules import IsOn
from app.services.reports import REPORTS

START: Final = "start"
"""Where a person begins to read."""
KEYS: Final = "keys"
"""The keys that work everywhere."""
_FIRST: Final = (START, "home", "documents", "lists", "record_pages", "report_pages", "costs", KEYS)
_LAST: Final = (
    "settings", "modules", "devices", "device_doctor", "scanning", "slips", "labels", "tags", "codes",
    "print_forms", "label_forms", "periods", "backup", "import", "calibration", "firms",
)  # fmt: skip
_TABS: Final = (
    (N_("采购"), frozenset({Tab.PURCHASE})),
    (N_("销售"), frozenset({Tab.SALES, Tab.MONEY})),
    (N_("库存"), frozenset({Tab.STOCK})),
)


@dataclass(frozen=True, slots=True)
class Topic:
    """One page: its key, its title, its Markdown."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the contents."""

    label: Label
    topics: tuple[Topic, ...]


def folder(language: str) -> Path:
    """Return where the pages of a language lie; links and pictures in them are relative to it."""
    found = resources() / "help" / language
    return found if found.is_dir() else resources() / "help" / SOURCE_LANGUAGE


@cache
def topics(language: str) -> Mapping[str, Topic]:
    """Read all pages of a language; they are small, and read once."""
    return {path.stem: _read(path) for path in sorted(folder(language).glob("*.md"))}


def _read(path: Path) -> Topic:
    text = path.read_text(encoding="utf-8")
    return Topic(path.stem, text.partition("\n")[0].removeprefix("#").strip(), text)


def contents(language: str, is_on: IsOn) -> tuple[Section, ...]:
    """Return the manual of what a firm uses, in the order of the window; a search finds the rest, too."""
    found = []
    for label, keys in plan():
        topics_of = tuple(_known(language, [key for key in keys if is_on(_thing(key))]))
        if topics_of:
            found.append(Section(label, topics_of))
    return tuple(found)


def _thing(key: str) -> str:
    """Return what a page is about, as the modules name it."""
    families = (("document", TYPES), ("record", RECORDS), ("report", REPORTS))
    return next((f"{sort}:{key}" for sort, family in families if key in family), key)


def plan() -> Iterator[tuple[Label, tuple[str, ...]]]:
    """Walk the parts of the manual: what each is called, and the keys of the pages in it."""
    yield N_("入门"), _FIRST
    for label, tabs in _TABS:
        yield label, tuple(each.key for each in TYPES if each.tab in tabs)
    yield N_("报表"), tuple(each.key for each in REPORTS)
    yield N_("资料"), tuple(each.key for each in RECORDS)
    yield N_("设置"), _LAST


def _known(language: str, keys: Iterable[str]) -> Iterator[Topic]:
    """Walk the pages that exist; a test sees to it that all do."""
    found = topics(language)
    return (found[key] for key in keys if key in found)


def search(language: str, text: str) -> list[Topic]:
    """Find the pages that hold every word of a text, those that are called so first; titles by their initials, too."""
    wanted = search_text.terms(text)
    found = [(rank, topic) for topic in topics(language).values() if (rank := _rank(topic, wanted))]
    return [topic for _, topic in sorted(found, key=lambda each: (-each[0], each[1].title))] if wanted else []


_CALLED, _BEGINS, _IN_TITLE, _MOST_HITS = 4000, 2000, 1000, 999


def _rank(topic: Topic, wanted: tuple[str, ...]) -> int:
    """Say how well a page answers; 0 when a word is missing."""
    names = (comparing.key(topic.title), *_initials(topic.title))
    body = comparing.key(topic.text)
    rank = 0
    for term in wanted:
        hits = min(body.count(term), _MOST_HITS)
        if any(term == name for name in names):
            hits += _CALLED
        elif any(name.startswith(term) for name in names):
            hits += _BEGINS
        elif any(term in name for name in names):
            hits += _IN_TITLE
        if not hits:
            return 0
        rank += hits
    return rank


@cache
def _initials(title: str) -> tuple[str, ...]:
    return search_text.sounds((title,), pinyin.read).initials
