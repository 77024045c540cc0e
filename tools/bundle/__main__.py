"""`python -m tools.bundle [OUT]`: builds OUT/qionghua-studio (default: dist). Needs the extra `build`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tools.bundle.files import ROOT


def build(out: Path) -> Path:
    """The folder that was built; its `studio` starts it. PyInstaller's own words go to the terminal."""
    spec = ROOT / "tools" / "bundle" / "studio.spec"
    places = ["--distpath", str(out), "--workpath", str(out / "work")]
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places, str(spec)],
        cwd=ROOT,
        check=True,
    )
    return out / "qionghua-studio"


if __name__ == "__main__":
    print(build(Path(sys.argv[1] if len(sys.argv) > 1 else "dist").resolve()))
