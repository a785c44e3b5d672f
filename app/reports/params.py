"""The questions that reports share; a report lists the ones it asks."""

from collections.abc import Mapping
from dataclasses import replace

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.text import N_, Label

AS_OF = Field("as_of", N_("截至"), Kind.DATE, required=True)
SINCE = Field("since", N_("从"), Kind.DATE, required=True)
UNTIL = Field("until", N_("到"), Kind.DATE, required=True)
WAREHOUSE = Field("warehouse", N_("仓库"), Kind.LINK, link="warehouse")
CATEGORY = Field("category", N_("分类"), Kind.LINK, link="category", help=N_("包括它的下级分类"))
ITEM = Field("item", N_("商品"), Kind.LINK, link="item")
CUSTOMER = Field("customer", N_("客户"), Kind.LINK, link="customer")
SUPPLIER = Field("supplier", N_("供应商"), Kind.LINK, link="supplier")
STAFF = Field("staff", N_("业务员"), Kind.LINK, link="staff")
BUYER = Field("staff", N_("采购员"), Kind.LINK, link="staff")


def by(usual: str, choices: Mapping[str, Label]) -> Field:
    """Return the question what a report has a row for."""
    wanted = tuple(Choice(key, label) for key, label in choices.items())
    return Field("by", N_("按"), Kind.CHOICE, required=True, default=usual, choices=wanted)


def default_day(field: Field, today: str) -> object:
    """Return the default of a field: reports look at this month up to today unless they are asked otherwise."""
    if field.key == SINCE.key:
        return today[:8] + "01"
    return today if field.key in {UNTIL.key, AS_OF.key} else field.default


def the(field: Field) -> Field:
    """Return a field that must be filled in."""
    return replace(field, required=True)
