"""Draw the pictures of the manual: the program shows its own pages of a sample firm.

python packaging/manual_pictures.py

Chinese has all of them. English has those whose words a reader has to find again; the lists look alike in both.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "resources" / "help" / "pictures"
WANTED = {
    "zh_CN": ("home", "document", "sales", "purchase", "items", "stock", "profit", "settings"),
    "en": ("home", "document", "stock", "settings"),
}
FIRM = "sample.zhanggui"
COLOURS = 128
"""More than a page of text and lines has; a picture takes a third of the room."""


def run(folder: Path, *arguments: str) -> None:
    """Run the program without a screen, in a folder: the settings show where the firm lies, and no folder of ours."""
    subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        cwd=folder,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        check=True,
    )


def main() -> int:
    """Draw them all."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        run(folder, "sample", FIRM, "--size", "300", "--days", "60", "--seed", "3")
        for language, names in WANTED.items():
            run(folder, "pictures", FIRM, ".", "--lang", language)
            (PICTURES / language).mkdir(parents=True, exist_ok=True)
            for name in names:
                picture = Image.open(folder / f"{name}.png").convert("RGB")
                small = picture.quantize(COLOURS, dither=Image.Dither.NONE)
                small.save(PICTURES / language / f"{name}.png", optimize=True)
                print(PICTURES / language / f"{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
