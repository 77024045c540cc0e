"""What the desk remembers from one day to the next, in one small JSON file the user can read."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from studio.desk.theme import Look

_log = logging.getLogger(__name__)
_MAX_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Settings:
    language: str = ""
    """`zh` or `en`; "" follows the system."""
    look: str = Look.SYSTEM.value
    geometry: str = ""
    """Of the window, base64 of Qt's own form."""
    docks: str = ""
    air_pid: int = 0
    air_since_s: float = 0.0
    """When the show of that process went on air (seconds since 1970), so that a reopened desk shows the right clock."""


def load(path: Path) -> Settings:
    """A missing file means the defaults; so does each value of the wrong kind."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ValueError("too large")
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, RecursionError) as error:
        _log.warning("the desk's settings cannot be read (%s); it begins anew", error)
        return Settings()
    if not isinstance(data, dict):
        return Settings()
    sound = {item.name: data[item.name] for item in fields(Settings) if _fits(data.get(item.name), item.default)}
    return replace(Settings(), **sound)


def _fits(value: object, default: object) -> bool:
    kinds = (int, float) if isinstance(default, float) else (type(default),)
    return isinstance(value, kinds) and not isinstance(value, bool)


def save(path: Path, settings: Settings) -> None:
    """Beside, then renamed. A folder that cannot be written costs the memory, never the desk."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        _log.warning("the desk's settings cannot be kept: %s", error)
