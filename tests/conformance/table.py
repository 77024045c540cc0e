"""Every job of the reference folder, ours beside three-vrm's, as the Markdown table of docs/conformance.md.

    python -m tests.conformance.table SHARED [--data DIR] [--floor DIR] [JOB …]

SHARED holds reference/ and vrm/. Pictures and numbers come from `studio snapshot`'s own code; pictures are judged by
the reference's own compare.py (SSIM inside the foreground's box, mean error over the foreground). Springs stand in two
columns: stepping as three-vrm does, and as a show does.
`--data`: jobs and results other than SHARED/reference/data. `--floor`: the same jobs, drawn by the reference tool
on another OpenGL (`node ref.mjs --all DIR --gl gl-egl`); how far three-vrm is from itself is told beside.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from studio.engine import snapshot
from studio.posing.job import read_job
from studio.posing.job_pose import run_job
from studio.vrm import load_avatar
from tests.support.job_differences import differences

HEAD = (
    "job", "bones mm", "springs mm", "springs in a show mm", "vertices mm", "expressions", "morphs", "materials",
    "gaze °", "SSIM", "mean error", "over 16",
)  # fmt: skip
FLOOR = ("SSIM, three-vrm on another OpenGL", "its mean error")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--data", type=Path, default=None, metavar="DIR")
    parser.add_argument("--floor", type=Path, default=None, metavar="DIR")
    parser.add_argument("jobs", nargs="*", metavar="JOB")
    options = parser.parse_args()
    data: Path = options.data or options.shared / "reference/data"
    compare = _comparer(options.shared)
    head = HEAD + (FLOOR if options.floor else ())
    _print_row(head)
    _print_row(["---", *["---:"] * (len(head) - 1)])
    for path in sorted(data.glob("*/job.json")):
        if options.jobs and path.parent.name not in options.jobs:
            continue
        cells = _cells(path, options.shared / "vrm", compare)
        if options.floor:
            found = compare(options.floor / path.parent.name / "reference.png", path.parent / "reference.png")
            cells += [f"{found['ssim']:.4f}", f"{found['mae']:.2f}"]
        _print_row(cells)


def _cells(path: Path, models: Path, compare: Callable[[Path, Path], dict[str, float]]) -> list[str]:
    reference = json.loads((path.parent / "reference.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        picture, numbers = snapshot.run(path, Path(folder), models)
        alike = differences(json.loads(numbers.read_text(encoding="utf-8")), reference)
        seen = compare(picture, path.parent / "reference.png")
    job = read_job(path)
    show = differences(run_job(job, _avatar(models / job.model), like_reference=False).numbers, reference)
    lengths = (alike.bones_mm, alike.springs_mm, show.springs_mm, alike.vertices_mm)
    weights = (alike.expressions, alike.morphs, alike.materials, alike.gaze_deg)
    return [
        path.parent.name,
        *(f"{value:.3f}" for value in lengths),
        *(_small(value) for value in weights),
        f"{seen['ssim']:.4f}", f"{seen['mae']:.2f}", f"{seen['over16']:.1%}",
    ]  # fmt: skip


_avatar = cache(load_avatar)


def _small(value: float) -> str:
    """Rounding of seven decimals in the reference's file is nought."""
    return "0" if value < 2e-6 else f"{value:.0e}"


def _comparer(shared: Path) -> Callable[[Path, Path], dict[str, Any]]:
    """`images` of the reference's compare.py: the judge is not ours."""
    spec = importlib.util.spec_from_file_location("compare", shared / "reference/compare.py")
    if spec is None or spec.loader is None:
        raise SystemExit("no reference/compare.py there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    images: Callable[[Path, Path], dict[str, Any]] = module.images
    return images


def _print_row(cells: tuple[str, ...] | list[str]) -> None:
    print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
