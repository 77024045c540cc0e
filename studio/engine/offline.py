"""The show without a clock: every frame of a video or take, as long as it takes.

The same performance as live. The resampler keeps the performer a little behind the newest landmarks (`delay_s`); here
the future is known, so the frame for time t is drawn with the landmarks up to t + delay and is not late.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from studio.compliance import aigc
from studio.control.state import Canvas
from studio.core.errors import OutputError
from studio.core.image import Image
from studio.core.landmarks import Landmarks
from studio.core.scene import Scene
from studio.engine.performance import Look, Performance
from studio.engine.trace import Trace
from studio.outputs.recording import Recording
from studio.outputs.still import save_still
from studio.rendering.renderer import Renderer
from studio.staging.reminders import OPENING, OPENING_S


@dataclass(frozen=True, slots=True)
class Progress:
    done_s: float
    total_s: float
    """0 where the length is not known."""
    frames: int


@dataclass(frozen=True, slots=True)
class Rendered:
    frames: int
    seconds: float
    path: Path


def scenes(
    landmarks: Iterator[Landmarks], performance: Performance, look: Look, fps: float, *, opening_s: float = 0.0
) -> Iterator[tuple[float, Landmarks | None, Scene]]:
    """(time from the start in seconds, the landmarks of that time, the scene), one per frame until the landmarks
    end.

    `opening_s`: how long the opening words are on the picture.
    """
    opening = replace(look, opening=OPENING)
    upcoming = next(landmarks, None)
    if upcoming is None:
        return
    start_s = upcoming.captured_at_s
    shown: Landmarks | None = None
    heard: list[Landmarks] = []
    index = 0
    while upcoming is not None or heard:
        time_s = index / fps
        ahead_s = start_s + time_s + performance.delay_s
        while upcoming is not None and upcoming.captured_at_s <= ahead_s + 1e-6:
            performance.hear(upcoming)
            heard.append(upcoming)
            upcoming = next(landmarks, None)
        while heard and heard[0].captured_at_s <= start_s + time_s + 1e-6:
            shown = heard.pop(0)
        yield time_s, shown, performance.tick(opening if time_s < opening_s else look, ahead_s, 1.0 / fps)
        index += 1


def render_video(
    landmarks: Iterator[Landmarks],
    performance: Performance,
    renderer: Renderer,
    look: Look,
    *,
    fps: float,
    out: Path,
    total_s: float = 0.0,
    progress: Callable[[Progress], None] = lambda _: None,
    trace: Trace | None = None,
    provider_code: str = "",
) -> Rendered:
    """Draws every frame into an MP4 file. Raises OutputError; what was drawn until then is kept."""

    def traced() -> Iterator[tuple[float, Scene]]:
        for time_s, seen, scene in scenes(landmarks, performance, look, fps, opening_s=OPENING_S):
            yield time_s, scene
            if trace is not None:
                trace.add(time_s, seen, performance)

    return write_video(
        traced(), renderer, look.canvas,
        fps=fps, out=out, total_s=total_s, progress=progress, provider_code=provider_code,
    )  # fmt: skip


def render_still(
    landmarks: Iterator[Landmarks],
    performance: Performance,
    renderer: Renderer,
    look: Look,
    *,
    fps: float,
    out: Path,
    at_s: float | None,
    provider_code: str = "",
) -> Rendered:
    """Draws the frame at `at_s` (None: the last) into a PNG file; everything before it is played, not drawn."""
    frames = ((time_s, scene) for time_s, _, scene in scenes(landmarks, performance, look, fps))
    return write_still(frames, renderer, out=out, at_s=at_s, provider_code=provider_code)


def write_video(
    frames: Iterator[tuple[float, Scene]],
    renderer: Renderer,
    canvas: Canvas,
    *,
    fps: float,
    out: Path,
    total_s: float = 0.0,
    progress: Callable[[Progress], None] = lambda _: None,
    provider_code: str = "",
) -> Rendered:
    """Draws (time in seconds, scene) after (time, scene) into an MP4 file. Raises OutputError; what was drawn until
    then is kept."""
    recording = Recording(out, metadata=aigc.video_tags(aigc.value(provider_code, aigc.new_produce_id())))
    recording.open(canvas.width, canvas.height, fps)
    count = 0
    try:
        for time_s, scene in frames:
            recording.put(renderer.draw(scene), time_s)
            count += 1
            progress(Progress(time_s, total_s, count))
    finally:
        summary = recording.close()
    return Rendered(count, summary.seconds, out)


def write_still(
    frames: Iterator[tuple[float, Scene]], renderer: Renderer, *, out: Path, at_s: float | None, provider_code: str = ""
) -> Rendered:
    """Draws the frame at `at_s` (None: the last) into a PNG file."""
    chosen: tuple[float, Scene] | None = None
    count = 0
    for time_s, scene in frames:
        chosen = (time_s, scene)
        count += 1
        if at_s is not None and time_s >= at_s:
            break
    if chosen is None:
        raise OutputError("the input has no frames", where=str(out), remedy="check the input with a video player")
    image: Image = renderer.draw(chosen[1])
    save_still(out, image, texts=aigc.png_texts(aigc.value(provider_code, aigc.new_produce_id())))
    return Rendered(count, chosen[0], out)
