"""What the desk remembers from one day to the next, in one small JSON file the user can read."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, field, fields, replace
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
    workspace: str = ""
    """Name of the workspace; "" begins with the first."""
    layouts: dict[str, str] = field(default_factory=dict)
    """Where the cards are, base64 of Qt's own form, by workspace and shape of the picture."""
    operator: str = ""
    """Who is at the desk: edits are logged under this name."""
    licences: dict[str, str] = field(default_factory=dict)
    """Avatars of one's own: path, and the licence's word that was agreed to."""
    keys_everywhere: bool = False
    """Whether the preset's hotkeys also work while another program has the focus."""
    tray: bool = False
    """Closing the window keeps the desk in the system's tray while a show runs."""
    welcomed: bool = False
    """Whether the first steps were taken or put off."""
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
    begun = Settings()
    sound = {
        item.name: data[item.name] for item in fields(Settings) if _fits(data.get(item.name), getattr(begun, item.name))
    }
    return replace(begun, **sound)


def _fits(value: object, default: object) -> bool:
    """Whether it is of the default's kind; a mapping holds texts only."""
    if isinstance(default, dict):
        return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    return isinstance(value, (int, float) if isinstance(default, float) else type(default))


def save(path: Path, settings: Settings) -> None:
    """Beside, then renamed. A folder that cannot be written costs the memory, never the desk."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        _log.warning("the desk's settings cannot be kept: %s", error)
