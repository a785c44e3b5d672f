"""The manual is whole: a page for every declaration in both languages, and nothing in it that leads nowhere."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

from app.core import paths
from app.core.text import Label
from app.domain.documents.types import TYPES
from app.domain.records.types import RECORDS
from app.i18n import catalog
from app.i18n.catalog import tr
from app.services import help as manual
from app.services.reports import REPORTS

LANGUAGES = ("zh_CN", "en")
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)]+)\)")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
OF_OTHERS = {"print server properties"}
"""Names in another program."""
LEAST_LINES, MOST_LINES = 12, 85
MOST_BYTES = 120_000
PLANNED = [key for _, keys in manual.plan() for key in keys]
LABELS: dict[str, Label] = {each.key: each.label for family in (TYPES, RECORDS, REPORTS) for each in family}
PAGES = [(language, key) for language in LANGUAGES for key in PLANNED]


@pytest.fixture(autouse=True)
def chinese() -> None:
    catalog.use("zh_CN")


def links(topic: manual.Topic) -> list[tuple[bool, str]]:
    return [(bool(sign), target) for sign, target in LINK.findall(topic.text)]


def test_no_two_pages_have_one_key() -> None:
    assert len(PLANNED) == len(set(PLANNED))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_declaration_has_its_page_and_every_page_its_place(language: str) -> None:
    """A new kind of document, record or report needs a file of its key in resources/help, in both languages."""
    assert set(LABELS) <= set(PLANNED)
    assert set(manual.topics(language)) == set(PLANNED)


@pytest.mark.parametrize(("language", "key"), PAGES)
def test_a_page_is_short_and_says_what_it_is_for(language: str, key: str) -> None:
    lines = manual.topics(language)[key].text.splitlines()
    assert lines[0].startswith("# ")
    assert lines[2]
    assert LEAST_LINES <= len(lines) <= MOST_LINES
    assert not [line for line in lines if line.startswith("|")], "Qt draws tables without their lines"


@pytest.mark.parametrize(("language", "key"), [each for each in PAGES if each[1] in LABELS])
def test_a_page_is_called_what_the_window_calls_it(language: str, key: str) -> None:
    catalog.use(language)
    wanted = tr(LABELS[key])
    if language == "zh_CN" or wanted != LABELS[key]:
        assert manual.topics(language)[key].title == wanted
    catalog.use("zh_CN")


@pytest.mark.parametrize(("language", "key"), PAGES)
def test_links_and_pictures_are_there(language: str, key: str) -> None:
    from app.gui.practice.tasks import TASKS

    for is_picture, target in links(manual.topics(language)[key]):
        if target.startswith("practice:"):
            assert target.removeprefix("practice:") in TASKS
        elif is_picture:
            assert (manual.folder(language) / target).is_file(), target
        else:
            assert target.removesuffix(".md") in manual.topics(language), target


def test_both_languages_say_the_same_things() -> None:
    """As many headings, steps and pictures, and links to the same pages."""
    for key in PLANNED:
        one, other = (manual.topics(language)[key] for language in LANGUAGES)
        for sign in ("## ", "1. ", "![", "> "):
            assert one.text.count(f"\n{sign}") == other.text.count(f"\n{sign}"), (key, sign)


def test_what_stands_in_bold_is_what_the_program_says() -> None:
    """In English: names of fields and parts of sentences, with dots for what a sentence puts in."""
    catalog.use("en")
    said = [tr(Label(each)).lower() for each in _marked_texts()]
    catalog.use("zh_CN")
    for key, topic in manual.topics("en").items():
        for bold in BOLD.findall(topic.text):
            parts = [part.strip(" .,:") for part in bold.lower().split("...")]
            assert bold in OF_OTHERS or any(all(part in text for part in parts) for text in said), (key, bold)


def _marked_texts() -> set[str]:
    found = extract_from_dir(paths.resources().parent / "app", keywords={"N_": None})
    return {message for _, _, message, _, _ in found if isinstance(message, str)}


def test_pictures_are_few_and_small() -> None:
    found = sorted((paths.resources() / "help" / "pictures").rglob("*.png"))
    shown = {
        (manual.folder(language) / target).resolve()
        for language in LANGUAGES
        for topic in manual.topics(language).values()
        for is_picture, target in links(topic)
        if is_picture
    }
    assert shown == {path.resolve() for path in found}
    assert all(path.stat().st_size <= MOST_BYTES for path in found)


def test_the_manual_names_no_place_of_a_machine() -> None:
    for path in sorted((paths.resources() / "help").rglob("*.md")):
        assert not re.search(r"/(home|work|tmp|Users)/|[A-Z]:\\", path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize(
    ("language", "typed", "wanted"),
    [
        ("zh_CN", "盘点", "stock_count"),
        ("zh_CN", "xsckd", "delivery"),
        ("zh_CN", "库存余额", "stock_on_hand"),
        ("zh_CN", "散客 欠款", "delivery"),
        ("en", "delivery", "delivery"),
        ("en", "walk-in owe", "delivery"),
        ("en", "Backup", "backup"),
    ],
)
def test_a_search_finds_the_page(language: str, typed: str, wanted: str) -> None:
    assert wanted in [topic.key for topic in manual.search(language, typed)][:3]


def test_a_search_for_nothing_finds_nothing() -> None:
    assert manual.search("zh_CN", "  ") == []
    assert manual.search("zh_CN", "这样的词没有") == []


def test_an_unknown_language_reads_chinese() -> None:
    assert manual.folder("fr") == manual.folder("zh_CN")
    assert isinstance(manual.folder("fr"), Path)
