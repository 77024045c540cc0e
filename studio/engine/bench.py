"""`studio bench`: each stage measured on this machine, on real input. Figures are told, never judged by a test."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

from studio.control.state import Canvas, Show
from studio.core.errors import CameraError
from studio.inputs.sources import SourceKind, open_source, parse_source
from studio.library.models import model_files

_MAX_PICTURES = 300


def tracking(source: str, seconds: float) -> tuple[dict[str, Any], str]:
    """The tracker's pipeline against the same landmarkers called bare, on a video file. Raises CameraError."""
    from studio.tracking.bench import bench_tracking

    if parse_source(source).kind is not SourceKind.FILE:
        raise CameraError(
            "the tracking bench needs pictures",
            where=source,
            remedy="give a video file with a person: --input CLIP.mp4",
        )
    video = open_source(source, realtime=False)
    try:
        wanted = min(round(seconds * video.fps), _MAX_PICTURES)
        pictures = list(islice(iter(video.read, None), wanted))
    finally:
        video.close()
    result = bench_tracking(pictures, model_files())
    return result.as_dict(), str(result)


def solving(source: str) -> tuple[dict[str, Any], str]:
    """The solver on a take, a clip, or all that a folder holds: cost, stillness, delay, head angles. Raises
    StudioError."""
    from studio.engine.bench_solving import bench_solving

    result = bench_solving(source)
    return result, _lines(result)


def render(
    avatar: str, size: tuple[int, int], seconds: float, *, samples: int | None, full: bool, against: str | None
) -> tuple[dict[str, Any], str]:
    """The renderer with an avatar in motion; `against`: turn by turn with another renderer. Raises StudioError."""
    from studio.engine.bench_against import against_three_vrm
    from studio.engine.bench_render import bench_render

    measure = against_three_vrm if against is not None else bench_render
    result = measure(avatar, size, seconds, samples=samples, full=full)
    return result, _lines(result)


def overlays(size: tuple[int, int]) -> tuple[dict[str, Any], str]:
    """What a brand's overlays cost a frame, in each family."""
    from studio.engine.bench_overlays import bench_overlays

    result = bench_overlays(*size)
    return result, _lines(result)


def live(source: str, avatar: str, size: tuple[int, int], seconds: float) -> tuple[dict[str, Any], str]:
    """A whole show with tracker, renderer and a recording, as `studio live` runs it. Raises StudioError."""
    from studio.engine.session import Session, Wishes

    with tempfile.TemporaryDirectory() as folder:
        state = Show(canvas=Canvas(*size, 30), source=source, avatar=avatar)
        session = Session(state, Path(folder), sources=tuple)
        figures = session.run(Wishes(record_to=Path(folder) / "bench.mp4", seconds=seconds))
    result = asdict(figures)
    return result, _lines(result)


def _lines(result: dict[str, Any], indent: str = "") -> str:
    lines = []
    for name, value in result.items():
        words = name.replace("_", " ")
        if isinstance(value, dict):
            lines += [f"{indent}{words}", _lines(value, indent + "  ")]
        else:
            told = f"{value:.3g}" if isinstance(value, float) else str(value)
            lines.append(f"{indent}{words:<30} {told}")
    return "\n".join(lines)
