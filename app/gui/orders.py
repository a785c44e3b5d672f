"""Carries out what was scanned and is no goods: an order of the clerk, or a document that is to be opened."""

from collections.abc import Iterable

from app.core.text import N_, Message
from app.domain.scan_orders import ScanOrder
from app.gui.commands import Command
from app.gui.errors import Notice
from app.gui.navigation import Navigator
from app.i18n.catalog import fill


def obey(order: ScanOrder, commands: Iterable[Command], go: Navigator) -> Notice | None:
    """Do what an order says; return why not where it cannot be done here."""
    if order.begins:
        go.new_document(order.begins)
        return None
    command = next((each for each in commands if each.key == order.runs), None)
    if command is None:
        return Notice(fill(Message.of(N_("这里不能“{order}”"), order=order.says)), "warn")
    command.run()
    return None
