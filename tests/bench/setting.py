"""Where and how large: what every workload is given."""

from dataclasses import dataclass
from pathlib import Path

from app.services.firm import Firm
from tests.bench.firms import Firms, opened


@dataclass(frozen=True, kw_only=True)
class Setting:
    """`memory` is a folder in memory, `disk` one on a disk; `moves` is the size of the ledger."""

    firms: Firms
    memory: Path
    disk: Path
    moves: int
    rounds: int
    is_quick: bool

    @property
    def items(self) -> int:
        """The items of the ledger: fifty moves each, 20,000 at full size."""
        return max(200, self.moves // 50)

    @property
    def opening_items(self) -> int:
        """The items of the firm that sells for the first time."""
        return 2000 if self.is_quick else 20_000

    def opening(self, method: str) -> Path:
        """Return the firm with three layers of each item."""
        return self.firms.opening(method, self.opening_items)

    def ledger(self) -> Path:
        """Return the firm with two years of trade."""
        return self.firms.ledger(self.moves, self.items)

    def copy(self, path: Path, name: str, *, on_disk: bool = False) -> Firm:
        """Open a copy of a firm that may be changed."""
        return opened(self.firms.copy(path, (self.disk if on_disk else self.memory) / f"{name}.sqlite"))
