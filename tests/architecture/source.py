"""The program's own files, read and parsed once."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Source:
    """One file: its path from the root with forward slashes, its lines, its tree."""

    name: str
    lines: int
    tree: ast.Module

    def where(self, node: ast.AST) -> str:
        """Say the place as editors understand it."""
        return f"{self.name}:{getattr(node, 'lineno', 1)}"


@cache
def sources(folder: str = "app") -> tuple[Source, ...]:
    """Every Python file below a folder, in order."""
    return tuple(_read(path) for path in sorted((ROOT / folder).rglob("*.py")))


def _read(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    return Source(path.relative_to(ROOT).as_posix(), text.count("\n"), ast.parse(text))


def walk(source: Source) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Every node of a file, each with its parent."""
    waiting: list[ast.AST] = [source.tree]
    while waiting:
        parent = waiting.pop()
        for node in ast.iter_child_nodes(parent):
            yield node, parent
            waiting.append(node)
