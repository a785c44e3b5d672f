"""Money and quantity are whole numbers: nothing that makes a float comes near them."""

import ast

from tests.architecture.source import Source, sources, walk

FOLDERS = ("app/core", "app/domain", "app/storage")

# These build paths with `/` now and then; words and rules never divide but in app/core/numbers.py.
FOLDERS_WITHOUT_DIVISION = ("app/core", "app/domain")

FLOAT_FIELDS = {"DecimalField", "DoubleField", "FloatField"}

# File → why a float may stand there. The reason must say why no money or quantity can reach it.
FLOATS_ALLOWED: dict[str, str] = {}
DIVISION_ALLOWED = {
    "app/core/paths.py": "joins paths",
}
ROUNDING_ALLOWED = {
    "app/core/numbers.py": "the one place that rounds",
}


def _inside(*folders: str) -> list[Source]:
    return [source for folder in folders for source in sources(folder)]


def _called(node: ast.AST) -> str:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id
    return ""


def _makes_float(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float | complex)
    if isinstance(node, ast.Name):
        return node.id in FLOAT_FIELDS
    if isinstance(node, ast.Attribute):
        return node.attr in FLOAT_FIELDS
    return _called(node) == "float"


def _is_division(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div)


def test_no_float_in_words_rules_and_rows() -> None:
    found = [
        source.where(node)
        for source in _inside(*FOLDERS)
        if source.name not in FLOATS_ALLOWED
        for node, _ in walk(source)
        if _makes_float(node)
    ]
    assert not found


def test_no_division_that_makes_a_float() -> None:
    found = [
        source.where(node)
        for source in _inside(*FOLDERS_WITHOUT_DIVISION)
        if source.name not in DIVISION_ALLOWED
        for node, _ in walk(source)
        if _is_division(node)
    ]
    assert not found


def test_only_one_module_rounds() -> None:
    """The built-in rounds halves to even; ours rounds them away from zero."""
    found = [
        source.where(node)
        for source in _inside(*FOLDERS)
        if source.name not in ROUNDING_ALLOWED
        for node, _ in walk(source)
        if _called(node) == "round"
    ]
    assert not found


def test_every_exception_is_still_a_file() -> None:
    names = {source.name for source in _inside(*FOLDERS)}
    assert not (FLOATS_ALLOWED.keys() | DIVISION_ALLOWED.keys() | ROUNDING_ALLOWED.keys()) - names
