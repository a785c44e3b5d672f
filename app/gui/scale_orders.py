"""What a scale is told by keys: zero, tare, and which of several scales is the one that weighs."""

from functools import partial
from typing import TYPE_CHECKING

from app.core.text import N_, Message
from app.gui import devices
from app.gui.commands import Command
from app.gui.errors import Notice
from app.gui.page import Page
from app.i18n.catalog import fill

if TYPE_CHECKING:
    from app.devices.scales.protocol import Request


class ScaleOrders:
    """Gives a page the commands of scales; those that the scale's way of talking has not are left out."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._devices = devices.here()

    def commands(self, key: str) -> tuple[Command, ...]:
        """Return what the scale of this key can be told, and the way to another one."""
        if not self._devices.scales:
            return ()
        can = self._devices.can(key)
        zero, tare = (
            Command("scale.zero", N_("置零"), partial(self._order, key, "zero")),
            Command("scale.tare", N_("去皮"), partial(self._order, key, "tare")),
        )
        following = Command("scale.next", N_("换一台秤"), self._next)
        return (
            *((tare,) if "tare" in can else ()),
            *((zero,) if "zero" in can else ()),
            *((following,) if len(self._devices.scales) > 1 else ()),
        )

    def _order(self, key: str, request: "str | Request") -> None:
        from app.devices.scales.protocol import Request  # noqa: PLC0415 - there is a scale, so it is loaded

        self._devices.order(key, Request(request))
        name = next((each.name for each in self._devices.scales if each.key == key), "")
        says = N_("已让“{scale}”去皮") if request == Request.TARE else N_("已让“{scale}”置零")
        self._page.show_notice(Notice(fill(Message.of(says, scale=name)), "calm"))

    def _next(self) -> None:
        self._devices.use_next_scale()
        scale = self._devices.scale
        says = Message.of(N_("现在用“{scale}”称"), scale=scale.name if scale is not None else "")
        self._page.show_notice(Notice(fill(says), "calm"))
