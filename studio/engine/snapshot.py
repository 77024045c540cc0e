"""One picture of one avatar, exactly as a job says: to lay beside a reference renderer's.

A job is a JSON file with model, camera, light, pose, expressions and motion; unknown keys are refused. `our.png` has
straight alpha, `our.json` the numbers behind the picture, both in the form of the reference's own files.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

from studio import vrm
from studio.core.errors import StudioError
from studio.core.image import Alpha, Image
from studio.outputs.still import save_still
from studio.posing.job import Job, read_job
from studio.posing.job_pose import run_job
from studio.rendering.renderer import RenderSettings, open_renderer
from studio.staging.job_scene import job_scene, straight_pixels


def run(job_file: Path, out: Path, models: Path | None) -> tuple[Path, Path]:
    """Writes our.png and our.json into `out`; returns their paths. Raises StudioError.

    `models`: the folder of the job's model; None: beside the job file.
    """
    job = read_job(job_file)
    avatar = vrm.load_avatar(_model(job, job_file, models))
    posed = run_job(job, avatar)
    renderer = open_renderer(RenderSettings(msaa=4 if job.msaa else 0, fxaa=False, outline=job.outline))
    try:
        info = renderer.describe()
        scene = job_scene(
            posed.figure,
            width=job.width,
            height=job.height,
            camera=job.camera,
            light=job.light,
            ambient=job.ambient,
            background=job.background,
        )
        picture = renderer.draw_figures(scene)
    finally:
        renderer.close()
    out.mkdir(parents=True, exist_ok=True)
    pixels = straight_pixels(picture)
    save_still(out / "our.png", Image(pixels, alpha=Alpha.STRAIGHT if job.background is None else Alpha.OPAQUE))
    numbers = {
        "format": 1,
        "job": dict(job.source),
        "madeWith": {"studio": "qionghua", "gl": info.device, "made": time.strftime("%Y-%m-%d")},
        **posed.numbers,
    }
    beside = out / "our.json.part"
    beside.write_text(json.dumps(numbers, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return out / "our.png", beside.replace(out / "our.json")


def _model(job: Job, job_file: Path, models: Path | None) -> Path:
    """A model that begins with a dot lies relative to the job file, any other in the models' folder."""
    folder = job_file.parent if models is None or job.model.startswith(".") else models
    path = folder / job.model
    if not path.is_file():
        raise StudioError(
            f"the job's model {job.model} is not there", where=str(job_file), remedy="name its folder with --models"
        )
    return path
