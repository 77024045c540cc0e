"""Who is in the cast: every folder of `avatars` with a manifest."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.avatars.glb import Glb

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Member:
    """One of the cast and its files."""

    home: Path

    @property
    def manifest(self) -> dict:
        return tomllib.loads((self.home / "manifest.toml").read_text(encoding="utf-8"))

    def figure(self, which: str) -> Glb:
        """The "full" or the "light" file; skips where it has not been built."""
        path = self.home / self.manifest["files"][which]
        if not path.exists():
            pytest.skip(f"{path.name} has not been built")
        return _read(path)


@cache
def _read(path: Path) -> Glb:
    return Glb(path)


CAST = {path.parent.name: Member(path.parent) for path in sorted((ROOT / "avatars").glob("*/manifest.toml"))}
