"""Names that a package has at once and loads when they are first used: whoever asks for one verb waits for no other."""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def loads_on_use(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """Return the ``__getattr__`` of a package (PEP 562); `homes` says which module of it holds a name.

    No module may be called like a name that another one holds: once loaded it would hide it.
    """

    def load(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found: object = getattr(import_module(f"{package}.{homes[name]}"), name)
        setattr(sys.modules[package], name, found)
        return found

    return load
