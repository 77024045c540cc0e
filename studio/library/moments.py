"""Moments of a recording that somebody marked, and the products that came on: a small file beside the video."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from pydantic import Field

from studio.core.errors import LibraryError
from studio.library.reading import Strict, read_table
from studio.library.writing import write_beside

SUFFIX = ".moments.json"
_MOST_BYTES = 1_000_000


class Moment(Strict):
    at_s: float = Field(ge=0.0, le=1_000_000.0)
    """From the recording's first frame."""
    kind: Literal["mark", "product", "correction"]
    note: str = Field(default="", max_length=400)


class _File(Strict):
    form: Literal["qionghua-moments/1"] = Field(alias="schema")
    moments: tuple[Moment, ...] = Field(strict=False, max_length=10_000)


def moments_path(recording: Path) -> Path:
    return recording.with_name(recording.name + SUFFIX)


def read_moments(recording: Path) -> tuple[Moment, ...]:
    """In their order; none where there is no such file. Raises LibraryError."""
    path = moments_path(recording)
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise LibraryError("far too long", where=str(path), remedy="delete the file")
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, RecursionError) as error:
        raise LibraryError(f"cannot be read: {error}", where=str(path), remedy="delete the file") from error
    if not isinstance(data, dict):
        raise LibraryError("this is no list of moments", where=str(path), remedy="delete the file")
    return read_table(_File, data, where=str(path)).moments


def write_moments(recording: Path, moments: tuple[Moment, ...]) -> None:
    """Raises LibraryError."""
    told = {"schema": "qionghua-moments/1", "moments": [moment.model_dump() for moment in moments]}
    write_beside(moments_path(recording), (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())
