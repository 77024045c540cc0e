"""Pairing: a code from hand to hand, once, for a token of the device's own.

Six digits are few, so a code lives two minutes, works once, and is void after a handful of wrong tries, whoever makes
them. The QR code carries a long one instead, in the fragment of the address, which browsers send to nobody.
"""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from studio.control.remote_steps import PAIRING_S
from studio.control.role import Role
from studio.remote.tokens import Grant, Tokens

MOST_WRONG: Final = 5
"""Guesses of one offer: one chance in 200,000 for all of them."""
_MOST_NAME = 40


@dataclass(frozen=True, slots=True)
class Offer:
    role: Role
    name: str
    """"" lets the device say so itself."""
    code: str = field(repr=False)
    """Six digits."""
    secret: str = field(repr=False)
    """What the QR code carries; 128 bits."""
    ends_s: float
    """On the clock of `Pairings`."""


class Pairings:
    """Thread-safe. One offer at a time."""

    def __init__(self, tokens: Tokens, clock: Callable[[], float] = time.monotonic) -> None:
        self._tokens = tokens
        self._clock = clock
        self._lock = threading.Lock()
        self._offer: Offer | None = None
        self._wrong = 0

    @property
    def offer(self) -> Offer | None:
        """What is offered now."""
        with self._lock:
            return self._living()

    def begin(self, role: Role, name: str) -> Offer:
        """A new code; the last one is void."""
        code = f"{secrets.randbelow(1_000_000):06d}"
        with self._lock:
            self._offer = Offer(role, name, code, secrets.token_urlsafe(16), self._clock() + PAIRING_S)
            self._wrong = 0
            return self._offer

    def end(self) -> None:
        with self._lock:
            self._offer = None

    def redeem(self, given: str, device: str) -> tuple[Grant, str] | None:
        """The grant and its token for a right code; None for any other. Raises OSError if it cannot be kept."""
        with self._lock:
            offer = self._living()
            # Both are compared whatever comes, so that time tells nothing.
            fits = [_same(given, known) for known in (offer.code, offer.secret)] if offer is not None else [False]
            if offer is None or not any(fits):
                self._wrong += 1
                if self._wrong >= MOST_WRONG:
                    self._offer = None
                return None
            self._offer = None
            return self._tokens.grant(offer.role, offer.name or _plain(device) or offer.role.value, keep=True)

    def _living(self) -> Offer | None:
        if self._offer is not None and self._clock() >= self._offer.ends_s:
            self._offer = None
        return self._offer


def _same(given: str, known: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), known.encode())


def _plain(name: str) -> str:
    """A stranger's name for its device, fit for a list."""
    return " ".join("".join(char if char.isprintable() else " " for char in name[:200]).split())[:_MOST_NAME]
