"""A backup taken while trade goes on is one moment, whole and proven; a restored firm takes the place of another."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.services import backup, proof
from app.services.firm import Firm, FirmExists
from app.storage.backup import BackupUnsound
from app.storage.migrator import NotOurs
from tests.builders import Shop, Stock, a_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    shop = a_shop(path=tmp_path / "小店.zhanggui")
    shop.receives("苹果", 1000, at=3)
    yield shop
    shop.firm.close()


def test_a_backup_under_load_is_one_moment(shop: Shop) -> None:
    done = threading.Event()
    said: list[int] = []

    def trades() -> None:
        while not done.is_set():
            shop.sells("苹果", "0.5", at=5)
            said.append(1)
        shop.firm.close()

    trader = threading.Thread(target=trades)
    trader.start()
    copies: list[tuple[int, Path]] = []
    try:
        while len(copies) < 5:
            before = len(said)
            copies.append((before, backup.backup(shop.firm)))
    finally:
        done.set()
        trader.join()
    for acknowledged, path in copies:
        with closing(Firm.open(path)) as firm:
            assert proof.verify(firm).findings == ()
            count = firm.database.execute("SELECT COUNT(*) FROM document WHERE type = 'delivery'").fetchone()[
                0
            ]
            assert count >= acknowledged, "what was said to be saved before the backup is in it"
    assert shop.is_proven()


def test_a_backup_replaces_no_file(shop: Shop) -> None:
    first = backup.backup(shop.firm)
    second = backup.backup(shop.firm)
    assert first != second
    assert first.exists()


def test_backups_asked_for_at_once_are_both_made(shop: Shop) -> None:
    made: list[Path] = []
    faults: list[BaseException] = []

    def backs_up() -> None:
        try:
            made.extend(backup.backup(shop.firm) for _ in range(4))
        except BaseException as fault:  # noqa: BLE001 - told below
            faults.append(fault)
        finally:
            shop.firm.close()

    threads = [threading.Thread(target=backs_up) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert len(set(made)) == 12
    for path in made:
        with closing(Firm.open(path)) as firm:
            assert proof.verify(firm).findings == ()


def test_restore_makes_the_same_firm(shop: Shop, tmp_path: Path) -> None:
    kept = backup.backup(shop.firm)
    shop.sells("苹果", 1, at=5)
    restored = backup.restore(kept, tmp_path / "zweite.zhanggui")
    with closing(Firm.open(restored)) as firm:
        assert proof.verify(firm).findings == ()
        assert Shop(firm, shop._clock).stock("苹果") == Stock("1000", "3000.00")
    with pytest.raises(FirmExists):
        backup.restore(kept, Path(shop.firm.path))


def test_restore_over_a_firm_keeps_the_old_one(shop: Shop) -> None:
    path = Path(shop.firm.path)
    kept = backup.backup(shop.firm)
    shop.sells("苹果", 1, at=5)
    shop.firm.close()
    old = backup.restore_over(kept, path)
    with closing(Firm.open(path)) as firm:
        assert Shop(firm, shop._clock).stock("苹果").quantity == "1000"
    with closing(Firm.open(old)) as firm:
        assert Shop(firm, shop._clock).stock("苹果").quantity == "999"
        assert proof.verify(firm).findings == ()


def test_a_firm_takes_the_place_of_a_firm_only(shop: Shop, tmp_path: Path) -> None:
    kept = backup.backup(shop.firm)
    folder, letter = tmp_path / "folder", tmp_path / "letter.txt"
    folder.mkdir()
    letter.write_text("Dear Sirs")
    for target in (folder, letter):
        with pytest.raises(NotOurs):
            backup.restore_over(kept, target)
    assert folder.is_dir()
    assert letter.read_text() == "Dear Sirs"


def test_a_damaged_backup_replaces_nothing(shop: Shop) -> None:
    kept = backup.backup(shop.firm)
    raw = bytearray(kept.read_bytes())
    middle = len(raw) // 4 // 4096 * 4096
    raw[middle : middle * 3] = bytes(middle * 2)
    kept.write_bytes(raw)
    path = Path(shop.firm.path)
    shop.firm.close()
    before = path.read_bytes()
    with pytest.raises(BackupUnsound):
        backup.restore_over(kept, path)
    assert path.read_bytes() == before
