"""Prints how like our pictures are to three-vrm's for every job, as a Markdown table.

`python -m tests.conformance.print_pictures SHARED [cheap]`, SHARED the folder that holds reference/ and vrm/; `cheap`:
as software OpenGL draws them by default.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from studio.rendering.renderer import RenderSettings, open_renderer, settings_for
from tests.support.job_pictures import compare_job


def main(shared: Path, *, cheap: bool) -> None:
    renderer = open_renderer(settings_for(software=True) if cheap else RenderSettings(msaa=4))
    print("| job | SSIM | mean error / 255 | over 16 |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted((shared / "reference/data").glob("*/job.json")):
            name = path.parent.name
            found = compare_job(renderer, shared, name, Path(folder))
            print(f"| {name} | {found['ssim']:.4f} | {found['mae']:.2f} | {100 * found['over16']:.1f} % |", flush=True)
    renderer.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), cheap="cheap" in sys.argv[2:])
