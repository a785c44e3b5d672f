"""Tags: every one counted once, foreign ones apart, damaged frames never a tag (F60)."""

import random
import time

import pytest

from app.devices.faults import Fault
from app.devices.listening import TagReader
from app.devices.tags.m100 import START_READING, M100Frames, crc16
from app.devices.tags.r2000 import R2000Frames, read_once, use_antenna
from app.devices.tags.session import TagSession
from app.devices.tags.sgtin import Sgtin, sgtin_of
from app.devices.tags.tag import Tag


def m100_frame(epc: bytes, rssi: int = -60) -> bytes:
    pc = (len(epc) // 2 << 11).to_bytes(2, "big")
    params = rssi.to_bytes(1, "big", signed=True) + pc + epc + crc16(pc + epc)
    body = b"\x02\x22" + len(params).to_bytes(2, "big") + params
    return b"\xbb" + body + bytes((sum(body) & 0xFF,)) + b"\x7e"


def test_fifty_thousand_reads_of_eight_hundred_tags() -> None:
    random_ = random.Random(5)
    ours = [bytes.fromhex("3034257BF7194E40") + number.to_bytes(4, "big") for number in range(800)]
    foreign = [bytes.fromhex("E200301666130121") + number.to_bytes(4, "big") for number in range(30)]
    stream = b"".join(m100_frame(random_.choice(ours + foreign)) for _ in range(50_000))
    began = time.thread_time()
    frames, session = M100Frames(), TagSession(prefixes=("30",))
    for start in range(0, len(stream), 997):
        for told in frames.feed(stream[start : start + 997]):
            assert isinstance(told, Tag)
            session.hear(told)
    assert (len(session.ours), len(session.foreign)) == (800, 30)
    assert sum(session.ours.values()) + sum(session.foreign.values()) == 50_000
    assert time.thread_time() - began < 10


def test_a_weak_tag_is_too_far_away() -> None:
    session = TagSession(least_dbm=-65)
    assert not session.hear(Tag("30", "3000", rssi_dbm=-70))
    assert session.hear(Tag("30", "3000", rssi_dbm=-50))
    assert not session.hear(Tag("30", "3000", rssi_dbm=-50))


def test_damaged_streams_give_only_tags_that_were_sent() -> None:
    random_ = random.Random(11)
    for _ in range(2_000):
        epcs = [random_.randbytes(12) for _ in range(3)]
        stream = bytearray(b"".join(map(m100_frame, epcs)))
        for _ in range(random_.randrange(3)):
            stream[random_.randrange(len(stream))] = random_.randrange(256)
        frames = M100Frames()
        told = frames.feed(bytes(stream)) + frames.expire()
        sent = {epc.hex().upper() for epc in epcs}
        assert {one.epc for one in told if isinstance(one, Tag)} <= sent


def test_commands_of_the_other_family() -> None:
    assert use_antenna(0) == bytes.fromhex("A004017400E7")
    assert read_once() == bytes.fromhex("A004018901D1")
    frames = R2000Frames()
    assert frames.feed(bytes.fromhex("A004017410D7")) == []
    assert [type(one) for one in frames.feed(bytes.fromhex("00A004017410D8")) + frames.expire()] == [
        Fault,
        Fault,
    ]


def test_numbers_inside_tags() -> None:
    assert sgtin_of("3034257BF7194E4000003039") == Sgtin("80614141123458", "12345")
    assert sgtin_of("E200301666130121155074EF") is None
    assert sgtin_of("30FC257BF7194E4000003039") is None


class QuietPort:
    """A reader that was told to read and says what it is given, then nothing."""

    def __init__(self, *said: bytes) -> None:
        self.said, self.told = list(said), list[bytes]()

    def read(self, _timeout_s: float) -> bytes:
        return self.said.pop(0) if self.said else b""

    def write(self, data: bytes) -> None:
        self.told.append(data)

    def forget_input(self) -> None:
        pass

    def close(self) -> None:
        pass


def test_a_reader_that_ended_its_rounds_is_told_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("app.devices.listening.time.monotonic", lambda: now[0])
    no_tag = bytes.fromhex("BB01FF000115167E")
    port, heard = QuietPort(no_tag, m100_frame(b"\x30" * 12), no_tag, b"", b"", b""), list[Tag | Fault]()
    reader = TagReader(M100Frames(), START_READING, heard.append)
    for seconds in (0, 2.5, 2.5, 2.5, 1, 0.2):
        now[0] += seconds
        reader.serve(port)
    assert port.told == [START_READING, START_READING]
    assert heard == [Tag("30" * 12, "3000", rssi_dbm=-60)]
