"""The families of readers: how one is told to read, and how its stream is cut. A new family is a row here."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

from app.core.extension import Family
from app.core.text import N_, Label
from app.devices.tags.m100 import START_READING, M100Frames
from app.devices.tags.r2000 import R2000Frames, read_once
from app.devices.tags.tag import TagFrames

_ROUND_S: Final = 0.2


@dataclass(frozen=True, slots=True)
class ReaderFamily:
    """One way readers talk."""

    key: str
    label: Label
    frames: Callable[[], TagFrames]
    begin: bytes
    again_s: float = 0
    """It reads one round when told to, and is told again after this time; 0: it reads until it is stopped."""


@cache
def families() -> Family[ReaderFamily]:
    """Return the families by key, the most common first."""
    return Family(
        "tag reader",
        ReaderFamily("m100_bb7e", N_("M100、YRM100、R200 模块"), M100Frames, START_READING),
        ReaderFamily("r2000_a0", N_("R2000 读写器"), R2000Frames, read_once(), _ROUND_S),
    )
