"""How the scanners of this computer type, and whether a scan is heard: declared as Fields, kept in the preferences.

Read once and kept; who listens asks `habits` when it begins to listen.
"""

from collections.abc import Mapping
from typing import Any, Final

from app.core.errors import BusinessError
from app.core.extension import Family
from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_
from app.domain.records.check import field_problem
from app.gui import preferences
from app.gui.input.burst import Habits

_USUAL: Final = Habits()
SOUNDS: Final = Field(
    "sounds",
    N_("扫码有声音"),
    Kind.BOOL,
    default=True,
    help=N_("扫上了响一声，没扫上响两声；没有喇叭也不碍事"),
)
SCANNER: Final[Family[Field]] = Family(
    "scanner setting",
    SOUNDS,
    Field(
        "repeat_ms",
        N_("同一个码再扫不算（毫秒）"),
        Kind.INTEGER,
        default=_USUAL.repeat_ms,
        least=0,
        most=5000,
        help=N_("扳机按久了会读两遍；0 每一遍都算"),
    ),
    Field(
        "max_gap_ms",
        N_("两个字最多隔（毫秒）"),
        Kind.INTEGER,
        default=_USUAL.max_gap_ms,
        least=20,
        most=120,
        help=N_("慢的无线枪调大；手快的人调小"),
    ),
    Field("min_length", N_("条码最少几位"), Kind.INTEGER, default=_USUAL.min_length, least=3, most=20),
    Field(
        "idle_flush_ms",
        N_("没有回车的枪，停多久算完（毫秒）"),
        Kind.INTEGER,
        default=_USUAL.idle_flush_ms,
        least=130,
        most=1000,
    ),
    Field(
        "prefix",
        N_("枪在码前加的字"),
        Kind.CODE,
        longest=4,
        help=N_("在枪上设了前缀就填；填了以后只认这样开头的，再短也认，手打得再快也不会认错"),
    ),
    Field("suffix", N_("枪在码后加的字"), Kind.CODE, longest=4, help=N_("回车不用填")),
    Field("begins_with_enter", N_("枪先打回车再打码"), Kind.BOOL, default=False),
)


def values() -> dict[str, Any]:
    """Return all settings, those that nobody has set, or that cannot be read, at their defaults."""
    kept = _InForce.kept
    if kept is None:
        written = preferences.load().scanner
        kept = _InForce.kept = {field.key: _read(field, written.get(field.key)) for field in SCANNER}
    return dict(kept)


def habits() -> Habits:
    """Return how scanners type."""
    chosen = values()
    return Habits(**{key: value for key, value in chosen.items() if key != SOUNDS.key})


def is_heard() -> bool:
    """Say whether scans make a sound."""
    return bool(values()[SOUNDS.key])


def save(wanted: Mapping[str, Any]) -> None:
    """Set settings; nothing means the default again. Raises what is wrong with one, and keeps none then."""
    after = values()
    for key, value in wanted.items():
        problem: BusinessError | None = field_problem(SCANNER[key], value) if value is not None else None
        if problem is not None:
            raise problem.at(field=key)
        after[key] = _default(SCANNER[key]) if value is None else value
    written = {key: _written(value) for key, value in after.items() if value != _default(SCANNER[key])}
    preferences.save(preferences.changed(preferences.load(), scanner=written))
    _InForce.kept = after


def forget() -> None:
    """Read them anew when they are next wanted."""
    _InForce.kept = None


class _InForce:
    kept: dict[str, Any] | None = None


def _default(field: Field) -> Any:
    return "" if field.default is None else field.default


def _written(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _read(field: Field, text: str | None) -> Any:
    """Return a value as it was written; the default where it is none."""
    if text is None:
        return _default(field)
    if field.kind is Kind.BOOL:
        return text == "yes"
    if field.kind is not Kind.INTEGER:
        return text
    value = int(text) if text.isascii() and text.isdigit() else None
    return _default(field) if value is None or field_problem(field, value) is not None else value
