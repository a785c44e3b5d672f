"""统一社会信用代码 (GB 32100-2015): known codes, known mistakes."""

import pytest

from app.domain.catalog.credit_code import FINE, Finding, check_character, examine

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize(
    "code",
    [
        "91110000600037341L",
        "9144030071526726XG",
        "914403001922038216",
        "91330100799655058B",
        "91110108551385082Q",
        "911100007109250324",
        "91330106MA5K3X7PX5",
        "92330782MA5K3X7PX3",
        "93411522MA5K3X7PXK",
        "N2330182MA5K3X7PXN",
        "Y1110101MA5K3X7PXH",
        "A1110000MA5K3X7PXJ",
        "51110000MA5K3X7PXP",
        "12110000MA5K3X7PXQ",
        "91330106ma5k3x7px5",
        " 9133 0106-MA5K3X7PX5\t",
        "９１３３０１０６MA5K3X7PX5",
    ],
)
def test_valid(code: str) -> None:
    assert examine(code) is Finding.VALID


@pytest.mark.parametrize(
    ("code", "finding"),
    [
        ("", Finding.EMPTY),
        ("91330106MA5K3X7PX0", Finding.WRONG_CHECK),
        ("91331006MA5K3X7PX5", Finding.WRONG_CHECK),
        ("91330106IA5K3X7PX5", Finding.WRONG_CHARACTER),
        ("91330106MA5K3X7PX", Finding.WRONG_LENGTH),
        ("110108123456789", Finding.OLD),
        ("11010519491231002X", Finding.PERSON),
        ("11010519491231002X01", Finding.SUFFIXED),
        ("x" * 10_000, Finding.WRONG_LENGTH),
    ],
)
def test_everything_else_is_named(code: str, finding: Finding) -> None:
    assert examine(code) is finding


def test_only_what_needs_a_second_look_warns() -> None:
    assert {Finding.EMPTY, Finding.VALID, Finding.PERSON} == FINE


def test_any_single_wrong_character_is_found() -> None:
    body = "91330106MA5K3X7PX"
    check = check_character(body)
    for place in range(len(body)):
        for other in ALPHABET:
            wrong = body[:place] + other + body[place + 1 :]
            assert other == body[place] or check_character(wrong) != check
