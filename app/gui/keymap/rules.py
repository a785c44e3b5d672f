"""Which keys an act may have: those that no field, list or system needs for itself."""

from typing import Final

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from app.core.text import N_, Label, Message

_Key = Qt.Key
_NONE: Final = Qt.KeyboardModifier.NoModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_ALT: Final = Qt.KeyboardModifier.AltModifier
_KNOWN: Final = _SHIFT | _CONTROL | _ALT
_OF_TEXTS: Final = frozenset({"Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Y", "Ctrl+Z", "Ctrl+Shift+Z"})
"""What every field does with a text."""
_OF_THE_SYSTEM: Final = frozenset({"Alt+F4", "Alt+Tab", "Ctrl+Alt+Del"})
_WITH_CONTROL: Final = frozenset({_Key.Key_Delete, _Key.Key_PageUp, _Key.Key_PageDown, _Key.Key_Tab})
_WITH_ALT: Final = frozenset({_Key.Key_Left, _Key.Key_Right})
_NAMES: Final = {"Ins": "Insert", "Return": "Enter"}
"""As people read them on the keyboard."""

_TYPES: Final = N_("{key} 要用来打字和走格子，不能当快捷键")
_FIELD: Final = N_("{key} 在每个格子里都有用（全选、复制、粘贴、撤销），不能改作别的")
_SYSTEM: Final = N_("{key} 是系统的键，按了到不了这里")
_ADVICE: Final = N_("{why}。可以用 F1 到 F12，或者 Ctrl、Alt 加一个字母")


def spelled(key: str | QKeyCombination) -> str:
    """Write a key as it is kept and shown: ``Ctrl+Del``, ``Shift+F10``, ``Insert``; empty for what is none."""
    text = QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
    front, plus, last = text.rpartition("+")
    return f"{front}{plus}{_NAMES.get(last, last)}"


def is_modifier(key: int) -> bool:
    """Say whether a key only waits for another one."""
    return key in {
        _Key.Key_Shift,
        _Key.Key_Control,
        _Key.Key_Alt,
        _Key.Key_AltGr,
        _Key.Key_Meta,
        0,
        _Key.Key_unknown,
    }


def refusal(key: str) -> Message | None:
    """Say why no act may have this key; None when one may."""
    sequence = QKeySequence(key)
    shown = spelled(key)
    if sequence.count() != 1 or not shown:
        return _because(_TYPES, key)
    if shown in _OF_TEXTS:
        return _because(_FIELD, shown)
    pressed = sequence[0]  # type: ignore[index]  # missing in the stubs
    with_what = pressed.keyboardModifiers()
    if shown in _OF_THE_SYSTEM or with_what & ~_KNOWN:
        return _because(_SYSTEM, shown)
    return None if _is_free(pressed.key(), with_what) else _because(_TYPES, shown)


def _is_free(key: Qt.Key, with_what: Qt.KeyboardModifier) -> bool:
    """Say whether nobody types or walks with it."""
    if _Key.Key_F1 <= key <= _Key.Key_F12:
        return True
    if key == _Key.Key_Insert:
        return with_what == _NONE
    plain = with_what & ~_SHIFT
    if _Key.Key_A <= key <= _Key.Key_Z:
        return plain in {_CONTROL, _ALT}
    if key in _WITH_CONTROL or _Key.Key_0 <= key <= _Key.Key_9:
        return plain == _CONTROL
    return key in _WITH_ALT and with_what == _ALT


def _because(why: Label, key: str) -> Message:
    return Message.of(_ADVICE, why=Message.of(why, key=key))
