"""Making a firm: its file, and what every firm has from the first minute."""

from functools import partial
from pathlib import Path

from app.core.clock import Clock
from app.core.text import N_
from app.domain.modules.templates import STANDARD, Template
from app.domain.settings import ITEM_UNIT
from app.i18n.catalog import tr
from app.services import modules, records, settings
from app.services.firm import Firm, Profile


def create(
    path: Path | str,
    profile: Profile,
    *,
    template: Template = STANDARD,
    author: str = "",
    clock: Clock | None = None,
) -> Firm:
    """Make a firm in a new file and open it; an existing file is refused and never touched."""
    return Firm.begin(path, profile, partial(_found, template), author=author, clock=clock)


def _found(template: Template, firm: Firm) -> None:
    found(firm)
    modules.apply(firm, template)
    settings.save(firm, dict(template.settings))
    if template.unit:
        settings.save(firm, {ITEM_UNIT.key: tr(template.unit)})
    for name in template.categories:
        records.save(firm, "category", {"name": tr(name)})


def found(firm: Firm) -> None:
    """Write a warehouse, goods in transit, a walk-in customer and accounts; each is an operation like any other."""
    records.save(firm, "warehouse", {"name": N_("主仓库"), "negative_stock": "refuse"})
    records.write(firm, "warehouse", {"name": N_("在途"), "kind": "transit"})
    records.write(firm, "customer", {"name": N_("散客"), "is_walk_in": True, "settlement": "cash"})
    for name, kind in (
        (N_("现金"), "cash"),
        (N_("银行"), "bank"),
        (N_("微信"), "wechat"),
        (N_("支付宝"), "alipay"),
    ):
        records.save(firm, "account", {"name": name, "kind": kind})
