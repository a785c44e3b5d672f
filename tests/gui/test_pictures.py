"""The main pages are drawn without a screen, in both themes."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from tests.gui.trading import Trade


def test_pages_are_drawn_by_a_process_of_its_own(tmp_path: Path) -> None:
    Trade(tmp_path / "shop.zg", days=2).firm.close()
    code = (
        "import sys; from pathlib import Path; from app.gui import pictures;"
        "print(len(pictures.draw(Path(sys.argv[1]), Path(sys.argv[2]))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "shop.zg"), str(tmp_path / "pictures")],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    files = sorted((tmp_path / "pictures").iterdir())
    assert int(done.stdout.strip()) == len(files) == 16
    assert "Traceback" not in done.stderr
    for file in files:
        picture = QImage(str(file))
        assert (picture.width(), picture.height()) == (1366, 768)
    light = QImage(str(tmp_path / "pictures" / "home.png"))
    dark = QImage(str(tmp_path / "pictures" / "home-dark.png"))
    assert light.pixelColor(1300, 400).lightness() > dark.pixelColor(1300, 400).lightness()
