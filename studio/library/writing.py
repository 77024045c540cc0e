"""Writing files so that nothing is ever half-written: beside their place, then renamed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from studio.core.errors import LibraryError


def write_beside(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Replaces the file in one step. Raises LibraryError; the file is then as it was."""
    beside = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, mode)
        os.replace(beside, path)
    except OSError as error:
        if beside:
            Path(beside).unlink(missing_ok=True)
        raise LibraryError(
            f"cannot be written: {error.strerror}", where=str(path), remedy="check the disk and the folder"
        ) from error
