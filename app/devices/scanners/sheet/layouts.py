"""Keyboards of countries: which sign a key types. A scanner names keys, the computer makes signs of them. Pure.

Each layout is the 47 keys that type on every board, row by row, plain and with Shift; a blank is a key that types
nothing by itself. What a scanner wants to type and its country has on none of these keys does not come at all.
"""

from dataclasses import dataclass
from typing import Final

from app.core.extension import Family
from app.core.text import N_, Label

_NO_SIGN: Final = " "


@dataclass(frozen=True, slots=True)
class Layout:
    """The keyboard of a country."""

    key: str
    label: Label
    plain: str
    shifted: str

    @property
    def signs(self) -> str:
        """Return all signs, key by key, first plain and then with Shift."""
        return self.plain + self.shifted


LAYOUTS: Final[Family[Layout]] = Family(
    "keyboard layout",
    Layout(
        "us",
        N_("美式"),
        "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./",
        '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?',
    ),
    Layout(
        "uk",
        N_("英式"),
        "`1234567890-=qwertyuiop[]#asdfghjkl;'zxcvbnm,./",
        '¬!"£$%^&*()_+QWERTYUIOP{}~ASDFGHJKL:@ZXCVBNM<>?',
    ),
    Layout(
        "de",
        N_("德语"),
        "^1234567890ß´qwertzuiopü+#asdfghjklöäyxcvbnm,.-",
        "°!\"§$%&/()=?`QWERTZUIOPÜ*'ASDFGHJKLÖÄYXCVBNM;:_",
    ),
    Layout(
        "fr",
        N_("法语"),
        "²&é\"'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!",
        " 1234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§",
    ),
    Layout(
        "jp",
        N_("日语"),
        " 1234567890-^qwertyuiop@[]asdfghjkl;:zxcvbnm,./",
        " !\"#$%&'() =~QWERTYUIOP`{}ASDFGHJKL+*ZXCVBNM<>?",
    ),
)
US: Final = LAYOUTS["us"]


def typed(text: str, *, scanner: Layout, computer: Layout) -> str:
    """Return what comes when a scanner types by one keyboard and the computer has another."""
    keys = dict(zip(reversed(scanner.signs), reversed(computer.signs), strict=True))
    keys[_NO_SIGN] = _NO_SIGN
    return "".join(
        sign
        for letter in text
        for sign in (keys.get(letter, "" if letter.isascii() and letter.isprintable() else letter),)
        if sign != _NO_SIGN or letter == _NO_SIGN
    )


def unshifted(text: str) -> str:
    """Return what comes when Shift is lost on the way."""
    plain = str.maketrans(US.shifted, US.plain)
    return text.translate(plain)
