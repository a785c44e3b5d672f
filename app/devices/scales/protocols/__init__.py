"""The drivers of this folder, found by looking: each module has one ``PROTOCOL``."""

import importlib
import pkgutil
from functools import cache

from app.core.extension import Family
from app.devices.scales.protocol import ScaleProtocol


@cache
def protocols() -> Family[ScaleProtocol]:
    """Return all drivers by key, in alphabetic order of their files."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__))
    modules = (importlib.import_module(f"{__name__}.{name}") for name in names)
    return Family("scale protocol", *(module.PROTOCOL for module in modules))
