"""Models and short pieces of real footage."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from studio.core.image import Image
from studio.inputs.sources import open_source
from studio.library.models import model_files
from studio.tracking.mediapipe_landmarkers import ModelFiles, deny_network


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> ModelFiles:
    """The real ones. MediaPipe sends nothing while a test runs that uses them; other tests keep their network."""
    denied = dict(os.environ)
    deny_network(denied)
    for name in os.environ.keys() - denied.keys():
        monkeypatch.delenv(name)
    for name, value in denied.items():
        if os.environ.get(name) != value:
            monkeypatch.setenv(name, value)
    return model_files()


@pytest.fixture
def clip(shared: Path) -> Callable[[str, int], list[Image]]:
    """The first pictures of a clip of the footage."""

    def first(name: str, count: int) -> list[Image]:
        source = open_source(f"file:{shared / 'footage' / 'video' / name}.mp4", realtime=False)
        pictures = list(itertools.islice(iter(source.read, None), count))
        source.close()
        return pictures

    return first
