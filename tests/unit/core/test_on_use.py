"""Names that are loaded when they are first used."""

import pytest

from app.core.on_use import loads_on_use
from app.services import documents


def test_every_verb_of_a_package_is_there() -> None:
    assert all(getattr(documents, name) is not None for name in documents.__all__)


def test_a_verb_is_what_its_module_holds() -> None:
    assert documents.standing.__module__ == "app.services.documents.owing"


def test_an_unknown_name_is_missed_as_in_any_module() -> None:
    load = loads_on_use("app.services.documents", {"post": "posting"})
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        load("nothing")
