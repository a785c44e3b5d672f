"""What reports ask: defaults of today, what must be known, what is refused and with which field."""

import pytest

from app.core.errors import BusinessError
from app.core.progress import Cancelled
from app.core.table import Drill, Drills
from app.core.text import Message
from app.domain.documents.types import TYPES
from app.domain.records.types import RECORDS
from app.i18n.catalog import fill
from app.services import references, reports
from app.services.printing import drawer, note
from app.services.printing.prints import Print
from tests.builders import Shop, a_shop

KEYS = reports.REPORTS.keys()
NEEDS = {
    "stock_card": ("item", "苹果"),
    "statement": ("customer", "客户"),
    "supplier_statement": ("supplier", "供应商"),
}


@pytest.fixture(scope="module")
def shop() -> Shop:
    shop = a_shop()
    shop.receives("苹果", 10, at=2)
    sold = shop.sells("苹果", 4, at=3)
    note(shop.firm, [Print(sold.uid, "delivery/a4/standard", 1)])
    drawer.open_for(shop.firm, "换零钱")
    shop.counts("苹果", 5)
    return shop


def needed(shop: Shop, key: str) -> dict[str, object]:
    """Return the answers without which a report cannot be."""
    if key not in NEEDS:
        return {}
    type_key, name = NEEDS[key]
    return {type_key: references.find(shop.firm, type_key, name)}


def refused(shop: Shop, key: str, **params: object) -> tuple[str, str]:
    with pytest.raises(BusinessError) as caught:
        reports.run(shop.firm, key, {**needed(shop, key), **params})
    return caught.value.code, caught.value.field


@pytest.mark.parametrize("key", KEYS)
def test_every_report_answers_with_its_defaults(shop: Shop, key: str) -> None:
    table = reports.run(shop.firm, key, needed(shop, key))
    assert table.title == reports.REPORTS[key].label
    assert table.rows or key == "closing_differences"  # only a reopened period has any
    assert len(table.drills) == len(table.rows)
    assert all(len(row) == len(table.columns) for row in table.rows)
    keys = [column.key for column in table.columns]
    assert len(set(keys)) == len(keys)
    if table.chart:
        assert {table.chart.x, *table.chart.y} <= set(keys)


@pytest.mark.parametrize("key", KEYS)
def test_every_choice_of_every_question_is_answered_and_every_row_opens_something_that_is_there(
    shop: Shop, key: str
) -> None:
    for field in reports.REPORTS[key].params:
        for choice in field.choices:
            table = reports.run(shop.firm, key, {**needed(shop, key), field.key: choice.key})
            for drill in table.drills:
                if drill is not None:
                    assert follow(shop, drill)


def follow(shop: Shop, drill: Drill) -> bool:
    """Open what a row leads to, as the window does."""
    params = dict(drill.params)
    if drill.target in reports.REPORTS:
        assert reports.run(shop.firm, drill.target, params).columns
        return True
    return bool(params["uid"]) and (
        drill.target == "document" or drill.target in {*TYPES.keys(), *RECORDS.keys()}
    )


@pytest.mark.parametrize("key", KEYS)
def test_questions_carry_the_days_of_today(shop: Shop, key: str) -> None:
    defaults = {field.key: field.default for field in reports.questions(shop.firm, key)}
    assert defaults.get("until", shop.firm.today()) == shop.firm.today()
    assert defaults.get("as_of", shop.firm.today()) == shop.firm.today()
    assert defaults.get("since", "2026-03-01") == "2026-03-01"


@pytest.mark.parametrize("key", KEYS)
def test_every_question_has_its_own_key_and_a_label(key: str) -> None:
    report = reports.REPORTS[key]
    assert report.help
    assert len({field.key for field in report.params}) == len(report.params)
    assert all(field.label for field in report.params)


def test_an_empty_answer_to_what_must_be_known_is_the_default(shop: Shop) -> None:
    given: dict[str, object] = {"since": "", "until": None, "by": ""}
    table, usual = (reports.run(shop.firm, "stock_summary", params) for params in (given, {}))
    assert (table.rows, table.subtitle) == (usual.rows, usual.subtitle)


def test_what_must_be_known_and_has_no_default_is_asked_for(shop: Shop) -> None:
    with pytest.raises(BusinessError) as caught:
        reports.run(shop.firm, "stock_card", {})
    assert (caught.value.code, caught.value.field) == ("MISSING_FIELD", "item")


def test_unknown_questions_are_refused_by_name(shop: Shop) -> None:
    assert refused(shop, "stock_on_hand", colour="red") == ("UNKNOWN_QUESTION", "colour")


@pytest.mark.parametrize(
    ("key", "params", "problem"),
    [
        ("stock_on_hand", {"as_of": "2026-02-30"}, ("WRONG_VALUE", "as_of")),
        ("stock_on_hand", {"as_of": 5}, ("WRONG_VALUE", "as_of")),
        ("stock_on_hand", {"by": "colour"}, ("WRONG_VALUE", "by")),
        ("stock_on_hand", {"warehouse": "0" * 32}, ("UNKNOWN_REFERENCE", "warehouse")),
        ("stock_summary", {"split": "yes"}, ("WRONG_VALUE", "split")),
        ("stock_summary", {"since": "2026-03-02", "until": "2026-03-01"}, ("TOO_EARLY", "until")),
        ("stock_summary", {"since": [], "until": {}}, ("WRONG_VALUE", "since")),
    ],
)
def test_wrong_answers_are_refused_with_their_field(
    shop: Shop, key: str, params: dict[str, object], problem: tuple[str, str]
) -> None:
    assert refused(shop, key, **params) == problem


def test_the_subtitle_says_what_was_asked(shop: Shop) -> None:
    warehouse = shop.warehouse("主仓库")
    table = reports.run(
        shop.firm,
        "stock_summary",
        {"since": "2026-03-01", "warehouse": warehouse, "by": "category", "split": True},
    )
    assert [fill(message) for message in table.subtitle] == [
        "2026-03-01 至 2026-03-02",
        "按：分类",
        "仓库：CK00001 主仓库",
        "分项：是",
    ]
    assert all(isinstance(message, Message) for message in table.subtitle)


def test_a_person_can_stop_a_report(shop: Shop) -> None:
    def stop(done: int, whole: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        reports.run(shop.firm, "stock_summary", {}, stop)


def test_drills_are_made_when_asked_for() -> None:
    made: list[int] = []

    def make(number: int) -> Drill:
        made.append(number)
        return Drill("item", (("uid", str(number)),))

    drills = Drills(5, make)
    assert len(drills) == 5
    assert drills[-1] == Drill("item", (("uid", "4"),))
    assert [drill.params[0][1] for drill in drills[1:3] if drill] == ["1", "2"]
    assert made == [4, 1, 2]
    with pytest.raises(IndexError):
        drills[5]
