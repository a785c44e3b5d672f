"""What we import, what we declare and what we pin are the same."""

import ast
import importlib.metadata
import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.source import ROOT, sources, walk


def _declared() -> dict[str, Requirement]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        texts: list[str] = tomllib.load(file)["project"]["dependencies"]
    return {canonicalize_name(each.name): each for each in map(Requirement, texts)}


def _pinned(name: str) -> dict[str, Requirement]:
    lines = (ROOT / "packaging" / name).read_text(encoding="utf-8").splitlines()
    found = [Requirement(line) for line in lines if re.match(r"\w", line)]
    return {canonicalize_name(each.name): each for each in found}


def _release(pin: Requirement) -> str:
    return str(pin.specifier).removeprefix("==")


def test_every_pin_is_exact() -> None:
    pins = [*_pinned("requirements.txt").values(), *_pinned("requirements-dev.txt").values()]
    assert not [str(pin) for pin in pins if not re.fullmatch(r"==[\w.]+", str(pin.specifier))]


def test_every_dependency_is_pinned_within_its_bounds() -> None:
    pins = _pinned("requirements.txt")
    outside = [
        name
        for name, requirement in _declared().items()
        if name not in pins or _release(pins[name]) not in requirement.specifier
    ]
    assert not outside


def test_pins_are_complete() -> None:
    """Nothing that a pinned release needs is left for the installer to choose."""
    pins = _pinned("requirements.txt") | _pinned("requirements-dev.txt")
    loose = [
        f"{name} needs {need.name}"
        for name, pin in pins.items()
        if pin.marker is None or pin.marker.evaluate()
        for need in map(Requirement, importlib.metadata.requires(name) or [])
        if need.marker is None or need.marker.evaluate({"extra": ""})
        if canonicalize_name(need.name) not in pins
    ]
    assert not loose


def test_every_import_is_declared() -> None:
    owners = importlib.metadata.packages_distributions()
    declared = _declared()
    own = set(sys.stdlib_module_names) | {"app"}
    undeclared = {
        source.where(node)
        for source in sources()
        for node, _ in walk(source)
        for module in _imported(node)
        if module not in own
        if not declared.keys() & {canonicalize_name(owner) for owner in owners.get(module, [])}
    }
    assert not undeclared


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [each.name.partition(".")[0] for each in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0:
        return [(node.module or "").partition(".")[0]]
    return []


def test_shipped_files_are_found() -> None:
    from app.core import paths

    assert paths.resources() == Path(ROOT, "resources")
    assert paths.migrations() == Path(ROOT, "db_migrations")
