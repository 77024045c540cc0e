"""The user's settings: what the last show was like, so that the next begins where it ended.

A JSON file readable by the user only. It is written beside its place and renamed, and the last good one is kept as
`.bak`: a settings file that was damaged, or edited wrongly, costs neither the start nor the settings.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import threading
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, model_validator

from studio.control.state import Framing
from studio.core import tuning
from studio.core.errors import LibraryError
from studio.core.tuning import Motion
from studio.library import paths
from studio.library.reading import Strict, read_table

_log = logging.getLogger(__name__)
VERSION: Final = 1
_MAX_BYTES = 1_000_000
_remembering = threading.Lock()
"""Two threads that each read, change and write would lose one change."""


class CanvasSettings(Strict):
    width: int = Field(default=1280, ge=64, le=4096, multiple_of=2)
    height: int = Field(default=720, ge=64, le=4096, multiple_of=2)
    fps: int = Field(default=30, ge=1, le=120)


class LastEdit(Strict):
    """What was changed of a product during the show, by whom and when (seconds since 1970)."""

    product: str
    price_fen: int | None = None
    usual_price_fen: int | None = None
    compare_basis: str = ""
    price_by: str = ""
    price_at_s: float = 0.0
    stock: int | None = None
    stock_by: str = ""
    stock_at_s: float = 0.0


class LastOverlay(Strict):
    overlay: str
    shown: bool
    text_zh: str = ""
    text_en: str = ""


class LastOutfit(Strict):
    palette: str = ""
    tints: dict[str, Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]] = Field(default_factory=dict)
    off: list[str] = Field(default_factory=list)


class LastShow(Strict):
    """What the next show starts with (`engine.resume`)."""

    source: str = "take:welcome"
    avatar: str = "qiongjiu"
    mirror: bool = True
    framing: Framing = Field(default=Framing.BUST, strict=False)
    background: str = "set:wutingchunshui/day"
    canvas: CanvasSettings = CanvasSettings()
    slate: bool = False
    held: dict[str, float] = Field(default_factory=dict)
    outfits: dict[str, LastOutfit] = Field(default_factory=dict)
    """By avatar."""
    obs: bool = False
    """OBS was to be followed."""
    preset: str = ""
    """By what name or folder it was opened."""
    product: str = ""
    product_at_s: float = 0.0
    card: bool = False
    rundown_held: bool = False
    order: list[str] = Field(default_factory=list)
    """Ids of the rundown."""
    edits: list[LastEdit] = Field(default_factory=list)
    overlays: list[LastOverlay] = Field(default_factory=list)
    """Those that are not as the preset has them."""
    countdown: str = ""
    countdown_ends_at_s: float = 0.0


class AvatarTuning(Strict):
    """How an avatar was set: `core.tuning.KeyLight`, and its springs."""

    springs: float = Field(default=1.0, ge=tuning.LEAST_SPRINGS, le=tuning.MOST_SPRINGS)
    turn_deg: float = Field(default=0.0, ge=-tuning.MOST_TURN_DEG, le=tuning.MOST_TURN_DEG)
    lift_deg: float = Field(default=0.0, ge=tuning.LEAST_LIFT_DEG, le=tuning.MOST_LIFT_DEG)
    warmth: float = Field(default=0.0, ge=-1.0, le=1.0)
    strength: float = Field(default=1.0, ge=tuning.LEAST_LIGHT, le=tuning.MOST_LIGHT)


class WindowSettings(Strict):
    """`core.tuning.Window`"""

    motion: Motion = Field(strict=False)
    low: float = Field(ge=0.0, le=tuning.MOST_LOW)
    high: float = Field(ge=tuning.LEAST_HIGH, le=tuning.MOST_HIGH)

    @model_validator(mode="after")
    def _has_room(self) -> Self:
        if self.high - self.low < tuning.LEAST_WINDOW - 1e-9:
            raise ValueError(f"high must be at least {tuning.LEAST_WINDOW:g} above low")
        return self


class Settings(Strict):
    version: Literal[1] = VERSION
    language: Literal["", "zh", "en"] = ""
    """"": as the system."""
    show: LastShow = LastShow()
    consent: str = Field(default="", max_length=200)
    """The performer who agreed to be captured; "" nobody."""
    provider_code: str = Field(default="", pattern=r"^[\x21\x23-\x5b\x5d-\x7e]*$", max_length=64)
    """Service provider's code for the AIGC metadata (GB 45438-2025, Appendix E); "" not given yet."""
    virtual_camera: str = ""
    """The device chosen last."""
    lan: bool = False
    """Whether panels of the local network are let in."""
    tls: bool = False
    avatars: dict[str, AvatarTuning] = Field(default_factory=dict)
    """By the name that `ChooseAvatar` takes; those that are not as they came."""
    performers: dict[str, list[WindowSettings]] = Field(default_factory=dict)
    """By the name of who agreed to be captured, "" nobody."""
    stream: str = ""
    """Where the network stream went last."""


def load(path: Path | None = None) -> Settings:
    """The settings, or the defaults where there is no file yet. Raises LibraryError."""
    return _read(path or paths.settings_file()) or Settings()


def resume(path: Path | None = None) -> tuple[Settings, LibraryError | None]:
    """The newest settings that can be read, and what is wrong with the file if they are not its own. Never raises."""
    path = path or paths.settings_file()
    try:
        return load(path), None
    except LibraryError as error:
        try:
            return _read(_backup(path)) or Settings(), error
        except LibraryError:
            return Settings(), error


def save(settings: Settings, path: Path | None = None) -> None:
    """Replaces the file. Raises LibraryError."""
    path = path or paths.settings_file()
    beside = path.with_suffix(".new")
    text = json.dumps(settings.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        _keep(path)
        beside.replace(path)
    except OSError as error:
        raise LibraryError(
            f"the settings cannot be saved: {error.strerror}", where=str(path), remedy="check the disk and the folder"
        ) from error


def remember(path: Path | None = None, **changes: Any) -> None:
    """Saves some settings among the others as they are. A full disk is logged, not raised. Thread-safe."""
    with _remembering:
        found, _ = resume(path)
        try:
            save(found.model_copy(update=changes), path)
        except LibraryError as error:
            _log.warning("%s", error)


def _keep(path: Path) -> None:
    """The present file becomes the backup if it is sound, and is put aside for its owner if it is not."""
    try:
        if _read(path) is not None:
            beside = path.with_suffix(".bak.new")
            shutil.copy(path, beside)
            beside.replace(_backup(path))
    except LibraryError:
        path.replace(path.with_suffix(".broken"))


def _backup(path: Path) -> Path:
    return path.with_suffix(".bak")


def _read(path: Path) -> Settings | None:
    """None if there is no file. Raises LibraryError."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise LibraryError("far too long for settings", where=str(path), remedy="delete the file")
        data: Any = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (ValueError, RecursionError) as error:
        raise LibraryError(f"no valid JSON: {error}", where=str(path), remedy="correct or delete the file") from error
    except OSError as error:
        raise LibraryError(f"cannot be read: {error.strerror}", where=str(path), remedy="delete the file") from error
    if not isinstance(data, dict):
        raise LibraryError("settings are an object", where=str(path), remedy="correct or delete the file")
    if isinstance(version := data.get("version"), int) and version > VERSION:
        raise LibraryError(
            f"these settings are of a newer studio (version {version})", where=str(path), remedy="update the studio"
        )
    return read_table(Settings, data, where=str(path))
