"""How much a frame costs: CPU of all threads, wall clock, draw calls, and where the time goes.

CPU and not wall clock is what counts where the processor draws: the tracker wants the same cores.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

import moderngl

from studio.core.errors import RenderError
from studio.core.scene import Scene
from studio.rendering.gl_renderer import GlRenderer
from studio.rendering.renderer import Renderer

_WARM_UP = 5


def bench_render(renderer: Renderer, scenes: Sequence[Scene], *, rounds: int = 5) -> dict[str, Any]:
    """Draws the scenes one after the other, `rounds` times; figures are medians over the rounds, milliseconds a frame.

    `cpu_ms` counts all threads of this process, so measure while it does nothing else.
    """
    if not scenes:
        raise RenderError("There is nothing to measure.", where="bench", remedy="Give at least one scene.")
    for scene in scenes[:_WARM_UP]:
        renderer.draw(scene)
    cpu, wall = [], []
    for _ in range(rounds):
        cpu_s, wall_s = time.process_time(), time.perf_counter()
        for scene in scenes:
            renderer.draw(scene)
        cpu.append(1000 * (time.process_time() - cpu_s) / len(scenes))
        wall.append(1000 * (time.perf_counter() - wall_s) / len(scenes))
    info = renderer.describe()
    settings = info.settings
    found: dict[str, Any] = {
        "device": info.device,
        "software": info.software,
        "settings": {name: getattr(settings, name) for name in settings.__slots__},
        "size": [scenes[0].width, scenes[0].height],
        "frames": rounds * len(scenes),
        "cpu_ms": round(statistics.median(cpu), 2),
        "wall_ms": round(statistics.median(wall), 2),
        "cpu_ms_least": round(min(cpu), 2),
    }
    if isinstance(renderer, GlRenderer):
        found |= {"draw_calls": renderer.last_draw_calls, "triangles": renderer.last_triangles}
        found["stages_cpu_ms"] = _stages(renderer, scenes)
        found["python_cpu_ms"] = _python(renderer, scenes, rounds)
    return found


_DEVICE_WORKS_IN = (
    (moderngl.Buffer, "write"), (moderngl.Texture, "write"), (moderngl.VertexArray, "render"),
    (moderngl.Framebuffer, "clear"), (moderngl.Framebuffer, "read_into"), (moderngl.Context, "copy_framebuffer"),
)  # fmt: skip


def _python(renderer: GlRenderer, scenes: Sequence[Scene], rounds: int) -> float:
    """CPU of this thread a frame with every call left out in which the device works: what Python itself costs, with
    numpy, state changes and the copy of the picture. Median of the rounds."""
    spent = []
    with ExitStack() as left_out:
        for owner, call in _DEVICE_WORKS_IN:
            left_out.enter_context(patch.object(owner, call, lambda *_, **__: None))
        for _ in range(rounds):
            cpu_s = time.thread_time()
            for scene in scenes:
                renderer.draw(scene)
            spent.append(1000 * (time.thread_time() - cpu_s) / len(scenes))
    return round(statistics.median(spent), 2)


def _stages(renderer: GlRenderer, scenes: Sequence[Scene]) -> dict[str, float]:
    """CPU per stage. The device is made to finish after each one, so their sum is a little more than a frame."""
    spent: dict[str, float] = {}
    last_s = 0.0

    def stage_done(name: str) -> None:
        nonlocal last_s
        now_s = time.process_time()
        spent[name] = spent.get(name, 0.0) + now_s - last_s
        last_s = now_s

    renderer.watch(stage_done)
    try:
        for scene in scenes:
            last_s = time.process_time()
            renderer.draw(scene)
    finally:
        renderer.watch(None)
    return {name: round(1000 * seconds / len(scenes), 2) for name, seconds in spent.items()}
