"""What every firm has from the first minute: a warehouse, goods in transit, a walk-in customer, accounts."""

from typing import TYPE_CHECKING

from app.core.text import N_
from app.services import records

if TYPE_CHECKING:
    from app.services.firm import Firm


def found(firm: "Firm") -> None:
    """Write the first records; each is an operation like any other."""
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
