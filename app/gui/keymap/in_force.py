"""Which key an act has now: its own, or the one that the person gave it."""

import re
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from app.core.text import Label, Message
from app.gui.keymap import rules
from app.gui.keymap.acts import ACTS, BY_COMMAND, Act
from app.i18n.catalog import fill

KEYS: Final = "keys"
"""The kind of change that says every key anew."""
_NAMED: Final = re.compile(r"\{([a-z_]+)\}")


class _InForce:
    """What the person changed, by act; only what is really another key than the act's own."""

    changed: dict[str, str] = {}  # noqa: RUF012 - replaced as a whole, never written into


def use(chosen: Mapping[str, str]) -> None:
    """Put what a person chose in force; what cannot be, because a file was written by hand, is left at its own key."""
    _InForce.changed = {}
    for name, key in chosen.items():
        act = ACTS.get(name)
        if act is not None and rules.refusal(key) is None:
            _InForce.changed[name] = rules.spelled(key)
    # An act that goes back to its own key may take it from one that was looked at before.
    while any(map(_go_back, ACTS)):
        pass


def _go_back(act: Act) -> bool:
    """Leave an act at its own key where its other one cannot be; say whether that changed anything."""
    if act.key not in _InForce.changed:
        return False
    is_same = _InForce.changed[act.key] == act.default
    if not is_same and holder(act, key_of_act(act)) is None:
        return False
    del _InForce.changed[act.key]
    return True


def changed() -> dict[str, str]:
    """Return what the person changed: {act: key}."""
    return dict(_InForce.changed)


def key_of_act(act: Act) -> str:
    """Return the key of an act."""
    return act.default if act.fixed else _InForce.changed.get(act.key, act.default)


def key_of(command: str) -> str:
    """Return the key of a command as Qt writes it; empty for one that has none."""
    act = BY_COMMAND.get(command)
    return key_of_act(act) if act is not None else ""


def holder(act: Act, key: str) -> Act | None:
    """Return another act that has this key in a place where `act` works too."""
    wanted = QKeySequence(key)
    others = (each for each in ACTS if each.key != act.key and not each.places.isdisjoint(act.places))
    return next((each for each in others if QKeySequence(key_of_act(each)) == wanted), None)


def is_key(event: QKeyEvent, command: str) -> bool:
    """Say whether this is the key of a command: for widgets that carry it out themselves."""
    pressed = QKeyCombination(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, Qt.Key(event.key()))
    return QKeySequence(pressed) == QKeySequence(key_of(command))


def told(label: Label, **facts: object) -> str:
    """Say a text that names acts in braces with the keys they have now: ``told(N_("按 {post} 过账"))``."""
    keys = {name: key_of_act(ACTS[name]) for name in _NAMED.findall(label) if name in ACTS}
    return fill(Message.of(label, **keys, **facts))
