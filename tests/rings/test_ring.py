"""The ring: newest wins, nothing torn, and a reader that outlives files and writers."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from studio.rings.ring import MAGIC, RingReader, RingWriter

HAMMER = """
import sys
from pathlib import Path
from studio.rings.ring import RingWriter
ring = RingWriter(Path(sys.argv[1]), 300_000)
patterns = [bytes([i]) * (300_000 - i) for i in range(251)]
print("ready", flush=True)
n = 0
while True:
    ring.write((patterns[n % 251],), float(n))
    n += 1
"""


def hammer(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HAMMER, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def stop(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def test_the_newest_is_read_once_and_older_ones_are_skipped(tmp_path: Path) -> None:
    writer, reader = RingWriter(tmp_path / "r", 100), RingReader(tmp_path / "r")
    assert reader.latest() is None
    for i in range(7):
        writer.write((b"head", bytes([i]) * i), i * 0.5)
    slot = reader.latest()
    assert slot is not None
    assert (slot.data, slot.time_s) == (b"head" + bytes([6]) * 6, 3.0)
    assert reader.latest(slot.sequence) is None
    assert writer.write((b"",), 9.0) == slot.sequence + 1
    after = reader.latest(slot.sequence)
    assert after is not None
    assert (after.data, after.time_s) == (b"", 9.0)


def test_no_copy_is_ever_torn_while_another_process_writes_as_fast_as_it_can(tmp_path: Path) -> None:
    process = hammer(tmp_path / "r")
    try:
        reader, seen, after = RingReader(tmp_path / "r"), 0, -1
        while seen < 3000:
            slot = reader.latest(after)
            if slot is None:
                continue
            number = int(slot.time_s)
            assert slot.sequence > after
            assert slot.data == bytes([number % 251]) * (300_000 - number % 251)
            after, seen = slot.sequence, seen + 1
    finally:
        stop(process)


def test_a_slot_being_written_when_the_writer_is_killed_is_never_given(tmp_path: Path) -> None:
    for _ in range(5):
        process = hammer(tmp_path / "r")
        reader = RingReader(tmp_path / "r")
        first = None
        while first is None:
            first = reader.latest()
        process.send_signal(signal.SIGKILL)
        stop(process)
        slot = reader.latest()
        if slot is not None:
            assert slot.data == bytes([int(slot.time_s) % 251]) * (300_000 - int(slot.time_s) % 251)
        successor = RingWriter(tmp_path / "r", 10)
        successor.write((b"new",), 1.0)
        again = reader.latest(slot.sequence if slot else first.sequence)
        assert again is not None, "the sequence of a successor is higher, so `after` stays good"
        assert again.data == b"new"
        successor.close()


def test_a_reader_waits_for_a_missing_file_and_follows_a_replaced_one_of_another_size(tmp_path: Path) -> None:
    path = tmp_path / "r"
    reader = RingReader(path)
    assert reader.latest() is None
    first = RingWriter(path, 10)
    first.write((b"small",), 1.0)
    slot = reader.latest()
    assert slot is not None
    second = RingWriter(path, 100_000, slots=5)
    second.write((b"x" * 100_000,), 2.0)
    bigger = reader.latest(slot.sequence)
    assert bigger is not None
    assert len(bigger.data) == 100_000
    first.close()
    assert path.exists(), "an old writer does not remove its successor's file"
    second.close()
    assert not path.exists()
    assert reader.latest() is None
    third = RingWriter(path, 10)
    third.write((b"back",), 3.0)
    back = reader.latest(bigger.sequence)
    assert back is not None
    assert back.data == b"back"
    third.close()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"QHRING01",
        b"x" * 4096,
        MAGIC + (3).to_bytes(8, "little") + (1 << 40).to_bytes(8, "little") + bytes(4096),
        MAGIC + (0).to_bytes(8, "little") + (16).to_bytes(8, "little") + bytes(4096),
    ],
)
def test_a_file_that_is_no_ring_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "r").write_bytes(content)
    assert RingReader(tmp_path / "r").latest() is None


def test_a_ring_belongs_to_its_user_alone_and_leaves_nothing_beside(tmp_path: Path) -> None:
    writer = RingWriter(tmp_path / "r", 10)
    assert stat.S_IMODE(os.stat(tmp_path / "r").st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["r"]
    writer.close()
    writer.close()
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_does_not_fit_is_refused_and_the_ring_goes_on(tmp_path: Path) -> None:
    writer, reader = RingWriter(tmp_path / "r", 4), RingReader(tmp_path / "r")
    with pytest.raises(ValueError, match="do not fit"):
        writer.write((b"12", b"345"), 0.0)
    writer.write((b"1234",), 0.0)
    slot = reader.latest()
    assert slot is not None
    assert slot.data == b"1234"
    for slot_bytes, slots in ((0, 3), (10, 1), (1 << 30, 3)):
        with pytest.raises(ValueError, match="cannot be"):
            RingWriter(tmp_path / "other", slot_bytes, slots)
