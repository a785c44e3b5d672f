"""Place: a warehouse of ours, or goods in transit, as posting sees it."""

from dataclasses import dataclass
from enum import Enum

from app.domain.places import PlaceKind


class StockPolicy(Enum):
    """What a warehouse does when more leaves than it has (decisions 12)."""

    REFUSE = "refuse"
    WARN = "warn"
    ALLOW = "allow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where goods are: one of ours."""

    uid: str
    id: int
    code: str
    name: str
    kind: PlaceKind
    negative_stock: StockPolicy
    is_active: bool
