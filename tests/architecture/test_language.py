"""Every visible word can be translated: Chinese stands inside ``N_()``, and every catalogue is complete."""

import ast
import io
import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from app.core import paths
from tests.architecture.source import ROOT, Source, sources, walk

MARKERS = {"N_"}
IDEOGRAPH = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
PLACEHOLDER = re.compile(r"\{[^{}]*\}")

# File → why Chinese may stand there unmarked. Good reasons: it is data, not something shown for a language.
UNMARKED_ALLOWED: dict[str, str] = {
    "app/domain/documents/amount_in_words.py": "the characters of a cheque: they are written in every language",
    "app/domain/custom/expression.py": "signs and words of formulas: they are read, in every language",
    "app/domain/catalog/readings.py": "how characters are read aloud: tables for search",
}

SHOWS_CHARACTERS = {"掌柜 鑫淼囍 ￥ ℃ ㎡ ① × — “”"}
"""Texts that show which characters a printer has."""
FAULTS_OF_ENGLISH = (
    re.compile("[“”…]"),
    re.compile(r"\bbar codes?\b", re.IGNORECASE),
    re.compile(r"^\s|\s$|[a-z.,:;)]  +[a-z(]"),
    re.compile(r"\{(?:count|lines|pages|sheets|known|scans|done|left|unsure|documents|records)\} [a-z]+s\b"),
)

CATALOGUES = sorted(paths.resources().glob("i18n/*/LC_MESSAGES/*.po"))


def _unmarked(source: Source) -> list[str]:
    return [
        source.where(node)
        for node, parent in walk(source)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and IDEOGRAPH.search(node.value)
        and not isinstance(parent, ast.Expr)
        and not _is_marker(parent)
    ]


def _is_marker(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS


@cache
def _marked_texts() -> frozenset[str]:
    found = extract_from_dir(ROOT / "app", keywords={"N_": None})
    return frozenset(message for _, _, message, _, _ in found if isinstance(message, str))


def _catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], domain=path.stem)


def test_chinese_stands_inside_its_marker() -> None:
    found = [
        place for source in sources() if source.name not in UNMARKED_ALLOWED for place in _unmarked(source)
    ]
    assert not found


def test_every_exception_still_needs_it() -> None:
    needing = {source.name for source in sources() if _unmarked(source)}
    assert not UNMARKED_ALLOWED.keys() - needing


def test_a_catalogue_exists() -> None:
    assert CATALOGUES


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_catalogue_is_complete(path: Path) -> None:
    """`make i18n` collects new texts; a person translates them."""
    translated = {message.id for message in _catalogue(path) if message.id and message.string}
    assert not _marked_texts() - translated


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_translation_keeps_its_placeholders(path: Path) -> None:
    wrong = [
        message.id
        for message in _catalogue(path)
        if message.id
        and message.string
        and sorted(PLACEHOLDER.findall(str(message.id))) != sorted(PLACEHOLDER.findall(str(message.string)))
    ]
    assert not wrong


def test_english_is_written_in_one_style() -> None:
    """Fonts that know Chinese draw its quotation marks and dots a character wide; nothing is `1 labels`."""
    texts = {
        # Behind Chinese commas and colons stands no blank, behind English ones it does.
        str(message.string).removesuffix(" " if str(message.id).endswith(tuple("、；：")) else "")
        for path in CATALOGUES
        if path.parts[-3] == "en"
        for message in _catalogue(path)
        if message.id and message.id not in SHOWS_CHARACTERS
    }
    wrong = sorted(text for text in texts for fault in FAULTS_OF_ENGLISH if fault.search(text))
    assert not wrong


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_compiled_catalogue_is_up_to_date(path: Path) -> None:
    """`make i18n` compiles it."""
    compiled = io.BytesIO()
    write_mo(compiled, _catalogue(path))
    assert path.with_suffix(".mo").read_bytes() == compiled.getvalue()
