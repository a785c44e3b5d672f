"""A device as a file: what one shop found out helps the next one with the same scale.

It holds how the device talks, nothing of this computer: no port, no adapter.
"""

import dataclasses
import json
import re
import uuid
from pathlib import Path
from typing import Any, Final

from app.devices.scales.profile import Profile
from app.devices.scales.protocols import protocols
from app.devices.setup import DeviceSetup, plain_of, setup_of

SUFFIX: Final = ".device.json"
_HEAD: Final = {"zhanggui": "device profile", "version": 1}


def write_profile(path: Path, setup: DeviceSetup) -> None:
    """Save how a device talks."""
    given = {**_HEAD, "device": plain_of(dataclasses.replace(setup, port="", adapter="", is_on=True))}
    path.write_text(json.dumps(given, ensure_ascii=False, indent=1), encoding="utf-8")


def read_profile(path: Path) -> DeviceSetup:
    """Return a new device that talks so, without a port; ValueError when the file is none of these."""
    given = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(given, dict) or given.get("zhanggui") != _HEAD["zhanggui"]:
        raise ValueError(path)
    return new_device(given.get("device"), path)


def new_device(plain: Any, path: Path) -> DeviceSetup:
    """Return a device that a file describes, with a key of its own; ValueError where it describes none we can run."""
    try:
        setup = setup_of(plain)
        if isinstance(setup.options, Profile):
            protocols()[setup.protocol].cutter(setup.options)
            if re.compile(setup.options.pattern.regex).groups < 1:
                raise ValueError(path)
    except (AttributeError, KeyError, TypeError, re.error) as problem:
        raise ValueError(path) from problem
    return dataclasses.replace(setup, key=uuid.uuid4().hex)
