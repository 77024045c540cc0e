"""Our pictures for the jobs of the shared reference folder against those three-vrm drew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.rendering.renderer import Renderer, RenderSettings, open_renderer
from tests.support.job_pictures import NOISE_SSIM, compare_job

QUICK = (
    "constraint_own", "expr_mix_godette", "gaze_bone_cool_loops", "mtoon_rimLightingMix_0p5", "mtoon_shadingToony_0",
    "rest_emission", "rest_qionghua_alpha", "rest_seedsan", "uvanim_t1",
)  # fmt: skip


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    opened = open_renderer(RenderSettings(msaa=4))
    yield opened
    opened.close()


@pytest.mark.parametrize("name", QUICK)
def test_a_picture_is_as_three_vrm_draws_it(renderer: Renderer, shared: Path, tmp_path: Path, name: str) -> None:
    found = compare_job(renderer, shared, name, tmp_path)

    assert found["mae"] <= 4.0
    assert found["ssim"] >= 0.98


@pytest.mark.slow
def test_every_picture_is_as_three_vrm_draws_it(renderer: Renderer, shared: Path, tmp_path: Path) -> None:
    names = sorted(path.parent.name for path in (shared / "reference/data").glob("*/job.json"))
    assert len(names) >= 60
    beyond = {}
    for name in names:
        found = compare_job(renderer, shared, name, tmp_path)
        if found["mae"] > 4.0 or found["ssim"] < min(0.98, NOISE_SSIM.get(name, 1.0) - 0.001):
            beyond[name] = found
    assert not beyond


@pytest.mark.slow
@pytest.mark.parametrize("name", ["rest_seedsan", "rest_godette", "rest_cool_loops", "rest_emission", "mtoon_default"])
def test_the_cheap_pictures_for_the_processor_are_close_to_three_vrms(shared: Path, tmp_path: Path, name: str) -> None:
    """With samples, so that only the cheaper arithmetic and the triangles left out can tell."""
    renderer = open_renderer(RenderSettings(msaa=4, exact=False, culling=True))
    found = compare_job(renderer, shared, name, tmp_path)
    renderer.close()

    assert found["mae"] <= 4.0
    assert found["ssim"] >= 0.98
