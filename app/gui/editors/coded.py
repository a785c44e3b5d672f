"""A code that a person types by hand where goods are wanted means what it means when it is scanned."""

from app.core.errors import BusinessError
from app.core.kinds import Kind
from app.gui.editors.field_factory import Found
from app.i18n.show import show
from app.services import scanning
from app.services.firm import Firm
from app.services.scanning import Goods

_SHORTEST = 6
"""Shorter texts are pieces of codes and names: the search finds them."""


def coded_goods(firm: Firm, text: str) -> Goods | None:
    """Return the goods that a text means as a whole code; None for what is to be searched."""
    code = text.strip()
    if len(code) < _SHORTEST or not any(map(str.isdigit, code)):
        return None
    try:
        return scanning.goods(firm, code)
    except BusinessError:
        return None  # the search says what it finds, or offers to make it


def tells_more(firm: Firm, goods: Goods) -> bool:
    """Say whether a code tells more than which goods it stands for; else they come in their usual unit."""
    told = (goods.amount, goods.quantity, goods.batch or None, goods.serial or None)
    is_dated = bool(goods.produced_on or goods.expires_on)
    return (
        is_dated
        or goods.is_own
        or goods.unit != firm.catalogue.item(goods.item).base_unit
        or any(each is not None for each in told)
    )


def found_of(firm: Firm, goods: Goods) -> Found:
    """Return coded goods as the search shows them, with what the code says of them."""
    item = firm.catalogue.item(goods.item)
    told = (
        show(goods.quantity, Kind.QUANTITY) + goods.unit if goods.quantity is not None else goods.unit,
        show(goods.amount, Kind.MONEY) if goods.amount is not None else "",
        goods.batch or goods.serial,
    )
    return Found(goods.item, goods.code, item.name, "   ".join(filter(None, told)))
