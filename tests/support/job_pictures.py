"""A job of the shared reference folder drawn by us and held against the picture three-vrm drew."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from studio.core.avatar import Avatar
from studio.posing.job import Job, read_job
from studio.posing.job_pose import run_job
from studio.rendering.renderer import Renderer
from studio.staging.job_scene import job_scene, straight_pixels
from studio.vrm import load_avatar
from tests.support.golden import png_from_pixels

NOISE_SSIM: Mapping[str, float] = {
    "expr_aa_qionghua": 0.9781,
    "expr_blink_qionghua": 0.9785,
    "expr_happy_qionghua": 0.9786,
    "expr_ou_qionghua": 0.9782,
    "spring_qionghua": 0.9768,
}
"""Where three-vrm on Mesa's llvmpipe is itself less than 0.98 like its picture made on SwiftShader: fine dark outlines
fall on other samples. Against the llvmpipe pictures ours are 0.9999 alike (docs/conformance.md)."""


@cache
def compare_tool(shared: Path) -> ModuleType:
    """The reference folder's own compare.py."""
    spec = importlib.util.spec_from_file_location("reference_compare", shared / "reference" / "compare.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def _loaded(path: Path) -> Avatar:
    return load_avatar(path)


def draw_job(renderer: Renderer, job: Job, avatar: Avatar) -> bytes:
    """A PNG with straight alpha."""
    scene = job_scene(
        run_job(job, avatar).figure, width=job.width, height=job.height, camera=job.camera, light=job.light,
        ambient=job.ambient, background=job.background,
    )  # fmt: skip
    return png_from_pixels(straight_pixels(renderer.draw_figures(scene)))


def compare_job(renderer: Renderer, shared: Path, name: str, folder: Path) -> dict[str, Any]:
    """ssim, mae (0–255), over16 and foreground (shares), as compare.py tells them; ours is left in `folder`."""
    reference = shared / "reference" / "data" / name
    job = read_job(reference / "job.json")
    ours = folder / f"{name}.png"
    ours.write_bytes(draw_job(renderer, job, _loaded(shared / "vrm" / job.model)))
    found: dict[str, Any] = compare_tool(shared).images(ours, reference / "reference.png")
    return found
