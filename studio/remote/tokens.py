"""Tokens: each stands for a role and can be taken back.

A token is 256 random bits, told once to whoever shall use it. Only its SHA-256 is kept, so the file beside the settings
opens nothing; it is readable by the user alone all the same.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import os
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from studio.control.codec import Json, json_from, value_from_json
from studio.control.roles import Role
from studio.core.errors import CommandError

_log = logging.getLogger(__name__)
_MAX_FILE = 1 << 20


@dataclass(frozen=True, slots=True)
class Grant:
    """What a token allows, without the token."""

    id: str
    role: Role
    name: str
    """Who has it, as the performer calls them: “this machine”, “Xiao Li's phone”."""
    made_at: str
    """ISO 8601, UTC."""
    sha256: str
    kept: bool
    """Whether it outlives this show."""


class Tokens:
    """Thread-safe."""

    def __init__(self, path: Path | None = None) -> None:
        """`path`: where kept tokens live; None keeps nothing beyond this object. A damaged file is set aside."""
        self._path = path
        self._lock = threading.Lock()
        self._grants = {grant.id: grant for grant in _load(path)} if path else {}
        self._revoked_listeners: tuple[Callable[[Grant], None], ...] = ()

    @property
    def grants(self) -> tuple[Grant, ...]:
        """All that is given out now, oldest first."""
        with self._lock:
            return tuple(self._grants.values())

    def issue(self, role: Role, name: str, *, keep: bool = False) -> str:
        """A new token; it cannot be shown again. Raises OSError if it shall be kept and the file cannot be written."""
        return self.grant(role, name, keep=keep)[1]

    def grant(self, role: Role, name: str, *, keep: bool = False) -> tuple[Grant, str]:
        """As `issue`, with what is written down of it."""
        token = secrets.token_urlsafe(32)
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        grant = Grant(secrets.token_hex(6), role, name, made_at, _digest(token), keep)
        with self._lock:
            self._grants[grant.id] = grant
            if keep:
                self._save()
        return grant, token

    def check(self, token: str) -> Grant | None:
        """What the token allows, or None. Takes the same time whichever grant it fits and whether it fits one."""
        digest = _digest(token)
        found: Grant | None = None
        for grant in self.grants:
            if hmac.compare_digest(grant.sha256, digest):
                found = grant
        return found

    def revoke(self, grant_id: str) -> None:
        """From now on the token opens nothing; whoever is connected with it is shown out. An unknown id is no error."""
        with self._lock:
            grant = self._grants.pop(grant_id, None)
            if grant is not None and grant.kept:
                self._save()
        if grant is not None:
            for listener in self._revoked_listeners:
                listener(grant)

    def on_revoked(self, listener: Callable[[Grant], None]) -> Callable[[], None]:
        """Calls `listener` with every grant taken back, from the thread that does so. Returns how to stop."""
        self._revoked_listeners = (*self._revoked_listeners, listener)

        def stop() -> None:
            self._revoked_listeners = tuple(item for item in self._revoked_listeners if item is not listener)

        return stop

    def _save(self) -> None:
        if self._path is None:
            return
        kept: list[Json] = [json_from(grant) for grant in self._grants.values() if grant.kept]
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = self._path.with_suffix(".new")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump({"tokens": kept}, file, ensure_ascii=False, indent=1)
        beside.replace(self._path)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _load(path: Path) -> tuple[Grant, ...]:
    try:
        if path.stat().st_size > _MAX_FILE:
            raise ValueError("too large")
        data = json.loads(path.read_text(encoding="utf-8"))
        return value_from_json(tuple[Grant, ...], data["tokens"], "tokens")
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError, RecursionError, CommandError) as error:
        aside = path.with_suffix(".damaged")
        _log.warning("the kept tokens cannot be read (%s); panels must be let in anew; see %s", error, aside.name)
        try:
            path.replace(aside)
        except OSError:
            _log.warning("%s cannot be set aside", path.name)
        return ()
