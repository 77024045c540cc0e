"""The renderer with an avatar in motion: the welcome take played by any avatar, as a show plays it, without tracker."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from studio.control.state import Canvas, Framing
from studio.core.avatar import Avatar
from studio.core.pose import AvatarState
from studio.core.scene import Scene
from studio.engine.offline import scenes
from studio.engine.performance import Look, Performance
from studio.inputs.take import Take
from studio.library import shelf
from studio.rendering.renderer import Renderer, RenderSettings, open_renderer, settings_for
from studio.vrm import load_avatar

FPS = 30.0
_FIRST_S = 1.0
"""Of the take: until then the mixer comes from idle to the performer."""


@dataclass(frozen=True, slots=True)
class Played:
    """What the avatar was told, and what came of it, frame by frame."""

    avatar: Avatar
    states: tuple[AvatarState, ...]
    scenes: tuple[Scene, ...]
    cpu_ms: float
    """Solving, mixing, posing and staging together, a frame; one thread."""


def play(avatar: Avatar, size: tuple[int, int], seconds: float) -> Played:
    """Plays the welcome take, waist up, at 30 frames a second. Raises TakeError."""
    take = Take.open(shelf.find_take("welcome"))
    performance = Performance(avatar, delay_s=0.0)
    look = Look(canvas=Canvas(*size, round(FPS)), framing=Framing.BUST)
    frames = scenes(iter(take.frames), performance, look, FPS)
    for _ in islice(frames, round(_FIRST_S * FPS)):
        pass
    drawn, states = [], []
    before_s = time.thread_time()
    for _, _, scene in islice(frames, max(1, round(seconds * FPS))):
        drawn.append(scene)
        states.append(performance.state)
    cpu_ms = 1000 * (time.thread_time() - before_s) / max(len(drawn), 1)
    return Played(avatar, tuple(states), tuple(drawn), cpu_ms)


def renderer_for(samples: int | None) -> Renderer:
    """As a show opens it on this machine; `samples`: 0, 2 or 4 per pixel whatever the machine. Raises RenderError."""
    renderer = open_renderer()
    if samples is None:
        return renderer
    settings: RenderSettings = settings_for(renderer.describe().software)
    renderer.close()
    return open_renderer(replace(settings, msaa=samples))


def bench_render(
    avatar: str, size: tuple[int, int], seconds: float, *, samples: int | None = None, full: bool = False
) -> dict[str, Any]:
    """CPU of all threads, a frame. An avatar's light variant where a show would take it, unless `full`.

    Raises VrmError, LibraryError, RenderError.
    """
    from studio.rendering.bench import bench_render as draw_all

    renderer = renderer_for(samples)
    try:
        entry = shelf.find_avatar(avatar, light=renderer.describe().software and not full)
        played = play(load_avatar(entry.path), size, seconds)
        drawing = draw_all(renderer, played.scenes)
    finally:
        renderer.close()
    return {
        "avatar": entry.path.name,
        "triangles_of_the_file": played.avatar.triangle_count,
        "solve_mix_pose_stage_cpu_ms": round(played.cpu_ms, 2),
        **drawing,
    }
