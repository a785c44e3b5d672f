"""Counting tags: each once, however often it is heard; weak and foreign ones apart (F60). Pure."""

from dataclasses import dataclass, field

from app.devices.tags.tag import Tag


@dataclass(slots=True)
class TagSession:
    """What was heard since the count began; committed by whoever runs it."""

    prefixes: tuple[str, ...] = ()
    """Our tags begin so, in hex; empty: all are ours."""
    least_dbm: int | None = None
    """Weaker ones are too far away to be meant."""
    ours: dict[str, int] = field(default_factory=dict)
    """EPC → times heard, in the order they came."""
    foreign: dict[str, int] = field(default_factory=dict)

    def hear(self, tag: Tag) -> bool:
        """Take a tag; say whether it is one of ours that is new."""
        if self.least_dbm is not None and tag.rssi_dbm is not None and tag.rssi_dbm < self.least_dbm:
            return False
        is_ours = not self.prefixes or tag.epc.startswith(self.prefixes)
        heard = self.ours if is_ours else self.foreign
        heard[tag.epc] = heard.get(tag.epc, 0) + 1
        return is_ours and heard[tag.epc] == 1
