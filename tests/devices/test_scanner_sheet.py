"""The set-up sheet of scanners: every trouble, alone and with others, is told from what it makes of the codes (N6)."""

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.check_digit import check_digit, has_right_check_digit
from app.devices.scanners.measuring import End, Measured
from app.devices.scanners.sheet.diagnosis import Finding, diagnose, typing
from app.devices.scanners.sheet.layouts import LAYOUTS, US, typed
from app.devices.scanners.sheet.trials import SEPARATOR, TRIALS, TrialCode
from app.devices.scanners.sheet.troubles import TROUBLES, Stage, Trouble
from app.domain.scan_orders import ORDERS

LETTERS, GS1, EAN, UPC, QR = (TRIALS[key] for key in ("letters", "gs1", "ean13", "upca", "qr"))
SEEN = [trouble for trouble in TROUBLES if trouble.forms is not None]


def found(came: str) -> Finding:
    finding = diagnose(came)
    assert finding is not None, came
    return finding


def keys(came: str) -> list[str]:
    return [trouble.key for trouble in found(came).troubles]


def forms(trouble: Trouble, code: TrialCode, text: str) -> list[str]:
    assert trouble.forms is not None
    return [form for form in trouble.forms(code, text) if form not in {text, ""}]


def test_a_code_that_came_whole_is_right() -> None:
    for code in TRIALS:
        assert found(code.text) == Finding(code, code.text)
        assert not code.has_check_digit or has_right_check_digit(code.text)


@pytest.mark.parametrize("trouble", SEEN, ids=lambda trouble: trouble.key)
def test_every_trouble_is_told_by_a_code_and_taken_for_no_other(trouble: Trouble) -> None:
    told = 0
    for code in TRIALS:
        for form in forms(trouble, code, code.text):
            finding = found(form)
            assert finding.code is code
            assert finding.troubles == (trouble,), (code.key, form)
            assert finding.is_right == trouble.is_harmless
            told += 1
    assert told


def _chains() -> st.SearchStrategy[tuple[TrialCode, list[Trouble], random.Random]]:
    chosen = st.lists(st.sampled_from(SEEN), min_size=2, max_size=3, unique_by=lambda each: each.stage)
    return st.tuples(st.sampled_from(list(TRIALS)), chosen, st.randoms(use_true_random=False))


@given(_chains())
def test_troubles_together_are_explained_by_as_few_that_make_the_same(
    chain: tuple[TrialCode, list[Trouble], random.Random],
) -> None:
    code, troubles, chance = chain
    came, done = code.text, 0
    for trouble in sorted(troubles, key=lambda each: each.stage):
        made = forms(trouble, code, came)
        if made:
            came, done = chance.choice(made), done + 1
    finding = found(came)
    assert finding.code is code
    assert len(finding.troubles) <= done
    reached = {code.text}
    for trouble in finding.troubles:
        reached = {form for text in reached for form in forms(trouble, code, text)}
    assert came in reached


@given(st.sampled_from(list(TRIALS)), st.data())
def test_lost_characters_are_counted_and_never_taken_for_a_right_code(
    code: TrialCode, data: st.DataObject
) -> None:
    most = max(1, len(code.text) // 5)
    places = data.draw(st.sets(st.integers(0, len(code.text) - 1), min_size=1, max_size=most))
    came = "".join(letter for place, letter in enumerate(code.text) if place not in places)
    finding = diagnose(came)
    assert finding is None or (finding.code is code and not finding.is_right)
    if finding is None:
        assert has_right_check_digit(came)  # nobody can tell this one from goods


@given(st.text(string.printable, max_size=50))
def test_what_is_not_of_the_sheet_is_never_right(text: str) -> None:
    finding = diagnose(text)
    right = {form for code in TRIALS for form in (code.text, *_harmless(code))}
    assert finding is None or not finding.is_right or text in right


def _harmless(code: TrialCode) -> list[str]:
    return [
        form for trouble in SEEN if trouble.is_harmless for form in forms(trouble, code, code.text)
    ]  # fmt: skip


@given(st.integers(0, 10**12 - 1))
def test_goods_of_the_shop_are_none_of_the_sheet(number: int) -> None:
    body = f"{number:012d}"
    code = body + check_digit(body)
    assert diagnose(code) is None or code in {each.text for each in TRIALS} | {
        each.reads_as for each in TRIALS
    }


def test_orders_are_none_of_the_sheet() -> None:
    assert not [order for order in ORDERS if diagnose(order.code)]


def test_what_a_person_would_see_and_read() -> None:
    assert keys("6900112233447"[:-1]) == ["no_check_digit"]
    assert keys("36000291452") == ["no_nought"]
    assert keys("0036000291452") == ["longer"]
    assert keys("]E00036000291452") == ["aim"]
    assert keys(GS1.text.replace(SEPARATOR, "")) == ["separator_lost"]
    assert keys("]C1" + GS1.text.replace(SEPARATOR, "|")) == ["separator_written", "aim"]
    assert keys(QR.text.encode().decode("gbk", "replace")) == ["garbled"]
    assert keys(EAN.text * 2) == ["twice"]
    assert keys("!" + EAN.text) == ["before"]
    assert keys(EAN.text + "\\r") == ["behind"]
    assert keys("^())!!@@##$$&") == ["scanner_fr"]


def test_a_known_prefix_belongs_there_and_a_missing_one_is_told() -> None:
    assert diagnose("~" + EAN.text, prefix="~") == Finding(EAN, "~" + EAN.text)
    assert diagnose("~" + EAN.text + "$", prefix="~", suffix="$") == Finding(EAN, "~" + EAN.text + "$")
    finding = diagnose(EAN.text[:-1], prefix="~")
    assert finding is not None
    assert [each.key for each in finding.troubles] == ["no_prefix", "no_check_digit"]


def test_a_keyboard_of_another_country_types_other_signs() -> None:
    assert typed("zy-1", scanner=LAYOUTS["de"], computer=US) == "yz/1"
    assert typed("aq1", scanner=LAYOUTS["fr"], computer=US) == "qa!"
    assert typed("zy-/", scanner=US, computer=LAYOUTS["de"]) == "yzß-"
    assert typed("_", scanner=LAYOUTS["jp"], computer=US) == ""
    for layout in LAYOUTS:
        for letter in LETTERS.text:
            assert typed(letter, scanner=layout, computer=layout) in {letter, ""}


def test_the_keys_tell_what_the_text_cannot() -> None:
    def told(scan: Measured) -> list[str]:
        return [each.key for each in typing(scan, max_gap_ms=60)]

    assert told(Measured("1", End.ENTER, 12)) == []
    assert told(Measured("1", End.NONE, 12)) == ["no_end"]
    assert told(Measured("1", End.TAB, 61, is_composed=True)) == ["tab_end", "too_slow", "composed"]
    assert told(Measured("1", End.WIRE)) == []
    assert all(TROUBLES[key].stage is Stage.END for key in ("no_end", "tab_end", "too_slow", "composed"))
