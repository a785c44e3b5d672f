"""The small language of formulas and rules: fields by their names, exact numbers, comparisons.

Written as people write it: ``单价 × (1 − 折扣) ≥ 最低售价``, ``[保质期（天）] > 30 且 品牌 = "清泉"``. A name stands as
it is, or in brackets where it would be misread. Signs of a Chinese keyboard count like plain ones.

The text is cut into names, numbers, texts and signs here; the tree is built by Python's own parser and walked by a
list of the few nodes that are allowed, so nothing in it can be called, reached or looped. Numbers are fractions: no
step rounds, only the field that takes the result does. What is worked out of nothing is nothing, and so is what is
divided by zero; a comparison with nothing says neither yes nor no.
"""

import ast
import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from app.core.numbers import divide
from app.core.text import beginning
from app.domain.custom.errors import ExpressionUnclear, UnknownName

Value = Fraction | str | bool | datetime.date | None
"""What a part of an expression may be; None is nothing."""
Names = Mapping[str, str]
"""Keys of fields by what people call them."""
Scope = Callable[[str], Value]
"""Returns the value of a field by its key."""

_LONGEST: Final = 500
_DEEPEST: Final = 40
_LARGEST: Final = 10**40
"""Numbers beyond it are no figures of a firm; nothing is worked out of them."""
_SIGNS: Final = {
    "×": "*", "÷": "//", "/": "//", "−": "-", "－": "-", "＋": "+", "＊": "*", "／": "//",
    "≥": ">=", "≤": "<=", "≠": "!=", "＝": "==", "=": "==", "＞": ">", "＜": "<", "＞＝": ">=", "＜＝": "<=",
    "<>": "!=", "（": "(", "）": ")", "，": ",", "、": ",", "==": "==", ">=": ">=", "<=": "<=", "!=": "!=",
    "+": "+", "-": "-", "*": "*", "(": "(", ")": ")", ",": ",", ">": ">", "<": "<",
}  # fmt: skip
"""What each sign is to the parser; division stands as ``//`` there and is exact here."""
_WORDS: Final = {
    "且": "and", "并且": "and", "and": "and", "或": "or", "或者": "or", "or": "or", "非": "not", "not": "not",
    "是": "True", "否": "False", "true": "True", "false": "False",
}  # fmt: skip
_FUNCTIONS: Final = {
    "四舍五入": "round", "round": "round", "最小": "min", "min": "min", "最大": "max", "max": "max",
    "绝对值": "abs", "abs": "abs", "如果": "if_", "if": "if_", "字数": "len", "len": "len",
}  # fmt: skip
_TOKEN: Final = re.compile(
    r"\s*(?:(?P<bracket>\[[^\[\]]{1,60}\]|【[^【】]{1,60}】)|(?P<number>\d+(?:\.\d+)?%?)"
    r"|(?P<text>\"[^\"]*\"|“[^”]*”|'[^']*')|(?P<sign>==|>=|<=|!=|<>|＞＝|＜＝|[×÷/−－＋＊／≥≤≠＝=＞＜（），、+*()<>,-])"
    r"|(?P<word>\w+))"
)


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression, ready to be worked out: `needs` are the keys of the fields it names."""

    text: str
    needs: tuple[str, ...]
    _leaves: tuple[Value, ...]
    _keys: tuple[str, ...]
    _tree: ast.expr

    def value(self, scope: Scope) -> Value:
        """Work it out; None when something that it needs is not there."""
        return _Worker(self._leaves, self._keys, scope).work(self._tree)


def parse(text: str, names: Names) -> Expression:
    """Read an expression; raises what is wrong with it: a name that nothing has, a sign in the wrong place."""
    if len(text) > _LONGEST:
        raise ExpressionUnclear(text=beginning(text), near=beginning(text[_LONGEST:]))
    cutter = _Cutter(text, names)
    source = cutter.cut()
    try:
        tree = ast.parse(source, mode="eval").body
        _allow(tree, text, 0)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ExpressionUnclear(text=beginning(text), near="") from None
    return Expression(text, tuple(dict.fromkeys(cutter.keys)), tuple(cutter.leaves), tuple(cutter.keys), tree)


def renamed(text: str, names: Names, key: str, name: str) -> str:
    """Return an expression in which a field is called otherwise; in brackets, so that it is not misread."""
    found: list[str] = []
    place = 0
    while place < len(text):
        named = _at(text, place, names)
        token = _TOKEN.match(text, place)
        end = named[1] if named else token.end() if token else place + 1
        found.append(f"[{name}]" if named and named[0] == key else text[place:end])
        place = end
    return "".join(found)


class _Cutter:
    """Cuts a text into what the parser reads: ``k0`` is a field, ``v0`` a value."""

    def __init__(self, text: str, names: Names) -> None:
        self._text = text
        self._names = names
        self.keys: list[str] = []
        self.leaves: list[Value] = []

    def cut(self) -> str:
        parts: list[str] = []
        place, text = 0, self._text.rstrip()
        while place < len(text):
            named = _at(text, place, self._names)
            if named:
                parts.append(self._key(named[0]))
                place = named[1]
                continue
            token = _TOKEN.match(text, place)
            if token is None:
                raise ExpressionUnclear(text=beginning(text), near=beginning(text[place:]))
            parts.append(self._token(token))
            place = token.end()
        return " ".join(parts)

    def _token(self, token: re.Match[str]) -> str:
        kind, text = str(token.lastgroup), token[str(token.lastgroup)]
        match kind:
            case "bracket":
                raise UnknownName(
                    text=beginning(self._text), name=text[1:-1], known=tuple(self._names)[:_TOLD]
                )
            case "number":
                return self._leaf(_number(text))
            case "text":
                return self._leaf(text[1:-1])
            case "sign":
                return _SIGNS[text]
            case _:
                lower = text.casefold()
                if lower in _FUNCTIONS and self._text[token.end() :].lstrip()[:1] in ("(", "（"):
                    return _FUNCTIONS[lower]
                if lower in _WORDS:
                    return _WORDS[lower]
                raise UnknownName(text=beginning(self._text), name=text, known=tuple(self._names)[:_TOLD])

    def _key(self, key: str) -> str:
        self.keys.append(key)
        return f"k{len(self.keys) - 1}"

    def _leaf(self, value: Value) -> str:
        self.leaves.append(value)
        return f"v{len(self.leaves) - 1}"


_TOLD: Final = 12
"""Names that are told to somebody who has written one that nothing has."""


def _at(text: str, place: int, names: Names) -> tuple[str, int] | None:
    """Return the key of the longest name that stands at a place, alone or in brackets, and where it ends."""
    while place < len(text) and text[place].isspace():
        place += 1
    if text[place : place + 1] in ("[", "【"):
        end = min((found for sign in "]】" if (found := text.find(sign, place)) > 0), default=-1)
        key = names.get(text[place + 1 : end].strip()) if end > 0 else None
        return (key, end + 1) if key is not None else None
    best: tuple[str, int] | None = None
    for name, key in names.items():
        end = place + len(name)
        if (
            name
            and text.startswith(name, place)
            and (best is None or end > best[1])
            and _ends(text, name, end)
        ):
            best = key, end
    return best


def _ends(text: str, name: str, end: int) -> bool:
    """Say whether a name ends where it is said to: it is not the beginning of a longer word."""
    after = text[end : end + 1]
    return not (name[-1].isalnum() and (after.isalnum() or after == "_"))


def _number(text: str) -> Fraction:
    if text.endswith("%"):
        return Fraction(text[:-1]) * Fraction(1, 100)
    return Fraction(text)


def _allow(node: ast.expr, text: str, depth: int) -> None:
    """Refuse every node that is not of the language."""
    if depth > _DEEPEST:
        raise ExpressionUnclear(text=beginning(text), near="")
    for child in _children(node, text):
        _allow(child, text, depth + 1)


def _children(node: ast.expr, text: str) -> list[ast.expr]:
    match node:
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.FloorDiv(), right=right):
            return [left, right]
        case ast.UnaryOp(op=ast.USub() | ast.UAdd() | ast.Not(), operand=operand):
            return [operand]
        case ast.BoolOp(values=values):
            return values
        case ast.Compare(left=left, comparators=others):
            return [left, *others]
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if len(args) in _TAKES.get(name, ()):
            return args
        case ast.Name(id=name) if name not in _TAKES:
            return []
        case ast.Constant(value=bool()):
            return []
    raise ExpressionUnclear(text=beginning(text), near="")


_TAKES: Final[Mapping[str, range]] = {
    "round": range(1, 3),
    "min": range(1, 21),
    "max": range(1, 21),
    "abs": range(1, 2),
    "if_": range(3, 4),
    "len": range(1, 2),
}


class Nothing(Exception):
    """A part that is needed is not there, or is of another kind."""


class _Worker:
    """Works out one tree for one row."""

    def __init__(self, leaves: tuple[Value, ...], keys: tuple[str, ...], scope: Scope) -> None:
        self._leaves = leaves
        self._keys = keys
        self._scope = scope

    def work(self, tree: ast.expr) -> Value:
        try:
            return self._of(tree)
        except Nothing:
            return None

    def _of(self, node: ast.expr) -> Value:
        match node:
            case ast.Name(id=name):
                place = int(name[1:])
                return self._leaves[place] if name[0] == "v" else self._field(place)
            case ast.Constant(value=bool() as value):
                return value
            case ast.BinOp(left=left, op=op, right=right):
                return _joined(op, self._of(left), self._of(right))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return not _truth(self._of(operand))
            case ast.UnaryOp(op=op, operand=operand):
                number = _figure(self._of(operand))
                return -number if isinstance(op, ast.USub) else number
            case ast.BoolOp(op=op, values=values):
                return self._chain(values, stops_at=isinstance(op, ast.Or))
            case ast.Compare(left=left, ops=ops, comparators=others):
                return self._compared(left, ops, others)
            case ast.Call(func=ast.Name(id=name), args=args):
                return self._called(name, args)
        raise Nothing

    def _field(self, place: int) -> Value:
        value = self._scope(self._keys[place])
        if value is None or value == "":
            raise Nothing
        return value

    def _chain(self, values: list[ast.expr], *, stops_at: bool) -> bool:
        for each in values:
            if _truth(self._of(each)) is stops_at:
                return stops_at
        return not stops_at

    def _compared(self, left: ast.expr, ops: list[ast.cmpop], others: list[ast.expr]) -> bool:
        before = self._of(left)
        for op, each in zip(ops, others, strict=True):
            after = self._of(each)
            if not _holds(op, before, after):
                return False
            before = after
        return True

    def _called(self, name: str, args: list[ast.expr]) -> Value:
        match name:
            case "if_":
                return self._of(args[1] if _truth(self._of(args[0])) else args[2])
            case "len":
                return Fraction(len(written(self._of(args[0]))))
            case "min" | "max":
                figures = [_figure(self._of(each)) for each in args]
                return min(figures) if name == "min" else max(figures)
            case "abs":
                return abs(_figure(self._of(args[0])))
            case _:
                places = _figure(self._of(args[1])) if len(args) > 1 else Fraction(0)
                if places.denominator != 1 or not 0 <= places <= _MOST_PLACES:
                    raise Nothing
                return rounded(_figure(self._of(args[0])), int(places))


_MOST_PLACES: Final = 12


def rounded(value: Fraction, places: int) -> Fraction:
    """Round a number half away from zero."""
    return Fraction(scaled(value, places), 10**places)


def scaled(value: Fraction, places: int) -> int:
    """Return a number as a whole number of 10**-places, rounded half away from zero."""
    return divide(value.numerator * 10**places, value.denominator)


def _joined(op: ast.operator, left: Value, right: Value) -> Value:
    """Add, subtract, multiply, divide; texts are written one after the other, days counted."""
    if isinstance(op, ast.Add) and (isinstance(left, str) or isinstance(right, str)):
        return _short(written(left) + written(right))
    if isinstance(left, datetime.date):
        return _dated(op, left, right)
    one, other = _figure(left), _figure(right)
    match op:
        case ast.Add():
            return _known(one + other)
        case ast.Sub():
            return _known(one - other)
        case ast.Mult():
            return _known(one * other)
        case _:
            if not other:
                raise Nothing
            return _known(Fraction(one.numerator * other.denominator, one.denominator * other.numerator))


def _dated(op: ast.operator, day: datetime.date, other: Value) -> Value:
    if isinstance(other, datetime.date) and isinstance(op, ast.Sub):
        return Fraction((day - other).days)
    days = _figure(other)
    if days.denominator != 1 or not isinstance(op, ast.Add | ast.Sub):
        raise Nothing
    try:
        return day + datetime.timedelta(days=int(days) if isinstance(op, ast.Add) else -int(days))
    except OverflowError:
        raise Nothing from None


def _known(value: Fraction) -> Fraction:
    if abs(value.numerator) > _LARGEST or value.denominator > _LARGEST:
        raise Nothing
    return value


def _short(text: str) -> str:
    if len(text) > _LONGEST:
        raise Nothing
    return text


def _figure(value: Value) -> Fraction:
    if isinstance(value, Fraction):
        return value
    raise Nothing


def _truth(value: Value) -> bool:
    if isinstance(value, bool):
        return value
    raise Nothing


def written(value: Value) -> str:
    """Write a value as part of a text."""
    match value:
        case str():
            return value
        case Fraction():
            return _plain(value)
        case datetime.date():
            return value.isoformat()
    raise Nothing


def _plain(value: Fraction) -> str:
    whole, places = scaled(value, _MOST_PLACES), _MOST_PLACES
    sign, digits = ("-" if whole < 0 else ""), str(abs(whole)).rjust(places + 1, "0")
    decimals = digits[-places:].rstrip("0")
    return f"{sign}{digits[:-places]}.{decimals}" if decimals else f"{sign}{digits[:-places]}"


def _holds(op: ast.cmpop, left: Value, right: Value) -> bool:
    if isinstance(left, datetime.date) and isinstance(right, str):
        right = as_date(right)
    if isinstance(right, datetime.date) and isinstance(left, str):
        left = as_date(left)
    if type(left) is not type(right):
        raise Nothing
    return _COMPARED[type(op)](left, right)


def as_date(text: str) -> datetime.date | None:
    """Return the day that a text names."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


_COMPARED: Final[Mapping[type[ast.cmpop], Callable[[Any, Any], bool]]] = {
    ast.Eq: lambda left, right: left == right,
    ast.NotEq: lambda left, right: left != right,
    ast.Lt: lambda left, right: left < right,
    ast.LtE: lambda left, right: left <= right,
    ast.Gt: lambda left, right: left > right,
    ast.GtE: lambda left, right: left >= right,
}
