"""Whole sets of keys that people know from elsewhere. There is no standard; these are the habits met most."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.core.extension import Family
from app.core.text import N_, Label


@dataclass(frozen=True, slots=True)
class Preset:
    """A name, and the keys that differ from our own: {act: key}."""

    key: str
    label: Label
    keys: Mapping[str, str]


OWN: Final = Preset("own", N_("掌柜"), {})
PRESETS: Final[Family[Preset]] = Family(
    "preset",
    OWN,
    # F7 looks something up, F5 begins a voucher, F8 saves; what stood there moves aside.
    Preset(
        "kingdee",
        N_("金蝶习惯"),
        {
            "new": "F5",
            "look": "F7",
            "calibration_causes": "F4",
            "reload": "Ctrl+F5",
            "draw": "F4",
            "round_off": "Ctrl+F5",
        },
    ),
    # What Ctrl and a letter do in most programs of an office.
    Preset(
        "office",
        N_("办公软件习惯"),
        {
            "new": "Ctrl+N",
            "save": "Ctrl+S",
            "print": "Ctrl+P",
            "print_as": "Ctrl+Shift+P",
            "pdf": "Ctrl+S",
            "picture": "Ctrl+Shift+S",
            "backup": "Ctrl+S",
        },
    ),
)
