from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from app.i18n import catalog

Translate = Callable[[dict[str, str]], None]


@pytest.fixture
def english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Translate]:
    """Speak English with just these translations."""

    def speak(translations: dict[str, str]) -> None:
        entries = Catalog(locale="en", domain="zhanggui")
        for source, translation in translations.items():
            entries.add(source, translation)
        folder = tmp_path / "i18n" / "en" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        with (folder / "zhanggui.mo").open("wb") as file:
            write_mo(file, entries)
        monkeypatch.setattr(catalog, "resources", lambda: tmp_path)
        catalog.use("en")

    yield speak
    monkeypatch.undo()
    catalog.use(catalog.SOURCE_LANGUAGE)
