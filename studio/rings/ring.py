"""A ring of slots in a memory-mapped file: one process writes, any number read the newest, nobody waits for anybody.

    header   64 bytes: magic, slots, slot size, sequence of the newest slot, closed flag
    slot     32 bytes: its sequence (0 while it is written), time, length; then the data, padded to 64 bytes

Torn data cannot be taken: the writer sets a slot's sequence to 0 before it touches the data and to the new number
after, and a reader keeps a copy only if the number was the same before and after copying. With three slots, two more
writes must fall into one copy before a reader has to try again.

A file is made beside its place, at full size, and renamed; it is never truncated, so a mapping can never fault.
Sequences start from the system's monotonic clock, so those of a writer that follows a dead one are always higher and a
reader's `after` stays good across a restart.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import struct
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MAGIC = b"QHRING01"
MAX_BYTES = 1 << 30
"""A ring larger than this is refused, by writer and reader."""

_HEADER_BYTES = 64
_SLOT_HEADER_BYTES = 32
_HEADER = struct.Struct("=8sQQ")
# Indices of 8-byte words. A word is stored and loaded by one machine instruction; struct's "<Q" would go byte by byte.
_NEWEST_WORD = 3
_CLOSED_WORD = 4
_SEQUENCE, _TIME, _LENGTH = 0, 1, 2
_TRIES = 16


@dataclass(frozen=True, slots=True)
class Slot:
    """What was newest in a ring."""

    sequence: int
    """Rises by 1 with every write; higher again after a restart of the writer."""
    time_s: float
    """As the writer gave it: common clock (`time.monotonic`)."""
    data: bytes


class RingWriter:
    """The one writer of a ring; makes the file at once and takes the place of any that is there.

    `slot_bytes` is the most one write may hold. Raises ValueError for senseless sizes and OSError if the file cannot be
    made. Use it from one thread; `close` removes the file.
    """

    def __init__(self, path: Path, slot_bytes: int, slots: int = 3) -> None:
        if slot_bytes < 1 or slots < 2 or _file_bytes(slots, slot_bytes) > MAX_BYTES:
            raise ValueError(f"a ring of {slots} slots of {slot_bytes} bytes cannot be")
        self.path = Path(path)
        self.slot_bytes = slot_bytes
        self.slots = slots
        self._map, self._identity = _make(self.path, slots, slot_bytes)
        self._bytes = memoryview(self._map)
        self._words = self._bytes.cast("Q")
        self._times = self._bytes.cast("d")
        self._sequence = time.monotonic_ns() // 1000
        self._fence = _Fence()

    def write(self, parts: Sequence[bytes | memoryview], time_s: float) -> int:
        """Puts the joined parts into the next slot and gives its sequence. Raises ValueError if they do not fit."""
        views = [memoryview(part).cast("B") for part in parts if len(part)]
        length = sum(len(view) for view in views)
        if length > self.slot_bytes:
            raise ValueError(f"{length} bytes do not fit into a slot of {self.slot_bytes}")
        sequence = self._sequence + 1
        start = _slot_start(sequence % self.slots, self.slot_bytes)
        word = start // 8
        self._words[word + _SEQUENCE] = 0
        self._fence()
        at = start + _SLOT_HEADER_BYTES
        for view in views:
            self._bytes[at : at + len(view)] = view
            at += len(view)
        self._times[word + _TIME] = time_s
        self._words[word + _LENGTH] = length
        self._fence()
        self._words[word + _SEQUENCE] = sequence
        self._fence()
        self._words[_NEWEST_WORD] = sequence
        self._sequence = sequence
        return sequence

    def close(self) -> None:
        """Tells readers to let go and removes the file if it is still this writer's own. Closing twice is no error."""
        if self._map.closed:
            return
        self._words[_CLOSED_WORD] = 1
        for view in (self._times, self._words, self._bytes):
            view.release()
        self._map.close()
        with contextlib.suppress(OSError):
            if _identity(os.stat(self.path)) == self._identity:
                self.path.unlink()


class RingReader:
    """Reads the newest of a ring that may not exist yet, may be replaced, resized or gone at any time."""

    def __init__(self, path: Path) -> None:
        self.path = Path(path)
        self._map: mmap.mmap | None = None
        self._identity = (0, 0)
        self._fence = _Fence()

    def latest(self, after: int = -1) -> Slot | None:
        """The newest slot if its sequence is above `after`; else None. Never raises for a file."""
        if not self._attach():
            return None
        for _ in range(_TRIES):
            newest = self._words[_NEWEST_WORD]
            if newest == 0 or newest <= after:
                return None
            slot = self._copy(newest)
            if slot is not None:
                return slot
        return None

    def close(self) -> None:
        """Lets go of the file; a later `latest` finds it again."""
        if self._map is not None:
            for view in (self._times, self._words, self._bytes):
                view.release()
            self._map.close()
            self._map = None

    def _copy(self, sequence: int) -> Slot | None:
        start = _slot_start(sequence % self._slots, self._slot_bytes)
        word = start // 8
        if self._words[word + _SEQUENCE] != sequence:
            return None
        self._fence()
        time_s = self._times[word + _TIME]
        length = self._words[word + _LENGTH]
        if length > self._slot_bytes:
            return None
        data = bytes(self._bytes[start + _SLOT_HEADER_BYTES : start + _SLOT_HEADER_BYTES + length])
        self._fence()
        return Slot(sequence, time_s, data) if self._words[word + _SEQUENCE] == sequence else None

    def _attach(self) -> bool:
        """Maps the file that is at the path now; one that was replaced, removed or closed is dropped."""
        try:
            now = _identity(os.stat(self.path))
        except OSError:
            self.close()
            return False
        if self._map is not None:
            if now == self._identity and not self._words[_CLOSED_WORD]:
                return True
            self.close()
        return self._map_file()

    def _map_file(self) -> bool:
        try:
            descriptor = os.open(self.path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0))
        except OSError:
            return False
        try:
            status = os.fstat(descriptor)
            magic, slots, slot_bytes = _HEADER.unpack(os.read(descriptor, _HEADER.size))
            sound = (
                magic == MAGIC
                and slots >= 2
                and slot_bytes >= 1
                and _file_bytes(slots, slot_bytes) == status.st_size <= MAX_BYTES
            )
            if not sound:
                return False
            self._map = mmap.mmap(descriptor, status.st_size, access=mmap.ACCESS_READ)
        except (OSError, ValueError, struct.error):
            return False
        finally:
            os.close(descriptor)
        self._identity = _identity(status)
        self._slots, self._slot_bytes = slots, slot_bytes
        self._bytes = memoryview(self._map)
        self._words = self._bytes.cast("Q")
        self._times = self._bytes.cast("d")
        if self._words[_CLOSED_WORD]:
            self.close()
            return False
        return True


class _Fence:
    """Keeps memory accesses before it before those after it, on machines that reorder stores (ARM) too.

    Python has no fence; a lock released and another taken make one. It costs 0.1 µs.
    """

    def __init__(self) -> None:
        self._first, self._second = threading.Lock(), threading.Lock()

    def __call__(self) -> None:
        with self._first:
            pass
        with self._second:
            pass


def _slot_bytes_padded(slot_bytes: int) -> int:
    return (_SLOT_HEADER_BYTES + slot_bytes + 63) // 64 * 64


def _slot_start(index: int, slot_bytes: int) -> int:
    return _HEADER_BYTES + index * _slot_bytes_padded(slot_bytes)


def _file_bytes(slots: int, slot_bytes: int) -> int:
    return _HEADER_BYTES + slots * _slot_bytes_padded(slot_bytes)


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino


def _make(path: Path, slots: int, slot_bytes: int) -> tuple[mmap.mmap, tuple[int, int]]:
    size = _file_bytes(slots, slot_bytes)
    beside = path.with_name(f".{path.name}.{os.getpid()}.{time.monotonic_ns()}")
    descriptor = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(descriptor, 0, size)  # a full disk is an error here, not a fault at a later write
        else:
            os.ftruncate(descriptor, size)
        os.write(descriptor, _HEADER.pack(MAGIC, slots, slot_bytes))
        identity = _identity(os.fstat(descriptor))
        mapped = mmap.mmap(descriptor, size)
    except BaseException:
        os.close(descriptor)
        beside.unlink(missing_ok=True)
        raise
    os.close(descriptor)
    try:
        beside.replace(path)
    except OSError:
        mapped.close()
        beside.unlink(missing_ok=True)
        raise
    return mapped, identity
