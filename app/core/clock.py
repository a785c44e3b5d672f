"""Time: the wall clock, and the logical time that orders what several computers did.

Logical time is one integer: milliseconds since 2020 (42 bits), a counter (11 bits), the station's number (10 bits).
It grows with every operation of a station, is later than all that its books hold, and never refuses (reliability D6).
"""

import datetime
import time
from typing import Protocol

EPOCH_MS = 1_577_836_800_000
"""2020-01-01 UTC; 42 bits of milliseconds last until 2159."""
_STATION_BITS = 10
_COUNTER_BITS = 11
MOMENT_SHIFT = _STATION_BITS + _COUNTER_BITS
"""So many bits of a logical time stand below its milliseconds."""
MAX_STATION = 2**_STATION_BITS - 1


class Clock(Protocol):
    """The wall clock; tests bring their own."""

    def now_ms(self) -> int:
        """Return milliseconds since 1970, UTC."""

    def today(self) -> str:
        """Return the local business date, ISO."""

    def day_of(self, moment_ms: int) -> str:
        """Return the local date of a moment, ISO."""


class SystemClock:
    """The clock of this computer."""

    def now_ms(self) -> int:
        """Return milliseconds since 1970, UTC."""
        return time.time_ns() // 1_000_000

    def today(self) -> str:
        """Return the local date, ISO."""
        return datetime.datetime.now().astimezone().date().isoformat()

    def day_of(self, moment_ms: int) -> str:
        """Return the local date of a moment, ISO."""
        return _day(moment_ms).astimezone().date().isoformat()


class FixedClock:
    """A clock that stands until it is set; each reading moves it by one millisecond."""

    def __init__(self, day: str, hour: int = 9) -> None:
        """Start on `day` (ISO) at `hour` UTC."""
        self.set_day(day, hour)

    def set_day(self, day: str, hour: int = 9) -> None:
        """Move to `day` at `hour` UTC."""
        self._day = day
        midnight = datetime.datetime.fromisoformat(day).replace(tzinfo=datetime.UTC)
        self._now_ms = int(midnight.timestamp()) * 1000 + hour * 3_600_000

    def now_ms(self) -> int:
        """Return the time and move on by one millisecond."""
        self._now_ms += 1
        return self._now_ms

    def today(self) -> str:
        """Return the set day."""
        return self._day

    def day_of(self, moment_ms: int) -> str:
        """Return the date of a moment, UTC, ISO."""
        return _day(moment_ms).date().isoformat()


def _day(moment_ms: int) -> datetime.datetime:
    return datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(milliseconds=moment_ms)


class LogicalClock:
    """Gives each operation of one station the next logical time."""

    def __init__(self, clock: Clock, station: int, last: int = 0) -> None:
        """Go on after `last`, the newest logical time this station has seen."""
        if not 0 < station <= MAX_STATION:
            raise ValueError(station)
        self._clock = clock
        self._station = station
        self._last = last

    def tick(self) -> int:
        """Return the next logical time, later than everything seen."""
        now = (self._clock.now_ms() - EPOCH_MS) << _COUNTER_BITS
        tick = max(now, (self._last >> _STATION_BITS) + 1)
        self._last = tick << _STATION_BITS | self._station
        return self._last


def instant_ms(logical: int) -> int:
    """Return the wall time inside a logical time, in milliseconds since 1970."""
    return (logical >> MOMENT_SHIFT) + EPOCH_MS


def logical_of(moment_ms: int) -> int:
    """Return the first logical time of a moment, in milliseconds since 1970; 0 before there was any."""
    return max(moment_ms - EPOCH_MS, 0) << MOMENT_SHIFT
