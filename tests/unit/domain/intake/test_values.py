"""One cell by the type of its field."""

import pytest

from app.domain.intake import values
from app.services.imports.lists import vocabulary


def read(kind: str, cell: str) -> tuple[str, str]:
    found = values.READERS[kind](cell, vocabulary())
    return found.text, found.code


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1,234.50", "1234.5"),
        ("¥1,234.50", "1234.5"),
        ("￥12.5", "12.5"),
        ("12.5元", "12.5"),
        ("１２．５", "12.5"),
        ("(350.00)", "-350"),
        ("（350）", "-350"),
        ("350-", "-350"),
        ("-", "0"),
        ("—", "0"),
        ("2万", "20000"),
        ("1.2E+3", "1200"),
        ("007", "7"),
        ("0.50", "0.5"),
        ("-0", "0"),
        ("'1.5", "1.5"),
        ("￥ - ", "0"),
        ("2W", "20000"),
        ("(5万)", "-50000"),
    ],
)
def test_numbers_as_people_write_them(cell: str, number: str) -> None:
    assert read("number", cell) == (number, "")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("面议", "NOT_A_NUMBER"),
        ("139+3", "NOT_A_NUMBER"),
        ("8.8-9.2", "RANGE"),
        ("8.8~9.2", "RANGE"),
        ("#N/A", "ERROR_VALUE"),
        ("#DIV/0!", "ERROR_VALUE"),
        ("455箱", "UNIT_IN_NUMBER"),
        ("1e999999", "NOT_A_NUMBER"),
        ("1" * 5000, "NOT_A_NUMBER"),
        ("NaN", "NOT_A_NUMBER"),
    ],
)
def test_what_is_no_number_has_a_code(cell: str, code: str) -> None:
    assert read("number", cell)[1] == code


def test_a_unit_beside_a_price_is_left_away() -> None:
    found = values.READERS["money"]("12.5/箱", vocabulary())
    assert (found.text, found.code, found.kept) == ("12.5", "UNIT_IN_NUMBER", True)


@pytest.mark.parametrize(
    ("cell", "rate"), [("13", "0.13"), ("13%", "0.13"), ("0.13", "0.13"), ("１３％", "0.13"), ("免税", "0")]
)
def test_rates(cell: str, rate: str) -> None:
    assert read("percent", cell) == (rate, "")


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-01",
        "2026/11/1",
        "2026.11.1",
        "2026年11月1日",
        "20261101",
        "26.11.1",
        "46327",
        "2026-11-01 00:00:00",
        "2026-11-01 9:30",
        "'2026-11-01",
        "2026/11/1 上午8:30",
        "2026年11月1日 星期日",
    ],
)
def test_days_in_nine_forms(cell: str) -> None:
    assert read("date", cell) == ("2026-11-01", "")


def test_a_month_is_its_first_day_and_a_question() -> None:
    assert read("date", "2026年11月") == ("2026-11-01", "DATE_NO_DAY")


@pytest.mark.parametrize("cell", ["2026-13-01", "2026-02-30", "soon", "11/1/2026", "9999999"])
def test_what_is_no_day(cell: str) -> None:
    assert read("date", cell) == ("", "NOT_A_DATE")


@pytest.mark.parametrize(
    ("cell", "ratio"),
    [
        ("24", "24"),
        ("1*24", "24"),
        ("1箱=24瓶", "24"),
        ("24瓶/箱", "24"),
        ("1×24", "24"),
        ("24入", "24"),
        ("24瓶/1箱", "24"),
    ],
)
def test_ratios(cell: str, ratio: str) -> None:
    assert read("ratio_text", cell) == (ratio, "")


def test_a_ratio_of_three_steps_is_not_guessed() -> None:
    assert read("ratio_text", "1箱=10包=100个")[1] == "NOT_A_NUMBER"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ('="00123"', "00123"),
        ("'00123", "00123"),
        ("\t00123 ", "00123"),
        ("ＡＢ－１", "AB-1"),
        ("A 1\u200b", "A1"),
    ],
)
def test_codes_keep_their_zeros(cell: str, code: str) -> None:
    assert read("code", cell) == (code, "")


def test_a_ruined_bar_code_is_dropped_and_a_wrong_one_kept() -> None:
    assert read("barcode", "6.90123E+12") == ("", "BARCODE_SCIENTIFIC")
    assert read("barcode", "6901234567890") == ("6901234567890", "BARCODE_CHECK")
    assert read("barcode", "6901234567892") == ("6901234567892", "")
    assert read("barcode", "6901234567892.0") == ("6901234567892", "")
    assert read("account", "5924607783429010912.0") == ("5924607783429010912", "")


def test_texts_are_tidied_but_not_retold() -> None:
    assert read("text", "  铁匠　自攻钉Ⅱ代\u200b ＡＢＣ１２（大） ") == ("铁匠 自攻钉Ⅱ代 ABC12（大）", "")


@pytest.mark.parametrize(
    ("cell", "days"), [("365", "365"), ("30天", "30"), ("12个月", "360"), ("1年", "365")]
)
def test_durations(cell: str, days: str) -> None:
    assert read("duration_days", cell) == (days, "")


def test_a_part_to_be_paid_ahead_is_no_number_of_days() -> None:
    assert read("days", "预付30%") == ("", "NOT_A_NUMBER")
    assert read("days", "次月结") == ("30", "")


@pytest.mark.parametrize(
    ("cell", "in_use", "put_away"),
    [("是", "true", "false"), ("✓", "true", "false"), ("×", "false", "true"), ("x", "false", "true")],
)
def test_marks_say_yes_and_no_under_either_head(cell: str, in_use: str, put_away: str) -> None:
    assert (read("bool", cell)[0], read("no_bool", cell)[0]) == (in_use, put_away)
