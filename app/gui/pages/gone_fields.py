"""Says that a field of the firm's own is out of use, so that nothing is filtered by it any more."""

from collections.abc import Collection

from app.core.text import N_, Message
from app.gui.errors import Notice
from app.gui.page import Page
from app.i18n.catalog import fill
from app.services.firm import Firm


def tell(page: Page, firm: Firm, keys: Collection[str]) -> None:
    """Say by which fields nothing is filtered, as they were called last."""
    if keys:
        names = [str(each.field.label) for each in firm.shapes.definitions if each.key in keys]
        says = N_("栏目“{names}”已经停用，没有按它筛选")
        page.show_notice(Notice(fill(Message.of(says, names="、".join(names or keys))), "warn"))
