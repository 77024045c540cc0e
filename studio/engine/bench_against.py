"""`studio bench render --against three-vrm`: what a frame costs here and in three-vrm, turn by turn on one machine.

Both pose the same avatar frame by frame from the same values (bones, expressions, gaze; springs follow), draw it with
the same camera, light, size and samples, and read the picture back. three-vrm runs in headless Chromium on the system's
OpenGL; counted is the CPU of all its processes, and here of all threads of this one. The page shows nothing, so what
the browser needs to put a frame on a screen is not counted; here backdrop and label are.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psutil

from studio.core.avatar import Avatar
from studio.core.errors import StudioError
from studio.core.names import BONES
from studio.core.pose import AvatarState
from studio.engine.bench_render import FPS, Played, play, renderer_for
from studio.library import shelf
from studio.posing.poser import Poser
from studio.rendering.renderer import Renderer
from studio.vrm import load_avatar

PAGE = Path(__file__).resolve().parents[2] / "tools" / "three_vrm_bench"
_WARM_UP = 10
_ROUNDS = 5
_START_S = 120.0


@dataclass(frozen=True, slots=True)
class _Cost:
    cpu_ms: float
    wall_ms: float


def against_three_vrm(
    avatar: str,
    size: tuple[int, int],
    seconds: float,
    *,
    samples: int | None = None,
    full: bool = False,
    picture: Path | None = None,
) -> dict[str, Any]:
    """Medians of alternating rounds, milliseconds a frame; `samples` None: 0. `picture`: where to keep a frame of
    three-vrm's.

    Raises StudioError: needs node, npm with a way to its registry, Chromium and the project's folder.
    """
    samples = samples or 0
    renderer = renderer_for(samples)
    try:
        info = renderer.describe()
        path = shelf.find_avatar(avatar, light=info.software and not full).path
        played = play(load_avatar(path), size, seconds)
        frames = len(played.scenes)
        ours: list[_Cost] = []
        theirs: list[_Cost] = []
        with _three_vrm(path, _show(played, samples), picture) as three:
            draw_three, told = three
            draw_ours = _drawer(played, renderer)
            draw_ours(_WARM_UP)
            draw_three(_WARM_UP)
            for _ in range(_ROUNDS):
                ours.append(draw_ours(frames))
                theirs.append(draw_three(frames))
    finally:
        renderer.close()
    studio, three_vrm = _summary(ours), _summary(theirs)
    return {
        "avatar": path.name,
        "triangles": played.avatar.triangle_count,
        "size": list(size),
        "samples": samples,
        "frames": f"{_ROUNDS} rounds of {frames}, turn by turn",
        "studio": {**studio, "device": info.device},
        "three-vrm": {**three_vrm, "device": told["device"], "samples": told["samples"]},
        "studio / three-vrm": round(studio["cpu_ms"] / three_vrm["cpu_ms"], 3),
        "load_average": [round(value, 2) for value in os.getloadavg()],
    }


def _summary(costs: list[_Cost]) -> dict[str, Any]:
    cpu = [cost.cpu_ms for cost in costs]
    return {
        "cpu_ms": round(statistics.median(cpu), 1),
        "cpu_ms_from_to": [round(min(cpu), 1), round(max(cpu), 1)],
        "wall_ms": round(statistics.median(cost.wall_ms for cost in costs), 1),
    }


def _drawer(played: Played, renderer: Renderer) -> Callable[[int], _Cost]:
    """Draws so many frames: pose, scene, picture, readback."""
    poser = Poser(played.avatar)

    def draw(frames: int) -> _Cost:
        cpu_s, wall_s = time.process_time(), time.perf_counter()
        for i in range(frames):
            figure = poser.pose(played.states[i % len(played.states)], 1 / FPS)
            renderer.draw(replace(played.scenes[i % len(played.scenes)], figures=(figure,)))
        return _Cost(1000 * (time.process_time() - cpu_s) / frames, 1000 * (time.perf_counter() - wall_s) / frames)

    return draw


def _show(played: Played, samples: int) -> dict[str, Any]:
    """What page.mjs plays."""
    scene = played.scenes[0]
    camera, light, ambient = scene.camera, scene.key_light, scene.ambient
    poser = Poser(played.avatar)
    return {
        "width": scene.width,
        "height": scene.height,
        "samples": samples,
        "dt": 1 / FPS,
        "camera": {
            "position": camera.position,
            "target": camera.target,
            "fov": math.degrees(camera.vertical_fov_rad),
            "near": camera.near_m,
            "far": camera.far_m,
        },
        "light": {"direction": light.direction_to_light, "color": light.color, "intensity": light.intensity},
        "ambient": {"color": ambient.color, "intensity": ambient.intensity},
        "bones": BONES,
        "frames": [_frame(state, poser, played.avatar) for state in played.states],
    }


def _frame(state: AvatarState, poser: Poser, avatar: Avatar) -> dict[str, Any]:
    weights = poser.expressions.weights(state.arkit, state.presets, state.held, {})
    return {
        "rotations": state.rotations.round(6).tolist(),
        "hips": state.hips_offset_m.round(6).tolist(),
        "expressions": {e.name: round(float(weight), 5) for e, weight in zip(avatar.expressions, weights, strict=True)},
        "gaze": [math.degrees(float(angle)) for angle in state.gaze_rad],
    }


@contextmanager
def _three_vrm(
    model: Path, show: dict[str, Any], picture: Path | None
) -> Iterator[tuple[Callable[[int], _Cost], dict[str, Any]]]:
    """A browser with the model on its page: a function that draws so many frames, and what the page told of itself."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = _installed(Path(temporary))
        (folder / "show.json").write_text(json.dumps(show), encoding="utf-8")
        arguments = [str(model.resolve()), "show.json", *([str(picture.resolve())] if picture else [])]
        process = subprocess.Popen(
            [_program("node"), "bench.mjs", *arguments],
            cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            told = _answer(process)["ready"]
            browser = psutil.Process(process.pid)

            def draw(frames: int) -> _Cost:
                before_s = _cpu_s(browser)
                print(frames, file=process.stdin, flush=True)
                wall_ms = float(_answer(process)["wallMs"])
                return _Cost(1000 * (_cpu_s(browser) - before_s) / frames, wall_ms)

            yield draw, told
        finally:
            if process.stdin is not None:
                process.stdin.close()
            try:
                process.wait(_START_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _cpu_s(node: psutil.Process) -> float:
    """Of all processes node started, not its own."""
    return sum(sum(process.cpu_times()[:2]) for process in node.children(recursive=True))


def _answer(process: subprocess.Popen[str]) -> dict[str, Any]:
    line = process.stdout.readline() if process.stdout is not None else ""
    if not line:
        raise StudioError(
            "three-vrm did not answer", where=PAGE.name, remedy="what node and Chromium said above tells why"
        )
    answer: dict[str, Any] = json.loads(line)
    return answer


def _installed(temporary: Path) -> Path:
    if not PAGE.is_dir():
        raise StudioError(
            "the page that runs three-vrm is not there", where=str(PAGE), remedy="run this from the project's folder"
        )
    folder = Path(shutil.copytree(PAGE, temporary / PAGE.name))
    command = [_program("npm"), "install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode:
        raise StudioError(
            f"npm could not install three-vrm: {done.stderr.strip()[:300]}",
            where="npm install",
            remedy="see that npm reaches its registry",
        )
    return folder


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise StudioError(f"{name} is not there", where="PATH", remedy="install node 18 or newer with npm")
    return found
