"""What every test stands on: no screen, no home of a real person, no stray warning, repeatable examples."""

import logging
import os
import re
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

# Before anything imports Qt. A person who wants to watch sets another platform.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples on every run; HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a person play longer than continuous integration does."""
    parser.addoption("--steps", default="250", help="steps of each random play in tests/properties")


class Warnings(logging.Handler):
    """Remembers every record that a person should have been told of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Fail a test that logs a warning it did not announce with ``expects_log``."""
    expected = [re.compile(pattern) for marker in item.iter_markers("expects_log") for pattern in marker.args]
    heard = Warnings()
    logging.getLogger().addHandler(heard)
    try:
        result = yield
    finally:
        logging.getLogger().removeHandler(heard)
    stray = [text for text in heard.texts if not any(pattern.search(text) for pattern in expected)]
    if stray:
        pytest.fail("unexpected in the log:\n" + "\n".join(stray), pytrace=False)
    return result


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep settings, data and state of every test away from the person who runs it."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    return home
