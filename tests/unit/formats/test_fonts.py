import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.formats import fonts
from app.formats.errors import NoChineseFont


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A computer without fonts; the folder is where the program's own would be."""
    monkeypatch.setattr(fonts, "_LINUX", ())
    monkeypatch.setenv("WINDIR", str(tmp_path))
    monkeypatch.setattr(fonts, "resources", lambda: tmp_path)
    monkeypatch.setattr(fonts, "_FC_LIST", ("false",))
    fonts._load.cache_clear()
    yield tmp_path
    fonts._load.cache_clear()


def test_a_font_measures_and_shows_chinese() -> None:
    face = fonts.chinese_face()
    assert face.width("库存") == pytest.approx(2.0)
    assert face.width("") == 0
    assert face.width("1") < face.width("库")
    assert face.showable("库存\n🍎") == "库存 □"


def test_the_font_is_loaded_once() -> None:
    assert fonts.chinese_face() is fonts.chinese_face()


def test_a_computer_without_a_chinese_font_is_told(bare: Path) -> None:
    with pytest.raises(NoChineseFont):
        fonts.chinese_face()


def test_fontconfig_is_asked_last(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_FC_LIST", ("fc-list", ":lang=zh-cn:fontformat=TrueType", "file", "index"))
    assert fonts.chinese_face().width("库存") == pytest.approx(2.0)


@pytest.mark.parametrize("fault", [FileNotFoundError(), subprocess.TimeoutExpired("fc-list", 10)])
def test_a_computer_without_fontconfig_is_no_accident(
    bare: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def run(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(NoChineseFont):
        fonts.chinese_face()


def test_a_broken_font_is_passed_over(bare: Path) -> None:
    (bare / "fonts" / "folder.ttf").mkdir(parents=True)
    (bare / "fonts" / "broken.ttf").write_bytes(b"no font")
    with pytest.raises(NoChineseFont):
        fonts.chinese_face()
