"""What runs without a clock: `studio render` and `studio take record`."""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from studio.app_options import source_from, with_options
from studio.control import place
from studio.control.state import Canvas, Show
from studio.core.errors import StudioError
from studio.library import settings, shelf

if TYPE_CHECKING:
    from studio.core.avatar import Avatar
    from studio.engine.performance import Look
    from studio.rendering.renderer import RenderSettings


def render(options: argparse.Namespace) -> int:
    """`studio render`: every frame of a video, take or VRM animation, as a video, or one as a picture."""
    from studio.engine import offline
    from studio.engine.brand import dressed
    from studio.engine.fitting import fitting_of
    from studio.engine.live import look_of
    from studio.engine.on_screen import on_screen_of
    from studio.engine.performance import Performance
    from studio.engine.trace import Trace
    from studio.engine.tracker_client import iterate_landmarks
    from studio.engine.tracking_link import resolve_source
    from studio.rendering.renderer import RenderSettings, open_renderer

    suffix = options.out.suffix.lower()
    if suffix not in (".mp4", ".png"):
        raise StudioError("only .mp4 and .png can be written", where=str(options.out), remedy="name the file so")
    width, height = options.size
    state = Show(canvas=Canvas(width, height))
    if options.preset:
        state = dressed(state, options.preset, options.product)
    state = with_options(state, options)
    look = replace(look_of(state, on_screen_of(state, time.time())), rehearsal=False)
    provider_code = settings.resume()[0].provider_code
    avatar = fitting_of(shelf.find_avatar(state.avatar, light=False)).wearing(state.outfit)
    # Nobody waits for a frame here, so edges are worth their cost on any machine.
    quality = None if options.fast else RenderSettings(msaa=4, fxaa=False)
    if options.input.lower().endswith(".vrma"):
        return _render_clip(options, avatar, look, quality)
    source = resolve_source(source_from(options.input))
    renderer = open_renderer(quality)
    bar = _Bar(quiet=options.quiet)
    try:
        with iterate_landmarks(source) as stream:
            fps = options.fps or stream.fps
            frames = (landmarks for _, landmarks in stream)
            performance = Performance(avatar, delay_s=0.0)
            if suffix == ".png":
                done = offline.render_still(
                    frames,
                    performance,
                    renderer,
                    look,
                    fps=fps,
                    out=options.out,
                    at_s=options.at,
                    provider_code=provider_code,
                )
            else:
                trace = Trace() if options.trace else None
                total_s = stream.total / stream.fps if stream.total else 0.0
                done = offline.render_video(
                    frames, performance, renderer, look,
                    fps=fps, out=options.out, total_s=total_s, progress=bar, trace=trace, provider_code=provider_code,
                )  # fmt: skip
                if trace is not None:
                    trace.write(options.trace)
    finally:
        bar.end()
        renderer.close()
    print(f"{done.path}: {done.frames} frames, {done.seconds:.2f} s")
    return 0


def _render_clip(options: argparse.Namespace, avatar: Avatar, look: Look, quality: RenderSettings | None) -> int:
    """`studio render --input FILE.vrma`: an authored animation, played by the avatar."""
    from studio.engine import offline
    from studio.engine.clips import clip_scenes
    from studio.rendering.renderer import open_renderer
    from studio.vrm import load_clip

    if options.trace is not None:
        raise StudioError(
            "a VRM animation has no performer to trace", where="--trace", remedy="leave it out, or give a video or take"
        )
    clip = load_clip(Path(options.input))
    fps = options.fps or 30.0
    code = settings.resume()[0].provider_code
    frames = clip_scenes(clip, avatar, look, fps)
    renderer = open_renderer(quality)
    bar = _Bar(quiet=options.quiet)
    try:
        if options.out.suffix.lower() == ".png":
            done = offline.write_still(frames, renderer, out=options.out, at_s=options.at, provider_code=code)
        else:
            done = offline.write_video(
                frames, renderer, look.canvas,
                fps=fps, out=options.out, total_s=clip.duration_s, progress=bar, provider_code=code,
            )  # fmt: skip
    finally:
        bar.end()
        renderer.close()
    print(f"{done.path}: {done.frames} frames, {done.seconds:.2f} s")
    return 0


def record_take(options: argparse.Namespace) -> int:
    """`studio take record`: every frame of a video file, or a camera for some seconds."""
    from studio.engine.takes import describe, record_camera, record_file

    source = source_from(options.input)
    bar = _Bar(quiet=options.quiet)
    try:
        if source.startswith("camera:"):
            record_camera(source, options.out, options.seconds or 30.0, place.runtime_folder(), bar)
        else:
            record_file(source, options.out, bar)
    finally:
        bar.end()
    print(describe(options.out))
    return 0


class _Bar:
    """A progress bar on standard error, only where somebody watches."""

    def __init__(self, *, quiet: bool) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._next_s = 0.0

    def __call__(self, progress: object) -> None:
        from studio.engine.offline import Progress

        now_s = time.monotonic()
        if not self._shown or now_s < self._next_s or not isinstance(progress, Progress):
            return
        self._next_s = now_s + 0.2
        if progress.total_s > 0:
            share = min(progress.done_s / progress.total_s, 1.0)
            filled = round(share * 30)
            line = f"[{'█' * filled}{'·' * (30 - filled)}] {share:4.0%}"
        else:
            line = f"{progress.done_s:6.1f} s"
        print(f"\r{line}  {progress.frames} frames ", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self._shown:
            print(file=sys.stderr)
