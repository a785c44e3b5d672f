"""Search finds everything that stands in a record, best first, for terms of every length (G54)."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.catalog import search_text
from app.domain.records.types import RECORDS
from app.services import records
from app.services.firm import Firm
from app.storage.queries import records as queries
from app.storage.search import matching, search
from tests.unit.storage.firms import a_firm

ITEM = RECORDS["item"]

GOODS = (
    ("农夫山泉矿泉水", "550ml", "6921168509256"),
    ("康师傅冰红茶", "500ml*15", "6922456805012"),
    ("重庆火锅底料", "150g", "6901234567892"),
    ("乐事薯片 原味", "75g", "6924743915763"),
    ("膨胀螺栓M8*20", "304不锈钢", ""),
    ("膨胀螺丝M8*80", "镀锌(白)", ""),
    ("可口可乐", "330ml", "6928804011142"),
    ("Coca-Cola Zero", "330ml", "6928804011159"),
    ("六安瓜片", "特级 50克", "6901234561234"),
    ("长城干红葡萄酒", "750ml", "6901111111117"),
    ("中性笔0.5mm 黑", "GP-380", "6953787309381"),
    ("抽纸100%原木", "3层*120抽", "6914068012345"),
    ("𠮷野家酱油", "ｆｕｌｌ宽", "４９０１２３４５６７８９４"),
    ("绿茶", "Φ18", "2900010000017"),
)


@pytest.fixture(scope="module")
def firm() -> Iterator[Firm]:
    with a_firm() as firm:
        for name, spec, code in GOODS * 3:
            shared = [{"code": code, "shared": True}] if code else []
            records.save(firm, "item", {"name": name, "spec": spec, "barcodes": shared})
        yield firm


def _names(firm: Firm, text: str) -> list[str]:
    return [hit.name for hit in records.search(firm, "item", text)]


def _found(firm: Firm, text: str) -> set[str]:
    return {hit.uid for hit in search(firm.database.connection(), ITEM, text, limit=10_000)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("kqs", "农夫山泉矿泉水"),
        ("KQ", "农夫山泉矿泉水"),
        ("矿泉", "农夫山泉矿泉水"),
        ("水", "农夫山泉矿泉水"),
        ("kuangquan", "农夫山泉矿泉水"),
        ("农夫550", "农夫山泉矿泉水"),
        ("550 nf", "农夫山泉矿泉水"),
        ("９２５６", "农夫山泉矿泉水"),
        ("cqhg", "重庆火锅底料"),
        ("zqhg", "重庆火锅底料"),
        ("yssp", "乐事薯片 原味"),
        ("lasgp", ""),
        ("lagp", "六安瓜片"),
        ("pzlsm8", "膨胀螺栓M8*20"),
        ("m8*2", "膨胀螺栓M8*20"),
        ("(白)", "膨胀螺丝M8*80"),
        ("coca-cola z", "Coca-Cola Zero"),
        ("100%", "抽纸100%原木"),
        ("𠮷", "𠮷野家酱油"),
        ("full宽", "𠮷野家酱油"),
        ("lv", "绿茶"),
        ("φ18", "绿茶"),
        ("sp00014", "绿茶"),
        ("14", "绿茶"),
        ("0014", "绿茶"),
        ('"', ""),
        ("'; DROP TABLE item", ""),
        ("NOT kqs", ""),
        ("*", "膨胀螺栓M8*20"),
    ],
)
def test_people_find_it(firm: Firm, text: str, name: str) -> None:
    assert name in _names(firm, text) if name else _names(firm, text) == []


def test_nothing_typed_shows_the_first_records(firm: Firm) -> None:
    assert _names(firm, " ")[:2] == ["农夫山泉矿泉水", "康师傅冰红茶"]


def test_the_best_kind_of_match_comes_first() -> None:
    with a_firm() as firm:
        for values in (
            {"name": "水果刀", "code": "Z1"},
            {"name": "开水壶", "code": "Z2"},
            {"name": "纯水 KS", "code": "Z3"},
            {"name": "凉开水", "code": "Z4", "mnemonic": "XKS"},
            {"name": "看守灯", "code": "Z5", "barcodes": [{"code": "KS"}]},
            {"name": "锤子", "code": "KS"},
            {"name": "钉子", "code": "KS9"},
        ):
            records.save(firm, "item", values)
        hits = records.search(firm, "item", "ks")
        assert [hit.code for hit in hits] == ["KS", "Z5", "KS9", "Z2", "Z3", "Z4"]
        assert [hit.rank for hit in hits] == sorted(hit.rank for hit in hits)
        assert [hit.code for hit in records.search(firm, "item", "ks", 2)] == ["KS", "Z5"]


def test_what_changes_is_found_by_its_new_name_only() -> None:
    with a_firm() as firm:
        uid, _ = records.save(firm, "item", {"name": "矿泉水", "barcodes": [{"code": "6921168509256"}]})
        records.save(firm, "item", {"uid": uid, "name": "绿茶", "barcodes": []})
        assert [_names(firm, text) for text in ("矿", "kqs", "kuang", "9256")] == [[], [], [], []]
        assert [_names(firm, text) for text in ("绿", "lc", "lvcha")] == [["绿茶"]] * 3


def test_the_disabled_are_not_offered_but_listed() -> None:
    with a_firm() as firm:
        uid, _ = records.save(firm, "item", {"name": "矿泉水"})
        records.disable(firm, "item", uid)
        assert _names(firm, "kqs") == []
        assert matching(firm.database.connection(), ITEM, "kqs") == {1}
        records.enable(firm, "item", uid)
        assert _names(firm, "kqs") == ["矿泉水"]


def test_groups_and_roles_do_not_mix() -> None:
    with a_firm() as firm:
        records.save(firm, "item", {"name": "矿泉水"})
        records.save(firm, "customer", {"name": "矿泉小卖部", "phone": "13800001234"})
        both, _ = records.save(firm, "supplier", {"name": "矿泉饮料厂", "is_customer": True})
        assert [hit.name for hit in records.search(firm, "customer", "矿泉")] == ["矿泉小卖部", "矿泉饮料厂"]
        assert [hit.uid for hit in records.search(firm, "supplier", "kq")] == [both]
        assert [hit.name for hit in records.search(firm, "customer", "1234")] == ["矿泉小卖部"]
        assert records.search(firm, "warehouse", "zt") == []


def test_contacts_are_found_by_name_sound_and_phone() -> None:
    with a_firm() as firm:
        contact = {"name": "单雄信", "phone": "139 0000 7788"}
        records.save(firm, "supplier", {"name": "华南饮料厂", "contacts": [contact]})
        for text in ("单雄", "sxx", "shanxiong", "7788"):
            assert [hit.name for hit in records.search(firm, "supplier", text)] == ["华南饮料厂"], text


# The oracle: plain comparison with the stored texts, as LIKE '%term%' does it, and pinyin from the start of a syllable.


def _stands(term: str, row: tuple[str, str, str, str]) -> bool:
    text, codes, initials, pinyin = row
    code, *barcodes = codes.split("\n")
    if any(term in line for line in (*text.split("\n"), *initials.split("\n"), code)):
        return True
    syllables = [reading.split(" ") for reading in pinyin.split("\n")]
    rests = ["".join(reading[place:]) for reading in syllables for place in range(len(reading))]
    return any(rest.startswith(term) for rest in rests) or any(one.endswith(term) for one in barcodes)


def _expected(firm: Firm, text: str) -> set[str]:
    rows = firm.database.execute(
        "SELECT i.uid, s.text, s.codes, s.initials, s.pinyin FROM item i JOIN record_search s ON s.id = i.id << 4"
    ).fetchall()
    terms = search_text.terms(text)
    ways = [terms, search_text.pieces(terms[0])] if len(terms) == 1 else [terms]
    return {row[0] for row in rows if any(all(_stands(term, row[1:]) for term in way) for way in ways)}


CHARACTERS = sorted({character for goods in GOODS for character in "".join(goods)} - {" "})


@st.composite
def pieces_of_goods(draw: st.DrawFn) -> str:
    """Any piece of anything that is stored."""
    text = "".join(draw(st.sampled_from(GOODS)))
    start = draw(st.integers(0, len(text) - 1))
    return text[start : start + draw(st.integers(1, 12))]


typed = st.one_of(
    pieces_of_goods(),
    st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=4),
    st.text(CHARACTERS, min_size=1, max_size=4),
    st.lists(pieces_of_goods(), min_size=2, max_size=3).map(" ".join),
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=typed)
def test_search_is_complete(firm: Firm, text: str) -> None:
    if search_text.terms(text):
        expected = _expected(firm, text)
        assert _found(firm, text) == expected
        ids = matching(firm.database.connection(), ITEM, text)
        assert {firm.catalogue.uid_of("item", record_id) for record_id in ids} == expected


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5, 8, 9, 13])
def test_every_piece_of_every_text_is_found(firm: Firm, length: int) -> None:
    rows = firm.database.execute(
        "SELECT text, codes, initials, pinyin FROM record_search WHERE id & 7 = 0"
    ).fetchall()
    texts = {line for text, codes, initials, _ in rows for line in f"{text}\n{codes}\n{initials}".split("\n")}
    texts |= {reading.replace(" ", "") for *_, pinyin in rows for reading in pinyin.split("\n")}
    for piece in {line[place : place + length] for line in texts for place in range(len(line) - length + 1)}:
        assert _found(firm, piece) == _expected(firm, piece), piece


def test_lists_are_filtered_by_the_same_search(firm: Firm) -> None:
    uids, rows = queries.rows(firm.database.connection(), ITEM, active=True, text="550")
    assert set(uids) == _found(firm, "550")
    assert {row[2] for row in rows} == {"550ml"}
