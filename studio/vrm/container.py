"""The GLB container: header and chunks (glTF 2.0 specification, section 4), read without trusting any length in it."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from studio.core.errors import VrmError
from studio.vrm.fields import LIGHTER, Fields
from studio.vrm.limits import Limits

_HEADER = struct.Struct("<4sII")
_CHUNK = struct.Struct("<I4s")
_AGAIN = "Download or export the file again."


@dataclass(frozen=True, slots=True)
class Container:
    root: Fields
    """The JSON chunk."""
    binary: memoryview
    """The BIN chunk; empty where there is none."""


def read_file(path: Path, limits: Limits) -> bytes:
    """The bytes of a file of bearable size. Raises VrmError."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise VrmError("this is not a file", where=path.name, remedy="Choose a .vrm file.")
        if size > limits.file_bytes:
            raise VrmError(
                f"the file has {size / 1e6:.0f} MB, more than the {limits.file_bytes / 1e6:.0f} MB allowed",
                where=path.name,
                remedy=LIGHTER,
            )
        return path.read_bytes()
    except OSError as error:
        raise VrmError(
            f"the file cannot be read ({error.strerror or error})",
            where=path.name,
            remedy="Check that the file exists and that you may read it.",
        ) from error


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Every error that leaves says which file it is about; too little memory is an error about the file too."""
    try:
        yield
    except VrmError as error:
        if error.where.startswith(name):
            raise
        where = f"{name}, {error.where}" if error.where else name
        raise VrmError(error.what, where=where, remedy=error.remedy) from error
    except MemoryError as error:
        raise VrmError(
            "there is not enough memory for it", where=name, remedy="Close other programs, or use a lighter file."
        ) from error


def open_container(data: bytes, name: str, limits: Limits) -> Container:
    """Splits a GLB into its JSON and its binary chunk. Raises VrmError; `name` tells the user which file."""
    if len(data) < _HEADER.size:
        raise VrmError("the file is too short to be a VRM avatar or a glTF scene", where=name, remedy=_AGAIN)
    magic, version, length = _HEADER.unpack_from(data)
    if magic != b"glTF":
        raise VrmError(
            "this is no VRM avatar or binary glTF scene: it does not begin with glTF",
            where=f"{name}, byte 0",
            remedy="Choose a .vrm or .glb file.",
        )
    if version != 2:
        raise VrmError(
            f"glTF version {version} cannot be read, only 2",
            where=f"{name}, byte 4",
            remedy="Export it again: an avatar as VRM 1.0, a scene as glTF 2.0.",
        )
    if length > len(data):
        raise VrmError(
            f"the file is cut off: it should have {length:,} bytes and has {len(data):,}",
            where=f"{name}, byte 8",
            remedy=_AGAIN,
        )
    text, binary = _chunks(memoryview(data)[:length], name)
    if len(text) > limits.json_bytes:
        raise VrmError(
            f"the description has {len(text):,} bytes, more than the {limits.json_bytes:,} allowed",
            where=f"{name}, JSON chunk",
            remedy=LIGHTER,
        )
    return Container(Fields(_parse(text, name), ""), binary)


def _chunks(data: memoryview, name: str) -> tuple[bytes, memoryview]:
    text: bytes | None = None
    binary: memoryview | None = None
    at = _HEADER.size
    while at + _CHUNK.size <= len(data):
        length, kind = _CHUNK.unpack_from(data, at)
        start, at = at + _CHUNK.size, at + _CHUNK.size + length
        if at > len(data):
            raise VrmError(
                f"a chunk of {length:,} bytes reaches past the end of the file",
                where=f"{name}, {'JSON' if text is None else 'binary'} chunk, byte {start - _CHUNK.size}",
                remedy=_AGAIN,
            )
        if text is None:
            if kind != b"JSON":
                raise VrmError("the first chunk is not JSON", where=f"{name}, byte 16", remedy=_AGAIN)
            text = bytes(data[start:at])
        elif kind == b"BIN\0" and binary is None:
            binary = data[start:at]
    if text is None:
        raise VrmError("there is no JSON chunk", where=f"{name}, byte 12", remedy=_AGAIN)
    return text, memoryview(b"") if binary is None else binary


def _parse(text: bytes, name: str) -> dict[str, Any]:
    where = f"{name}, JSON chunk"
    try:
        value = json.loads(text.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except RecursionError:
        raise VrmError("the description is nested too deeply", where=where, remedy=_AGAIN) from None
    except ValueError as error:
        raise VrmError(f"the description is not valid JSON ({str(error)[:120]})", where=where, remedy=_AGAIN) from error
    if not isinstance(value, dict):
        raise VrmError("the description is not a JSON object", where=where, remedy=_AGAIN)
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")
