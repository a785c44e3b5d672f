from app.core.text import EMPTY, Label, Message
from app.i18n.catalog import fill, language, tr, use
from tests.unit.i18n.conftest import Translate


def test_without_a_translation_the_source_is_spoken(english: Translate) -> None:
    english({"库存": "Stock"})
    assert tr(Label("库存")) == "Stock"
    assert tr(Label("采购")) == "采购"


def test_nothing_marked_is_nothing_shown(english: Translate) -> None:
    """gettext answers the empty text with the head of its catalogue."""
    english({"库存": "Stock"})
    assert tr(EMPTY) == ""


def test_a_language_that_is_not_there_speaks_chinese() -> None:
    use("tlh")
    try:
        assert tr(Label("库存")) == "库存"
    finally:
        use("zh_CN")
    assert language() == "zh_CN"


def test_a_translation_that_loses_a_fact_is_not_used(english: Translate) -> None:
    english({"第 {line} 行": "A line", "共 {rows} 行": "{row} rows", "{a}：{b}": "{b} of {a}"})
    assert tr(Label("第 {line} 行")) == "第 {line} 行"
    assert fill(Message.of(Label("共 {rows} 行"), rows=3)) == "共 3 行"
    assert fill(Message.of(Label("{a}：{b}"), a=1, b=2)) == "2 of 1"


def test_a_translation_with_broken_braces_is_not_used(english: Translate) -> None:
    english({"第 {line} 行": "Line {line"})
    assert fill(Message.of(Label("第 {line} 行"), line=2)) == "第 2 行"


def test_a_label_may_have_braces_of_its_own() -> None:
    assert tr(Label("集合 {")) == "集合 {"


def test_a_fact_may_be_visible_text_itself(english: Translate) -> None:
    english({"没有{what}": "No {what}", "库存": "stock"})
    assert fill(Message.of(Label("没有{what}"), what=Message.of(Label("库存")))) == "No stock"


def test_several_facts_are_listed(english: Translate) -> None:
    names = Message.of(Label("缺 {names}"), names=("苹果", Message.of(Label("梨"))))
    assert fill(names) == "缺 苹果、梨"
    english({"、": ", ", "缺 {names}": "Missing {names}"})
    assert fill(names) == "Missing 苹果, 梨"
