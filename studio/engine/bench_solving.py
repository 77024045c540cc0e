"""`studio bench solving`: the solver measured on a take, on a clip, or on all that a folder holds.

A folder may hold pictures of faces with known head angles (as of AFLW2000: `NAME.jpg` beside `NAME.mat`, or a table
`*.tsv` of name, pitch, yaw, roll in degrees), takes and clips. Pictures are looked at as the live tracker looks.
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from studio.core.errors import CameraError, StudioError, TakeError
from studio.core.image import Image
from studio.core.landmarks import Landmarks
from studio.engine.tracker_client import iterate_landmarks
from studio.inputs.sources import SourceKind, open_source, parse_source
from studio.inputs.take import SUFFIX, Take
from studio.library import shelf
from studio.library.models import model_files
from studio.solving.bench import bench, head_error

Angles = tuple[float, float, float]

_PICTURES = (".jpg", ".jpeg", ".png")
_CLIPS = (".mp4", ".mov", ".mkv", ".webm", ".avi")
_LOOKS = 8
"""Of the same picture: the landmarker follows a face better than it finds one."""
_MOST_FILES = 5000
_MOST_BYTES = 1 << 24


def bench_solving(source: str) -> dict[str, Any]:
    """What there is to tell of a take, a clip or a folder. Raises StudioError."""
    folder = Path(source.removeprefix("file:"))
    if folder.is_dir():
        return _of_folder(folder)
    if parse_source(source).kind is SourceKind.FILE:
        return _of_frames([landmarks for _, landmarks in iterate_landmarks(source)], source)
    path = shelf.find_take(source.removeprefix("take:"))
    return _of_frames(Take.open(path).frames, str(path))


def _of_frames(frames: Any, where: str) -> dict[str, Any]:
    try:
        return bench(frames)
    except ValueError as error:
        raise TakeError(str(error), where=where, remedy="choose a take or clip that shows a face") from error


def _of_folder(folder: Path) -> dict[str, Any]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())[:_MOST_FILES]
    told: dict[str, Any] = {}
    seen = list(_looked_at(dict(_known_angles(files))))
    if seen:
        error = head_error([(landmarks, angles) for _, landmarks, angles in seen if landmarks.face is not None])
        names = [path.name for path, landmarks, _ in seen if landmarks.face is not None]
        told["head_error_deg"] = {
            "order": "pitch, yaw, roll",
            "pictures": len(seen),
            **{name: value for name, value in error.items() if name not in ("pictures", "of_each")},
            "of_each": dict(zip(names, error["of_each"], strict=True)),
            "no_face_found": [path.name for path, landmarks, _ in seen if landmarks.face is None],
        }
    for path in files:
        if path.suffix.lower() == SUFFIX:
            told[path.name] = _of_frames(Take.open(path).frames, str(path))
        elif path.suffix.lower() in _CLIPS:
            told[path.name] = bench_solving(f"file:{path}")
    if not told:
        raise CameraError(
            "nothing to measure: no picture with known head angles, no take, no clip",
            where=str(folder),
            remedy="put NAME.jpg beside NAME.mat (Pose_Para), or a .tsv of name, pitch, yaw, roll",
        )
    return told


def faces_with_known_angles(folder: Path) -> list[tuple[Path, Landmarks, Angles]]:
    """What the tracker sees of the pictures in a folder whose head angles are known. Raises StudioError."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())[:_MOST_FILES]
    return list(_looked_at(dict(_known_angles(files))))


def _looked_at(known: dict[Path, Angles]) -> Iterator[tuple[Path, Landmarks, Angles]]:
    from studio.tracking.mediapipe_landmarkers import deny_network, quiet_stderr
    from studio.tracking.parts import FacePart, Seen

    deny_network()
    for path, angles in known.items():
        video = open_source(f"file:{path}", realtime=False)
        try:
            picture = video.read()
        finally:
            video.close()
        if picture is None:
            raise CameraError("the picture cannot be decoded", where=str(path), remedy="check the file")
        with quiet_stderr():
            part = FacePart(model_files())
            try:
                for look in range(_LOOKS):
                    face = part.look(Image(picture.pixels, look / 30), Seen())
            finally:
                part.close()
        yield path, Landmarks((_LOOKS - 1) / 30, (picture.width, picture.height), face), angles


def _known_angles(files: list[Path]) -> Iterator[tuple[Path, Angles]]:
    """Pictures and their true pitch, yaw, roll in degrees."""
    by_name: dict[str, Angles] = {}
    for table in (path for path in files if path.suffix == ".tsv" and path.stat().st_size < _MOST_BYTES):
        for line in table.read_text(encoding="utf-8", errors="replace").splitlines():
            name, *cells = line.split("\t")
            numbers = _numbers(cells)
            if numbers is not None:
                by_name[Path(name).stem] = numbers
    for path in files:
        if path.suffix.lower() not in _PICTURES:
            continue
        beside = path.with_suffix(".mat")
        if beside.is_file():
            yield path, angles_of_mat(beside)
            continue
        # Tables name the picture alone, files may carry the name of their set before it.
        for name, angles in by_name.items():
            if path.stem == name or path.stem.endswith(f"_{name}"):
                yield path, angles
                break


def _numbers(cells: list[str]) -> Angles | None:
    try:
        pitch, yaw, roll = (float(cell) for cell in cells)
    except ValueError:
        return None
    return (pitch, yaw, roll) if math.isfinite(pitch + yaw + roll) else None


_COMPRESSED, _MATRIX, _DOUBLE, _SINGLE = 15, 14, 9, 7


def angles_of_mat(path: Path) -> Angles:
    """Pitch, yaw, roll in degrees: the first three numbers of `Pose_Para` (radians) in a MATLAB 5 file.

    Format: "MAT-File Level 5 File Format", MathWorks, section 1. Raises StudioError.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ValueError("it is too large")
        data = path.read_bytes()
        if data[126:128] != b"IM":
            raise ValueError("it is no little-endian MATLAB 5 file")
        for kind, content in _elements(data[128:]):
            if kind == _COMPRESSED:
                unpacker = zlib.decompressobj()
                kind, content = next(_elements(unpacker.decompress(content, _MOST_BYTES)))  # noqa: PLW2901
            if kind != _MATRIX:
                continue
            _, _, (_, name), (number_kind, numbers), *_ = list(_elements(content))
            if name.rstrip(b"\0") == b"Pose_Para" and number_kind in (_DOUBLE, _SINGLE):
                letter = "d" if number_kind == _DOUBLE else "f"
                pitch, yaw, roll = struct.unpack_from(f"<3{letter}", numbers)
                if not math.isfinite(pitch + yaw + roll):
                    raise ValueError("Pose_Para is not finite")
                return math.degrees(pitch), math.degrees(yaw), math.degrees(roll)
        raise ValueError("it holds no Pose_Para")
    except (OSError, ValueError, struct.error, zlib.error, StopIteration) as error:
        raise StudioError(
            f"the head's angles cannot be read: {error}", where=str(path), remedy="check the file, or use a .tsv table"
        ) from error


def _elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(type, content) of each element; small ones keep type, length and content in eight bytes."""
    at = 0
    while at + 8 <= len(data):
        kind, length = struct.unpack_from("<II", data, at)
        if kind >> 16:
            yield kind & 0xFFFF, data[at + 4 : at + 4 + (kind >> 16)]
            at += 8
            continue
        yield kind, data[at + 8 : at + 8 + length]
        # Compressed elements alone are not padded to eight bytes.
        at += 8 + length + (0 if kind == _COMPRESSED else -length % 8)
