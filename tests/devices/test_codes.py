"""What scanned codes are: rules of scales (GV13), payment codes that are never told, tidying, and no exception ever."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.devices.codes.classify import LONGEST, classify
from app.devices.codes.scale_label import (
    AMOUNT,
    CHECK_EAN,
    CHECK_IGNORED,
    PLU,
    WEIGHT,
    NoRoom,
    ScaleRule,
)
from app.devices.codes.scanned import Context, Gs1, Gtin, Internal, Mistake, Payment, Refused, ScaleLabel
from app.devices.faults import Fault
from app.devices.scanners.serial_scans import LONGEST as LONGEST_SCAN
from app.devices.scanners.serial_scans import ScannerProfile, SerialScans

BY_AMOUNT = ScaleRule("amount", 13, "21", (2, 7), amount=(7, 12), check=CHECK_IGNORED)
BY_WEIGHT = ScaleRule("weight", 13, "21", (2, 7), weight=(7, 12))
IN_JIN = ScaleRule("jin", 13, "20", (0, 7), weight=(7, 12), weight_unit="jin", check=CHECK_IGNORED)


def test_scale_labels_of_gv13() -> None:
    assert classify("2100301003507", rules=[BY_AMOUNT]) == ScaleLabel("amount", "00301", amount="3.50")
    assert classify("2100301003501", rules=[BY_AMOUNT]) == ScaleLabel("amount", "00301", amount="3.50")
    label = classify("2100001027506", rules=[BY_WEIGHT])
    assert label == ScaleLabel("weight", "00001", weight="2.750", weight_unit="kg")
    by_jin = classify("2000001023109", rules=[IN_JIN])
    assert isinstance(by_jin, ScaleLabel)
    assert (by_jin.weight, str(by_jin.kilograms)) == ("2.310", "1.1550")
    strict = ScaleRule("jin", 13, "20", (0, 7), weight=(7, 12), weight_unit="jin")
    assert classify("2000001023109", rules=[strict]) == Refused(Mistake.BAD_CHECK_DIGIT, "2000001023109")


def test_payment_codes_are_money_in_one_box_and_refused_in_the_other() -> None:
    paid = classify("134567890123456789", Context.PAYMENT)
    assert isinstance(paid, Payment)
    assert "134567890123456789" not in repr(paid)
    refused = classify("134567890123456789")
    assert refused == Refused(Mistake.PAYMENT_CODE_IN_ITEM_FIELD)
    assert "13456789" not in repr(refused)
    assert classify("6901234567892", Context.PAYMENT) == Refused(Mistake.NOT_A_PAYMENT_CODE)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("６９０１２３４５６７８９２", Gtin("EAN-13", "06901234567892")),
        (" 96385074\r\n", Gtin("EAN-8", "00000096385074")),
        ("]E06901234567892", Gtin("EAN-13", "06901234567892")),
        ("977123456789805", Gtin("EAN-13", "09771234567898", "05")),
        ("(01)06901234567892(10)AB(17)261231", Gs1("06901234567892", batch="AB", expiry="2026-12-31")),
        ("010690123456789210AB", Gs1("06901234567892", batch="AB")),
        ("]C100006901234567890120", Refused(Mistake.BAD_CHECK_DIGIT, "]C100006901234567890120")),
        ("A01-03", Internal("A01-03")),
        ("]C101069012345678921726133110A", Refused(Mistake.BAD_DATE, "]C101069012345678921726133110A")),
    ],
)
def test_what_a_code_is(raw: str, found: object) -> None:
    assert classify(raw) == found


def test_a_lost_separator_is_told() -> None:
    found = classify("]C1010690123456789210AB1217270630")
    assert isinstance(found, Gs1)
    assert found.warning


def test_a_novel_is_no_code() -> None:
    assert isinstance(classify("A" * (LONGEST + 1)), Refused)


@given(st.text(max_size=60), st.sampled_from(list(Context)))
@example("]C1", Context.ITEM)
@example("\x1d", Context.ITEM)
@example("https://a/01/1", Context.ITEM)
@example("(01)", Context.ITEM)
def test_nothing_breaks_it(raw: str, context: Context) -> None:
    classify(raw, context, [BY_AMOUNT, BY_WEIGHT, IN_JIN])


@given(st.from_regex(r"(\](C1|d2|Q3))?[0-9]{2,4}[0-9A-Z\x1d]{0,40}", fullmatch=True))
def test_no_message_of_gs1_breaks_it(raw: str) -> None:
    classify(raw)


def test_serial_codes_end_with_a_suffix_or_a_pause() -> None:
    scans = SerialScans()
    assert scans.feed(b"\x0269012") == []
    assert scans.feed(b"34567892\x03\r\n9638") == ["6901234567892"]
    assert scans.quiet() == ["9638"]
    assert scans.quiet() == []


def test_qr_texts_are_utf8_or_gbk() -> None:
    scans = SerialScans()
    assert scans.feed("五常大米\r".encode()) == ["五常大米"]
    assert scans.feed("五常大米\r".encode("gbk")) == ["五常大米"]
    assert SerialScans(ScannerProfile(encoding="gbk")).feed("五常\r".encode("gbk")) == ["五常"]


def test_a_prefix_and_a_suffix_of_its_own() -> None:
    scans = SerialScans(ScannerProfile(prefix=b"#", suffix=b"\t"))
    assert scans.feed(b"#690\t") == ["690"]
    assert [type(one) for one in scans.feed(b"690\t")] == [Fault]


def test_a_flood_is_dropped_and_the_next_code_is_read() -> None:
    scans = SerialScans()
    told = scans.feed(b"A" * (LONGEST_SCAN + 1)) + scans.feed(b"\r6901234567892\r")
    assert [one if isinstance(one, str) else one.kind.value for one in told] == ["too_long", "6901234567892"]


# Writing: what a rule writes it reads back


@st.composite
def rules_and_figures(draw: st.DrawFn) -> tuple[ScaleRule, str, int, int]:
    """Draw a rule of any shape, of 13 or 18 digits, and figures that have room in it."""
    length = draw(st.sampled_from((13, 18)))
    check = draw(st.sampled_from((CHECK_EAN, CHECK_IGNORED)))
    prefix = draw(st.from_regex(r"2[0-9]", fullmatch=True))
    owns_prefix = draw(st.booleans())
    room = length - (check == CHECK_EAN) - len(prefix)
    sizes = [draw(st.integers(1, 5)), *(draw(st.integers(0, 6)) for _ in range(2))]
    if not any(sizes[1:]) or sum(sizes) > room:
        sizes = [5, 5, 0]
    order = draw(st.permutations(range(3))) if not owns_prefix else [0, 1, 2]
    spans: list[tuple[int, int] | None] = [None, None, None]
    place = len(prefix) + draw(st.integers(0, room - sum(sizes))) * (not owns_prefix)
    for which in order:
        if sizes[which]:
            spans[which] = (place, place + sizes[which])
            place += sizes[which]
    plu, weight, amount = spans
    assert plu is not None
    number = draw(st.from_regex("[0-9]{" + str(sizes[0]) + "}", fullmatch=True))
    if owns_prefix:
        plu, number = (0, plu[1]), prefix + number
    rule = ScaleRule(
        "rule", length, prefix, plu, weight, draw(st.integers(0, 5)), draw(st.sampled_from(("kg", "jin", "g", "pcs"))),
        amount, draw(st.integers(0, 2)), check,
    )  # fmt: skip
    figures = [draw(st.integers(0, 10**size - 1)) for size in sizes[1:]]
    return rule, number, figures[0], figures[1]


def scaled(figure: int, decimals: int) -> str:
    return str(Decimal(figure).scaleb(-decimals).quantize(Decimal(1).scaleb(-decimals)))


@given(rules_and_figures())
def test_what_a_rule_writes_is_read_back_figure_for_figure(made: tuple[ScaleRule, str, int, int]) -> None:
    rule, number, weight, amount = made
    code = rule.write(number, weight=weight, amount=amount)
    assert isinstance(code, str)
    assert (len(code), code[: len(rule.prefix)]) == (rule.length, rule.prefix)
    assert classify(code, rules=[rule]) == ScaleLabel(
        rule="rule",
        plu=number,
        weight=scaled(weight, rule.weight_decimals) if rule.weight else "",
        weight_unit=rule.weight_unit if rule.weight else "",
        amount=scaled(amount, rule.amount_decimals) if rule.amount else "",
    )


@given(rules_and_figures(), st.integers(1, 10**6))
def test_a_figure_that_has_no_room_is_named_and_never_cut(
    made: tuple[ScaleRule, str, int, int], more: int
) -> None:
    rule, number, weight, amount = made
    for span, key in ((rule.weight, WEIGHT), (rule.amount, AMOUNT)):
        if span is not None:
            figures = {"weight": weight, "amount": amount} | {key: 10 ** (span[1] - span[0]) - 1 + more}
            assert rule.write(number, **figures) == NoRoom(key)
    assert rule.write("1" + number, weight=weight, amount=amount) == NoRoom(PLU)
    assert rule.write("A1", weight=weight) == NoRoom(PLU)


def test_codes_of_gv13_are_written_as_they_are_printed() -> None:
    assert (
        BY_AMOUNT.write("301", amount=350) == "2100301003507"
    )  # the true check digit, though none is asked for
    assert BY_WEIGHT.write("00001", weight=2750) == "2100001027506"
    assert IN_JIN.write("2000001", weight=2310) == "2000001023105"
    assert IN_JIN.write("1", weight=2310) == NoRoom(PLU)  # this number begins with the prefix
    tight = ScaleRule("tight", 13, "21", (2, 7), amount=(7, 13), check=CHECK_IGNORED)
    assert tight.write("301", amount=123456) == "2100301123456"
