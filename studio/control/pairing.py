"""The code of the pairing that is offered now, asked for by whoever sits at the machine.

The state says only that one is offered: every panel sees the state, and whoever sees the code may use it. The show
tells it to this machine alone, for the performer's own token.
"""

from __future__ import annotations

import json
import urllib.request
from dataclasses import dataclass, field

from studio.control.codec import value_from_json
from studio.core.errors import CommandError, RemoteError

_ANSWER_S = 5.0
_MAX_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Invitation:
    code: str = field(repr=False)
    """Six digits, to be typed."""
    url: str = field(repr=False)
    """What the QR code says: the panel's address and a longer code, good for the same one time."""
    page: str
    """The panel's address, for whoever types the digits."""
    ends_in_s: float
    qr: tuple[str, ...] = field(repr=False)
    """The QR code of `url`: rows of "0" and "1", dark is 1; leave four modules free around it."""
    reachable: bool
    """Whether other machines are let in; without it only this one can use the code."""


def invitation(url: str, token: str) -> Invitation | None:
    """What is offered now, or None. `url` and `token` of the running show (`place.find`). Waits for the answer.

    Raises RemoteError.
    """
    request = urllib.request.Request(f"{url}/pairing", headers={"Authorization": f"Bearer {token}"})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=_ANSWER_S) as answer:
            told = json.loads(answer.read(_MAX_BYTES))
        return None if told is None else value_from_json(Invitation, told, "pairing")
    except (OSError, ValueError, CommandError) as error:
        raise RemoteError(
            "the show does not tell its pairing code", where=url, remedy="see whether the show runs, and offer again"
        ) from error
