"""Where two threads meet: the newest value wins and nobody waits."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class Slot(Generic[T]):
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._value: T | None = None

    def put(self, value: T) -> T | None:
        """Leaves a value and returns the one that nobody took, if any."""
        with self._lock:
            untaken, self._value = self._value, value
            return untaken

    def take(self) -> T | None:
        """The newest value, once; None if there is nothing new."""
        with self._lock:
            value, self._value = self._value, None
            return value
