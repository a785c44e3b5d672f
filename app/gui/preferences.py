"""What this computer remembers for its person: language, theme, size, role, keys, scanners, last firm, backups.

Kept in one small file of the person, never in the firm: another computer may prefer another.
"""

import configparser
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import platformdirs

LOOKS = "looks"
"""The kind of change that makes the window anew."""
_SECTION = "window"
_KEYS = "keys"
_SCANNER = "scanner"
_YES = "yes"


@dataclass(frozen=True, slots=True)
class Preferences:
    """Choices; each has a default that suits most."""

    language: str = "zh_CN"
    dark: bool = False
    big: bool = False
    last_firm: str = ""
    backup_folder: str = ""
    role: str = "owner"
    scale: str = ""
    """The scale that weights come from, where there are several."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys other than our own: {act: key}."""
    scanner: Mapping[str, str] = field(default_factory=dict)
    """How its scanners type, where other than usual: {setting: value}."""


def _path() -> Path:
    return platformdirs.user_config_path("zhanggui", appauthor=False) / "window.ini"


def devices_path() -> Path:
    """Return where this computer's devices are written down, beside its window."""
    return _path().with_name("devices.json")


def load() -> Preferences:
    """Read the file; what is missing or cannot be read is at its default."""
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read(_path(), encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError, OSError):
        return Preferences()
    section = parser[_SECTION] if parser.has_section(_SECTION) else {}
    keys, scanner = (dict(parser[name]) if parser.has_section(name) else {} for name in (_KEYS, _SCANNER))
    chosen = Preferences(keys=keys, scanner=scanner)
    for key, value in section.items():
        if key in Preferences.__dataclass_fields__ and key not in (_KEYS, _SCANNER):
            is_flag = isinstance(getattr(chosen, key), bool)
            chosen = changed(chosen, **{key: value == _YES if is_flag else value})
    return chosen


def changed(preferences: Preferences, **choices: Any) -> Preferences:
    """Return them with some choices made anew."""
    return replace(preferences, **choices)


def save(preferences: Preferences) -> None:
    """Write the file."""
    parser = configparser.ConfigParser(interpolation=None)
    parser[_SECTION] = {
        key: (_YES if value else "no") if isinstance(value, bool) else value
        for key, value in asdict(preferences).items()
        if key not in (_KEYS, _SCANNER)
    }
    parser[_KEYS] = dict(preferences.keys)
    parser[_SCANNER] = dict(preferences.scanner)
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        parser.write(file)


def remember_firm(path: Path) -> None:
    """Open this firm first next time."""
    before = load()
    after = changed(before, last_firm=str(path.resolve()))
    if after != before:
        save(after)
