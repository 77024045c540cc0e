"""The benchmark measures what it says (never how fast this machine is)."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from studio.core.errors import RenderError
from studio.core.scene import Camera, Label, Scene
from studio.rendering.bench import bench_render
from studio.rendering.renderer import Renderer
from tests.support.figures import rest_figure
from tests.support.shapes import avatar_of, outlined, sphere


def test_a_bench_tells_cost_draws_and_stages(renderer_with: Callable[..., Renderer], small_label: Label) -> None:
    figure = rest_figure(avatar_of([sphere()], [outlined()]))
    scene = Scene(160, 90, small_label, Camera(position=(0, 0, 3), target=(0, 0, 0)), (figure,))

    found = json.loads(json.dumps(bench_render(renderer_with(), [scene] * 3, rounds=2)))

    assert found["frames"] == 6
    assert found["size"] == [160, 90]
    assert found["draw_calls"] == 2
    assert found["triangles"] == 2 * figure.avatar.triangle_count
    assert found["cpu_ms"] > 0
    assert set(found["stages_cpu_ms"]) >= {"figures", "overlays and label", "readback"}


def test_nothing_to_measure_is_an_error(renderer_with: Callable[..., Renderer]) -> None:
    with pytest.raises(RenderError):
        bench_render(renderer_with(), [])
