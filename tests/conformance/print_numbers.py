"""Prints how far our numbers are from three-vrm's for every job, as a Markdown table.

`python -m tests.conformance.print_numbers SHARED`, SHARED the folder that holds reference/ and vrm/. Springs stand in
two columns: stepping as three-vrm does, and as a show does (constant bone lengths, as the specification says).
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path

from studio.posing.job import read_job
from studio.posing.job_pose import run_job
from studio.vrm import load_avatar
from tests.support.job_differences import differences

HEAD = "| job | bones mm | springs mm | in a show | vertices mm | expressions | morphs | materials | gaze ° |"


def main(shared: Path) -> None:
    avatar_at = cache(load_avatar)
    print(HEAD)
    print("|---" * HEAD.count(" |") + "|")
    for path in sorted((shared / "reference/data").glob("*/job.json")):
        job = read_job(path)
        reference = json.loads((path.parent / "reference.json").read_text(encoding="utf-8"))
        avatar = avatar_at(shared / "vrm" / job.model)
        alike, show = (
            differences(run_job(job, avatar, like_reference=like).numbers, reference) for like in (True, False)
        )
        figures = (
            alike.bones_mm, alike.springs_mm, show.springs_mm, alike.vertices_mm,
            alike.expressions, alike.morphs, alike.materials, alike.gaze_deg,
        )  # fmt: skip
        print(f"| {job.name} | " + " | ".join(f"{value:.2g}" for value in figures) + " |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
