import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import ClassVar

import pytest

import app
from app.core.errors import BusinessError, Problem
from app.core.text import N_, Message
from app.domain.errors import OutOfRange
from app.formats.errors import FileBroken, TooManyRows
from app.i18n.catalog import placeholders
from app.i18n.messages import advice, sentence, words
from app.i18n.wordings import WORDINGS

WITHOUT_PROBLEMS = ("app.gui", "app.__main__")
"""A window declares no errors, and loads Qt."""


def _all(kind: type[Problem]) -> Iterator[type[Problem]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _all(below)


def _problems() -> list[type[Problem]]:
    for module in pkgutil.walk_packages(app.__path__, "app."):
        if not module.name.startswith(WITHOUT_PROBLEMS):
            importlib.import_module(module.name)
    return [kind for kind in _all(Problem) if kind.__module__.startswith("app.")]


PROBLEMS = _problems()


@pytest.mark.parametrize("kind", PROBLEMS, ids=lambda kind: kind.__name__)
def test_every_error_has_its_sentence(kind: type[Problem]) -> None:
    assert kind.code in WORDINGS


@pytest.mark.parametrize("kind", PROBLEMS, ids=lambda kind: kind.__name__)
def test_a_sentence_names_only_facts_of_its_error(kind: type[Problem]) -> None:
    wording = WORDINGS[kind.code]
    facts = {field.name for field in fields(kind)}
    for template in (wording.says, wording.advises):
        named = placeholders(template)
        assert named is not None
        assert {name for name, _, _ in named} <= facts


def test_every_sentence_belongs_to_an_error() -> None:
    assert not WORDINGS.keys() - {kind.code for kind in PROBLEMS}


def test_no_two_errors_share_a_code() -> None:
    codes = [kind.code for kind in PROBLEMS]
    assert len(codes) == len(set(codes))


def test_facts_stand_in_the_sentence() -> None:
    problem = TooManyRows(rows="2,000,000", limit="1,048,576")
    assert sentence(problem) == "共有 2,000,000 行，超过 Excel 一张表最多 1,048,576 行的限制。"
    assert advice(problem) == "请缩小查询范围，或导出为 CSV。"
    assert words(problem) == sentence(problem) + advice(problem)


@pytest.mark.parametrize(
    ("document", "line", "start"),
    [
        ("XS-A-20261122-0001", 3, "XS-A-20261122-0001 第 3 行："),
        ("XS-A-20261122-0001", 0, "XS-A-20261122-0001："),
        ("0190a0b0c0d07e0f8a1b2c3d4e5f6a7b", 3, "第 3 行："),
        ("0190a0b0c0d07e0f8a1b2c3d4e5f6a7b", 0, ""),
    ],
)
def test_the_place_stands_in_front_but_never_a_uid(document: str, line: int, start: str) -> None:
    problem = FileBroken(name="价格.xlsx").at(document=document, line=line)
    assert sentence(problem) == start + "文件“价格.xlsx”已损坏或不完整。"


def test_an_error_without_an_entry_speaks_for_its_family() -> None:
    @dataclass(eq=False)
    class FromAPlugIn(BusinessError):
        """An error that nobody worded."""

        code: ClassVar[str] = "FROM_A_PLUG_IN"
        label: Message | None = None

    problem = FromAPlugIn()
    assert sentence(problem) == "这样做不符合规则。"
    assert advice(problem) == ""
    assert words(problem) == sentence(problem)


@pytest.mark.parametrize(
    ("least", "most", "says"),
    [
        ("1", "20", "份数“0”超出范围。允许范围：1 ～ 20。"),
        ("1", "", "份数“0”超出范围。最小是 1。"),
        ("", "20", "份数“0”超出范围。最大是 20。"),
    ],
)
def test_only_the_bounds_that_there_are_are_named(least: str, most: str, says: str) -> None:
    problem = OutOfRange(label=Message.of(N_("份数")), value="0", least=least, most=most)
    assert words(problem) == says
    assert words(problem.at(line=2)) == f"第 2 行：{says}"
