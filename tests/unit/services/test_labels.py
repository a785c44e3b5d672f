"""Labels from the books: facts of goods, batches, weights, places and documents, as pictures that scanners read."""

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from app.core.errors import BusinessError
from app.core.numbers import price
from app.core.progress import Cancelled, silent
from app.devices.labels.layout import LabelPrinter
from app.domain.labels.errors import LabelCodeUnfit, LabelTooSmall, LabelTooWide, LabelUnknown
from app.domain.labels.kinds import KINDS, About
from app.domain.labels.templates import LabelPart, standard
from app.i18n.messages import sentence
from app.services import documents, records
from app.services.firm import Firm
from app.services.labels import making, samples, templates, wanted
from app.services.labels.wanted import Wanted
from tests.builders import Shop, a_shop, line
from tests.devices.label_printer import read, tspl_labels, zpl_labels
from tests.unit.formats.pdf_text import sizes_mm

CODE = "6901234567892"
EVERY = [(kind.key, shipped.key) for kind in KINDS for shipped in kind.shipped]
DRAWN = {dpi: LabelPrinter(dpi=dpi, columns_of_head=1300, has_bars=False) for dpi in (203, 300)}
LONG = (
    "全自动洗碗机专用加厚不锈钢双层沥水置物架（含安装配件、说明书和三年保修卡，"
    "颜色随机发货，一箱一台，轻拿轻放，严禁重压防潮"
)


@pytest.fixture(scope="module")
def shop() -> Shop:
    shop = a_shop(today="2026-11-22")
    shop.knows("五常大米", "袋", units={"箱": 10})
    return shop


@pytest.fixture
def firm(shop: Shop) -> Firm:
    return shop.firm


def an_item(firm: Firm, name: str, **values: object) -> str:
    return records.save(firm, "item", {"name": name, **values})[0]


def codes_of(png: bytes) -> set[str]:
    picture = Image.open(io.BytesIO(png))
    around = Image.new("L", (picture.width + 40, picture.height + 40), 255)
    around.paste(picture, (20, 20))
    return {code.text for code in zxingcpp.read_barcodes(around)}


def drawn(firm: Firm, kind: str, variant: str, thing: Wanted, dpi: int = 203) -> bytes:
    template = templates.template(firm, kind, variant)
    return making.preview(firm, template, thing, 3, DRAWN[dpi]).png()


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("is_long", [False, True])
@pytest.mark.parametrize(("kind", "variant"), EVERY)
def test_every_shipped_label_can_be_scanned(
    firm: Firm, kind: str, variant: str, dpi: int, *, is_long: bool
) -> None:
    template = templates.template(firm, kind, variant)
    thing = samples.sample(firm, template, is_long=is_long)
    found = codes_of(drawn(firm, kind, variant, thing, dpi))
    assert found == {thing.on(template)[code] for code in ("bar", "qr") if template.shows(code)}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60),
    st.sampled_from(EVERY),
    st.sampled_from([203, 300]),
)
def test_no_name_of_sixty_letters_is_too_long(
    shop: Shop, name: str, which: tuple[str, str], dpi: int
) -> None:
    kind, variant = which
    template = templates.template(shop.firm, kind, variant)
    sample = samples.sample(shop.firm, template, is_long=False)
    key = "party" if kind == "document" else "name"
    thing = Wanted(name, "", {**sample.facts, key: name})
    assert making.preview(shop.firm, template, thing, 1, DRAWN[dpi]).png()


def test_the_long_name_is_made_smaller_and_the_price_stays(firm: Firm) -> None:
    template = templates.template(firm, "shelf", "60×40")
    sample = samples.sample(firm, template, is_long=False)
    thing = Wanted("", "", {**sample.facts, "name": LONG})
    made = making.preview(firm, template, thing, 1, DRAWN[203])
    price_part = next(part for part in made.label.parts if getattr(part, "text", "") == "￥52.80")
    assert price_part.box.height >= 90


def test_facts_of_an_item_follow_its_unit(shop: Shop, firm: Firm) -> None:
    uid = an_item(
        firm,
        "东北大米",
        spec="5kg/袋",
        base_unit="袋",
        retail=price("52.80"),
        origin="黑龙江",
        units=[{"name": "箱", "numerator": 4, "retail": price("205")}],
        barcodes=[{"code": CODE, "unit": ""}, {"code": "16901234567899", "unit": "箱"}],
    )
    (thing,) = wanted.of_items(firm, [uid, uid]).read()
    assert (thing.title, thing.count) == ("东北大米 5kg/袋", 1)
    assert facts(thing, "price", "bar", "unit", "origin", "qr") == ("￥52.80", CODE, "袋", "黑龙江", CODE)
    order = shop.writes("purchase_order", line("东北大米", 3, "箱", at="180"), party="五常米业")
    (box,) = wanted.of_lines(firm, order).read()
    assert facts(box, "price", "bar", "unit") == ("￥205.00", "16901234567899", "箱")
    assert (box.count, box.counted) == (3, 3)


def facts(thing: Wanted, *keys: str) -> tuple[str, ...]:
    return tuple(thing.facts[key] for key in keys)


def test_goods_without_a_bar_code_get_their_own_code(firm: Firm) -> None:
    uid = an_item(firm, "散装花生", base_unit="kg", code="HS-01")
    (thing,) = wanted.of_items(firm, [uid]).read()
    assert thing.facts["bar"] == "HS-01"
    assert codes_of(drawn(firm, "item", "40×30", thing)) == {"HS-01"}


def test_a_batch_says_itself_in_its_code(shop: Shop, firm: Firm) -> None:
    an_item(
        firm,
        "鲜奶",
        base_unit="瓶",
        track_batch=True,
        track_expiry=True,
        barcodes=[{"code": "6921168509256"}],
    )
    an_item(firm, "豆浆", base_unit="瓶", code="DJ1", track_batch=True)
    document = shop.writes(
        "goods_receipt",
        line("鲜奶", 6, at="3", batch="B7", produced_on="2026-11-20", expires_on="2026-12-20"),
        line("豆浆", 2, at="2", batch="D1"),
        party="奶站",
    )
    milk, soy = wanted.of_lines(firm, document).read()
    supplier = records.load(firm, "supplier", document.party)["code"]
    assert milk.facts["qr"] == f"6921168509256|B7|||{supplier}|20261120|20261220"
    assert soy.facts["qr"] == f"DJ1|D1|||{supplier}"
    sale = shop.writes("delivery", line("鲜奶", 6, at="5", batch="B7", expires_on="2026-12-20"), party="老周")
    assert wanted.of_lines(firm, sale).read()[0].facts["qr"] == "01069211685092561726122010B7"
    assert wanted.usual_kind(About.GOODS, (milk, soy)) == "batch"
    assert codes_of(drawn(firm, "batch", "60×40", milk)) == {milk.facts["qr"], "6921168509256"}


def test_a_weighed_line_has_a_weight_and_one_label(shop: Shop, firm: Firm) -> None:
    an_item(firm, "散装瓜子", base_unit="kg", base_places=3, weighed=True, code="GZ")
    document = shop.writes("delivery", line("散装瓜子", "2.356", at="14"), party="老周")
    (thing,) = wanted.of_lines(firm, documents.settle(firm, document)).read()
    assert facts(thing, "weight", "unit_price", "amount") == ("2.356kg", "￥14.00/kg", "￥32.98")
    assert thing.count == 1
    assert wanted.usual_kind(About.GOODS, (thing,)) == "weight"


def test_places_and_documents_say_their_numbers(shop: Shop, firm: Firm) -> None:
    an_item(firm, "饮料", base_unit="箱")
    shop.receives("饮料", 9, at=20)
    uid = shop.posts(shop.writes("delivery", line("饮料", 2, at="30"), party="老周便利店")).uid
    (thing,) = wanted.of_documents(firm, [uid]).read()
    assert thing.facts["party"] == "老周便利店"
    assert thing.facts["bar"].startswith("XS-")
    assert codes_of(drawn(firm, "document", "70×50", thing)) == {thing.facts["bar"]}
    place = records.save(firm, "warehouse", {"name": "二号冷库"})[0]
    (bin_,) = wanted.of_places(firm, [place]).read()
    assert codes_of(drawn(firm, "place", "60×40", bin_)) == {bin_.facts["code"]}


# What is sent


@pytest.mark.parametrize("language", ["tspl", "zpl"])
def test_copies_come_in_pieces_and_none_is_lost(firm: Firm, language: str) -> None:
    uids = [an_item(firm, f"货 {number}", code=f"P{number:03d}{language}") for number in range(3)]
    things = wanted.of_items(firm, uids).read()
    counts = [(things[0], 25), (things[1], 1), (things[2], 30)]
    printer = LabelPrinter(language=language)
    told: list[tuple[int, int]] = []
    ready = making.ready(
        firm, standard("item", "40×30"), counts, printer, lambda done, whole: told.append((done, whole))
    )
    assert [piece.labels for piece in ready.pieces] == [20, 20, 16]
    assert told[-1] == (56, 56)
    draw = tspl_labels if language == "tspl" else zpl_labels
    printed = [read(label) for piece in ready.pieces for label in draw(piece.data)]
    assert printed == [{thing.facts["bar"]} for thing, count in counts for _ in range(count)]


def test_boxes_of_a_document_are_numbered(firm: Firm) -> None:
    thing = Wanted(
        "单", "", {"number": "XS-1", "bar": "XS-1", "name": "出库单", "party": "老周", "date": "2026-11-22"}
    )
    ready = making.ready(firm, standard("document", "60×40"), [(thing, 3)], DRAWN[203], silent)
    labels = tspl_labels(ready.pieces[0].data)
    assert len({label.tobytes() for label in labels}) == 3


NASTY = ('"', "^XZ", "~JA", "\r\nCLS\r\n", "\x1b!?", "\x00\x07", '\\["]', "^FS^FDx", "PRINT 1,99", "<>&'`$")


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("language", ["tspl", "zpl", "cpcl", "epl2", "escpos"])
def test_no_name_becomes_a_command(firm: Firm, language: str, text: str) -> None:
    thing = Wanted(text, "", {"name": f"货{text}物", "code": "A1", "bar": "A1"})
    harmless = Wanted("", "", {"name": "货", "code": "A1", "bar": "A1"})
    template, printer = standard("item", "40×30"), LabelPrinter(language=language)
    data = making.ready(firm, template, [(thing, 1)], printer, silent).pieces[0].data
    assert len(data) == len(making.ready(firm, template, [(harmless, 1)], printer, silent).pieces[0].data)
    if language in {"tspl", "zpl"}:
        draw = tspl_labels if language == "tspl" else zpl_labels
        assert [read(label) for label in draw(data)] == [{"A1"}]


@pytest.mark.parametrize("code", ['A"B', "A^B~C", "A>0B", "a_5Eb", "A\\B", "{C}", "x,y;z"])
@pytest.mark.parametrize("language", ["tspl", "zpl"])
def test_a_code_of_odd_signs_is_read_back_as_it_is(firm: Firm, language: str, code: str) -> None:
    thing = Wanted(code, "", {"name": "货", "bar": code})
    printer = LabelPrinter(language=language)
    data = making.ready(firm, standard("item", "60×40"), [(thing, 1)], printer, silent).pieces[0].data
    draw = tspl_labels if language == "tspl" else zpl_labels
    assert [read(label) for label in draw(data)] == [{code}]


def test_letters_that_the_font_does_not_have_are_told(firm: Firm) -> None:
    thing = Wanted("", "", {"name": "𠮷野家😀饭团", "bar": "A1"})
    ready = making.ready(firm, standard("item"), [(thing, 1)], DRAWN[203], silent)
    assert "😀" in ready.replaced


# What is refused, in words


def refused(
    firm: Firm, thing: Wanted, printer: LabelPrinter = DRAWN[203], **changes: object
) -> BusinessError:
    template = standard("item", "40×30")
    for key, value in changes.items():
        template = template.with_value(key, value)
    with pytest.raises(BusinessError) as problem:
        making.ready(firm, template, [(thing, 1)], printer, silent)
    return problem.value


@pytest.mark.parametrize(
    ("bars", "code"),
    [
        ("ean13", "SP0001"),
        ("ean13", "6901234567890"),
        ("ean8", CODE),
        ("auto", "中文"),
        ("code128", "x" * 41),
    ],
)
def test_a_code_that_does_not_fit_its_kind(firm: Firm, bars: str, code: str) -> None:
    problem = refused(firm, Wanted("东北大米", "", {"name": "东北大米", "bar": code}), bars=bars)
    assert isinstance(problem, LabelCodeUnfit)
    assert "东北大米" in sentence(problem)
    assert code[:40] in sentence(problem)


def test_a_label_wider_than_the_head(firm: Firm) -> None:
    problem = refused(firm, Wanted("x", "", {"name": "x"}), LabelPrinter(columns_of_head=300))
    assert isinstance(problem, LabelTooWide)
    assert sentence(problem) == "标签“40×30”宽 40 毫米，打印机只能打 37.5 毫米宽。"


def test_what_has_no_room(firm: Firm) -> None:
    many = tuple(
        LabelPart(key, size=60) for key in ("name", "spec", "brand", "model", "origin", "code", "remark")
    )
    said: Mapping[str, str] = {part.key: LONG for part in many}
    problem = refused(firm, Wanted("东北大米", "", said), parts=many)
    assert isinstance(problem, LabelTooSmall)
    tall = (LabelPart("bar", size=500),)
    assert isinstance(refused(firm, Wanted("x", "", {"bar": "A1"}), parts=tall), LabelTooSmall)
    wide = (LabelPart("bar", size=100),)
    assert isinstance(refused(firm, Wanted("x", "", {"bar": "W" * 40}), parts=wide), LabelTooSmall)


def test_it_can_be_stopped(firm: Firm) -> None:
    def stop(done: int, whole: int) -> None:
        raise Cancelled

    thing = Wanted("x", "", {"name": "x"})
    with pytest.raises(Cancelled):
        making.ready(firm, standard("item"), [(thing, 9)], DRAWN[203], stop)


# Files, templates


@pytest.mark.parametrize(("on_a4", "pages", "size"), [(False, 40, (60, 40)), (True, 2, (210, 297))])
def test_without_a_printer_it_is_a_pdf(
    firm: Firm, tmp_path: Path, pages: int, size: tuple[int, int], *, on_a4: bool
) -> None:
    thing = Wanted("米", "", {"name": "米", "bar": CODE})
    path = tmp_path / "标签" / "打.pdf"
    file = making.pdf(firm, standard("item", "60×40"), [(thing, 40)], path, silent, on_a4=on_a4)
    assert file.labels == 40
    found = sizes_mm(path)
    assert len(found) == pages
    assert {(round(width), round(height)) for width, height in found} == {size}


def test_templates_are_kept_by_the_firm(shop: Shop, firm: Firm) -> None:
    before = templates.template(firm, "item", "40×30")
    mine = before.with_value("variant", "冷柜 50×30").with_value("width", 500)
    templates.save(firm, mine)
    assert templates.variants(firm, "item")[-1] == "冷柜 50×30"
    assert templates.template(firm, "item", "冷柜 50×30") == mine
    templates.save(firm, before.with_value("bars", "code128"))
    assert templates.is_changed(firm, "item", "40×30")
    templates.save(firm, before)
    assert not templates.is_changed(firm, "item", "40×30")
    templates.restore(firm, "item", "冷柜 50×30")
    with pytest.raises(LabelUnknown):
        templates.template(firm, "item", "冷柜 50×30")


def test_what_was_used_last_is_used_again(firm: Firm) -> None:
    templates.remember(firm, standard("shelf", "60×40"), "item", "printer-1")
    assert templates.chosen(firm, "shelf") == "60×40"
    assert templates.chosen_kind(firm, About.GOODS, "item") == "shelf"
    assert templates.chosen_kind(firm, About.GOODS, "batch") == "batch"
    assert templates.chosen_printer(firm) == "printer-1"


def test_a_field_of_the_firms_own_stands_on_labels(firm: Firm) -> None:
    records.save(firm, "custom_field", {"name": "等级", "kind": "text", "belongs_to": "item"})
    key = next(each.key for each in firm.shapes.own_of("item"))
    uid = an_item(firm, "苹果", code="PG1", **{key: "特级"})
    (thing,) = wanted.of_items(firm, [uid]).read()
    assert thing.facts[key] == "特级"
    template = templates.template(firm, "item", "40×30")
    assert not template.shows(key)
    assert templates.captions(firm, "item")[key] == "等级"
