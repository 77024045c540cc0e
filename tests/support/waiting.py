"""Waiting for another thread or process without asserting how long it takes."""

from __future__ import annotations

import time
from collections.abc import Callable


def wait_until(what: str, holds: Callable[[], object], *, at_most_s: float = 60.0) -> None:
    """Returns as soon as `holds()` is true; the limit only turns a hang into a failure that says what was awaited."""
    give_up_s = time.monotonic() + at_most_s
    while not holds():
        if time.monotonic() > give_up_s:
            raise AssertionError(f"waited in vain until {what}")
        time.sleep(0.01)
