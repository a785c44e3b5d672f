"""Initials and pinyin: what a name is found by (G54)."""

import pytest

from app.domain.catalog.search_text import MOST_VARIANTS, mnemonic, pieces, sounds, terms
from app.services.pinyin import read


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("矿泉水", "kqs"),
        ("重庆火锅底料", "cqhgdl"),
        ("银行", "yh"),
        ("行李箱", "xlx"),
        ("音乐盒", "yyh"),
        ("乐事薯片", "lssp"),
        ("膨胀螺栓M8", "pzlsm8"),
        ("膨胀螺栓 Ｍ８*20", "pzlsm820"),
        ("六安瓜片", "lagp"),
        ("特级六安瓜片", "tjlagp"),
        ("单县羊肉汤", "sxyrt"),
        ("浚县大枣", "xxdz"),
        ("都匀毛尖", "dymj"),
        ("呷哺呷哺底料", "xbxbdl"),
        ("绿茶", "lc"),
        ("Coca-Cola 可乐", "cocacolakl"),
    ],
)
def test_the_likeliest_initials(name: str, initials: str) -> None:
    assert sounds([name], read).initials[0] == initials


@pytest.mark.parametrize(
    ("name", "also"), [("重庆小面", "zqxm"), ("乐事薯片", "yssp"), ("长城葡萄酒", "zcptj"), ("番茄酱", "pqj")]
)
def test_either_reading_is_found(name: str, also: str) -> None:
    assert also in sounds([name], read).initials


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [("单雄信", "shan xiong xin"), ("曾国藩", "zeng guo fan"), ("区先生", "ou xian sheng")],
)
def test_family_names_read_as_family_names(name: str, pinyin: str) -> None:
    assert sounds([name], read, has_surnames=True).pinyin[0] == pinyin


def test_pinyin_comes_in_syllables_and_letters_stay_together() -> None:
    assert sounds(["M8螺栓 绿色"], read).pinyin == ("m8 luo shuan lv se",)


def test_variants_are_few() -> None:
    assert len(sounds(["重行乐调单解曾仇区朴盖番厦藏"], read).initials) <= MOST_VARIANTS


def test_a_name_without_sound_has_none() -> None:
    assert sounds(["***", ""], read).initials == ()
    assert mnemonic(sounds(["***"], read), longest=40) == ""


def test_the_mnemonic_is_in_capitals_and_not_too_long() -> None:
    assert mnemonic(sounds(["矿泉水"], read), longest=2) == "KQ"


def test_a_reader_that_joins_characters_is_asked_one_by_one() -> None:
    assert sounds(["水水"], lambda _: ["shui"]).initials == ("ss",)


def test_a_blank_means_and() -> None:
    assert terms(" 农夫　５５０ml  农夫 ") == ("农夫", "550ml")
    assert terms("  \t") == ()


def test_a_mixed_term_falls_apart_where_the_script_changes() -> None:
    assert pieces("农夫550") == ("农夫", "550")
    assert pieces("m8螺栓x") == ("m8", "螺栓", "x")
