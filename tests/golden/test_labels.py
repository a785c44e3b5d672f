"""Each label that comes with the program as a person last saw it, dot for dot, at 203 and 300 dpi.

``UPDATE_GOLDEN=1 make test`` writes the present ones; look at them before you keep them. Letters look
as the computer's font draws them: with another font than theirs, only size and number of parts are compared.
"""

import hashlib
import io
import json
import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from app.devices.labels.layout import LabelPrinter
from app.domain.labels.kinds import KINDS
from app.formats.fonts import chinese_face
from app.services.firm import Firm
from app.services.labels import making, samples, templates
from tests.builders import a_shop

EXPECTED = Path(__file__).parent / "expected" / "labels"
EVERY = [(kind.key, shipped.key) for kind in KINDS for shipped in kind.shipped]
FONT = EXPECTED / "font.json"


@pytest.fixture(scope="module")
def firm() -> Firm:
    return a_shop(today="2026-11-22").firm


def _font() -> dict[str, str]:
    face = chinese_face()
    return {"name": face.path.name, "sha256": hashlib.sha256(face.path.read_bytes()).hexdigest()}


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize(("kind", "variant"), EVERY)
def test_a_label(firm: Firm, kind: str, variant: str, dpi: int) -> None:
    template = templates.template(firm, kind, variant)
    thing = samples.sample(firm, template, is_long=kind == "item")
    printer = LabelPrinter(dpi=dpi, columns_of_head=1300, has_bars=False)
    made = making.preview(firm, template, thing, 3, printer)
    found = (
        Image.open(io.BytesIO(made.png()))
        .convert("L")
        .point(lambda dot: 255 if dot >= 160 else 0)
        .convert("1")
    )
    boxes = [[part.box.left, part.box.top, part.box.width, part.box.height] for part in made.label.parts]
    path = EXPECTED / f"{kind}_{variant.replace('×', 'x')}_{dpi}.png"
    if os.environ.get("UPDATE_GOLDEN"):
        EXPECTED.mkdir(parents=True, exist_ok=True)
        found.save(path, "PNG", optimize=True)
        path.with_suffix(".json").write_text(json.dumps(boxes), encoding="utf-8")
        FONT.write_text(json.dumps(_font(), indent=1), encoding="utf-8")
    expected = Image.open(path)
    assert found.size == expected.size
    if json.loads(FONT.read_text(encoding="utf-8")) == _font():
        assert boxes == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        assert ImageChops.logical_xor(found, expected).getbbox() is None
    else:
        assert len(boxes) == len(json.loads(path.with_suffix(".json").read_text(encoding="utf-8")))
