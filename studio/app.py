"""Puts the rooms together: what each command of the studio needs, wired to each other."""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from studio.control import place
from studio.control.commands import ConnectObs
from studio.control.remote_commands import OpenToLan
from studio.control.roles import Role
from studio.control.state import Canvas, Framing, Show, SourceEntry
from studio.core.errors import CameraError, StudioError
from studio.library import paths, settings, shelf
from studio.library.settings import LastShow

if TYPE_CHECKING:
    from studio.core.avatar import Avatar
    from studio.engine.performance import Look
    from studio.engine.session import Wishes
    from studio.remote.obs.chores import Tools
    from studio.rendering.renderer import RenderSettings

_log = logging.getLogger(__name__)
_SHOW_STARTS_S = 30.0


# --- the desk, or the show where there is no display ----------------------------------------------------------------


def start() -> int:
    """`studio`: the desk and its show; headless with the web panel where no window can be shown."""
    if not has_display():
        from studio.engine.resume import show_of

        print("No display here: the show runs headless.", flush=True)
        last = last_show()
        return run_show(show_of(last), port=None, announce=True, last=last)
    from studio.desk import run_desk

    return run_desk(place.find, start_show, paths.folders().settings / "desk.json")


def start_show() -> None:
    """Starts a show process that outlives its starter, and waits until it can be found. Raises StudioError."""
    if place.find() is not None:
        return
    log = paths.folders().logs / "show.log"
    with _opened_log(log) as lines:
        process = subprocess.Popen(
            [sys.executable, "-m", "studio", "live", "--headless", "--resume"],
            stdin=subprocess.DEVNULL,
            stdout=lines,
            stderr=lines,
            start_new_session=True,
        )
    until_s = time.monotonic() + _SHOW_STARTS_S
    while time.monotonic() < until_s:
        if place.find() is not None:
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise StudioError(
        "the show did not start", where=str(log), remedy="run `studio doctor`; the end of the log says what failed"
    )


def _opened_log(path: Path) -> IO[bytes]:
    """The log to write on; nowhere, where that cannot be: a full disk or a foreign folder is no reason for no show."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("ab")
    except OSError as error:
        _log.warning("%s: the log cannot be written (%s)", path, error.strerror)
        return open(os.devnull, "wb")


def has_display() -> bool:
    """Whether a window can be shown."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# --- the show ---------------------------------------------------------------------------------------------------------


def last_show() -> LastShow:
    """How the last show was left; the defaults for whatever cannot be read."""
    found, problem = settings.resume()
    if problem is not None:
        _log.warning("%s", problem)
    return found.show


def live(options: argparse.Namespace) -> int:
    """`studio live`: the show; with its own desk unless headless."""
    from studio.engine.resume import show_of
    from studio.engine.session import Wishes

    if not options.headless and has_display() and options.seconds is None and options.out is None:
        if options.lan:  # the desk starts its show from the settings
            settings.remember(lan=True, tls=options.tls)
        return start()
    last = last_show() if options.resume else None
    state = with_options(show_of(last) if last is not None else Show(), options)
    if last is not None and options.preset:
        last = last.model_copy(update={"preset": "", "product": ""})  # another brand's evening
    if not options.resume:
        width, height = options.size
        state = replace(state, canvas=Canvas(width, height, options.fps))
    wishes = Wishes(
        preset=options.preset,
        record_to=options.out,
        virtual_camera="" if options.virtual_camera else None,
        seconds=options.seconds,
    )
    # A desk that starts its show writes what it prints to a log, where no token belongs.
    announce = sys.stdout.isatty() or not options.resume
    return run_show(
        state,
        port=options.port,
        wishes=wishes,
        as_json=options.json,
        last=last,
        announce=announce,
        network=Network(True, options.tls) if options.lan else None if options.resume else Network(False),
    )


@dataclass(frozen=True, slots=True)
class Network:
    """Whether panels of other machines are let in."""

    on: bool
    tls: bool = False


def _network_of_settings() -> Network:
    found, _ = settings.resume()
    return Network(found.lan, found.tls)


def run_show(
    state: Show,
    *,
    port: int | None,
    announce: bool,
    wishes: Wishes | None = None,
    as_json: bool = False,
    last: LastShow | None = None,
    network: Network | None = None,
) -> int:
    """Runs a show with its control server until it is stopped; tells at the end what it measured.

    `announce`: print the panel's address with the token that opens it. `last`: what to resume, and whether to remember
    this one; None neither. `network`: None for what the settings say.
    """
    from studio.engine.resume import ShowKeeper
    from studio.engine.session import Session, Wishes  # here: OpenGL and all stages are loaded with it
    from studio.remote.obs.bridge import ObsBridge
    from studio.remote.server import ControlServer
    from studio.remote.tokens import Tokens

    if (running := place.find()) is not None:
        raise StudioError(
            f"a show already runs (process {running.pid})",
            where=running.url,
            remedy="stop it at its panel or desk, or set STUDIO_RUNTIME to another folder for a second show",
        )
    network = network or _network_of_settings()
    folder = place.runtime_folder()
    session = Session(state, folder, sources=sources)
    keeper = ShowKeeper(session.console, last) if last is not None else None
    tokens = Tokens(paths.remotes_file())
    bridge = ObsBridge(session.console, session.console.report, obs_settings_file(), tools=obs_tools())
    server = ControlServer(
        session.console,
        tokens=tokens,
        program_ring=session.program_ring,
        performer_ring=session.link.performer_ring,
        port=port,
        report=session.console.report,
        certificates=paths.folders().settings / "certificate",
    )
    try:
        url = server.start()
        token = tokens.issue(Role.PERFORMER, "this machine")
        own = place.Place(os.getpid(), url, token, str(session.program_ring), str(session.link.performer_ring))
        place.write(own)
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # the last: its terminal was closed; Windows has none
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda *_: session.stop.set())
        if announce:
            # Like a notebook server's: whoever reads this terminal may run the show. Never written to a log.
            with contextlib.suppress(OSError):  # whoever read this terminal may be gone; the show is not
                print(f"Web panel: {url}/#token={token}\nStop with Ctrl+C.", flush=True)
        if network.on:
            session.console.send(OpenToLan(True, network.tls))
        if obs_follows() or (last is not None and last.obs):
            session.console.send(ConnectObs())
        wishes = wishes or Wishes()
        if last is not None and last.preset:
            wishes = replace(wishes, preset=last.preset)
        if keeper is not None:
            keeper.start()
        figures = session.run(wishes)
    finally:
        if keeper is not None:
            keeper.close()
        place.forget(os.getpid())
        server.stop()
        bridge.close()
        session.close()
    if as_json:
        print(json.dumps(asdict(figures), ensure_ascii=False, indent=1))
    else:
        print(*(f"{name.replace('_', ' '):<26} {value}" for name, value in asdict(figures).items()), sep="\n")
    return 0


def sources() -> tuple[SourceEntry, ...]:
    """What a performance can come from, cameras first."""
    from studio.inputs.devices import list_cameras

    found = [SourceEntry(camera.source, camera.name) for camera in list_cameras()]
    found += [SourceEntry(f"take:{take.name}", f"{take.name} ({take.duration_s:.0f} s)") for take in shelf.takes()]
    return tuple(found)


def source_from(text: str) -> str:
    """The source a person means: `0` or `camera:0`, a camera's name, a video file, a .take file, `take:NAME`, `none`.

    Raises CameraError for a path that does not exist.
    """
    kind, _, rest = text.partition(":")
    if text == "none" or (kind in ("camera", "file", "take") and rest):
        return text
    if re.fullmatch(r"\d{1,3}", text):
        return f"camera:{text}"
    path = Path(text)
    if path.is_file():
        return f"take:{path}" if path.suffix == ".take" else f"file:{path}"
    if path.suffix or os.sep in text:
        raise CameraError(
            "there is no such file",
            where=text,
            remedy="check the path; cameras are given by number or name, see `studio devices`",
        )
    return f"camera:{text}"


def with_options(state: Show, options: argparse.Namespace) -> Show:
    """The state with what the command line asks for."""
    if getattr(options, "source", None) is not None:
        state = replace(state, source=source_from(options.source))
    if options.avatar is not None:
        state = replace(state, avatar=options.avatar)
    if options.background is not None:
        state = replace(state, background=options.background)
    if options.framing is not None:
        state = replace(state, framing=Framing(options.framing))
    if options.mirror is not None:
        state = replace(state, mirror=options.mirror)
    return state


# --- OBS --------------------------------------------------------------------------------------------------------------


def obs_settings_file() -> Path:
    """What the studio remembers of OBS; readable by the user only."""
    return paths.folders().settings / "obs.json"


def obs_follows() -> bool:
    """Whether a show connects to OBS by itself."""
    from studio.remote.obs.settings import read_settings

    try:
        return read_settings(obs_settings_file()).follow
    except StudioError as error:
        _log.warning("%s", error)
        return False


def obs_tools() -> Tools:
    """The files that OBS reads, and what writes them."""
    from studio.outputs.still import save_still
    from studio.remote.obs.chores import Tools
    from studio.remote.obs.setup import Places
    from studio.staging.labelled_slate import labelled_slate

    folder = paths.folders().data / "obs"
    places = Places(place.runtime_folder() / "program.ring", folder / "slate.png", folder / "qionghua_source.lua")

    def lay_slate(width: int, height: int) -> None:
        places.slate.parent.mkdir(parents=True, exist_ok=True)
        save_still(places.slate, labelled_slate(width, height, Show().label))

    return Tools(places, lay_slate)


def obs(options: argparse.Namespace) -> int:
    """`studio obs`: set-up, its state, its removal, and where OBS is."""
    from studio.remote.obs import command
    from studio.rings.pictures import PictureReader

    tools = obs_tools()
    newest = PictureReader(tools.places.ring).latest()
    width, height = (newest[1].width, newest[1].height) if newest is not None else options.size
    return command.run(
        options.action,
        places=tools.places,
        canvas=(width, height),
        settings=obs_settings_file(),
        lay_slate=lambda: tools.lay_slate(width, height),
        connect_show=_connect_obs_of_running_show,
        wait_s=getattr(options, "wait", 0.0),
        host=getattr(options, "host", ""),
        port=getattr(options, "port", 0),
    )


def _connect_obs_of_running_show() -> bool:
    """Tells a show that runs to connect; False if none runs."""
    from studio.control.remote_console import RemoteConsole

    found = place.find()
    if found is None:
        return False
    console = RemoteConsole(found.url, found.token)
    try:
        console.connect()
        console.send(ConnectObs())
    finally:
        console.close()
    return True


# --- without a clock --------------------------------------------------------------------------------------------------


def render(options: argparse.Namespace) -> int:
    """`studio render`: every frame of a video, take or VRM animation, as a video, or one as a picture."""
    from studio.engine import offline
    from studio.engine.brand import dressed
    from studio.engine.live import look_of
    from studio.engine.on_screen import on_screen_of
    from studio.engine.performance import Performance
    from studio.engine.trace import Trace
    from studio.engine.tracker_client import iterate_landmarks
    from studio.engine.tracking_link import resolve_source
    from studio.rendering.renderer import RenderSettings, open_renderer
    from studio.vrm import load_avatar

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
    avatar = load_avatar(shelf.find_avatar(state.avatar, light=False).path)
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


# --- what is there ----------------------------------------------------------------------------------------------------


def devices(*, as_json: bool) -> int:
    """`studio devices`: cameras, and takes that can stand in for one."""
    from studio.inputs.devices import list_cameras

    cameras = [
        {"source": camera.source, "name": camera.name, "path": camera.path, "virtual": camera.is_virtual}
        for camera in list_cameras()
    ]
    if as_json:
        print(json.dumps({"cameras": cameras}, ensure_ascii=False))
        return 0
    for camera in cameras:
        print(f"{camera['source']:<12} {camera['name']}{'  (virtual)' if camera['virtual'] else ''}")
    if not cameras:
        print("No camera found. `studio doctor` says why; `studio live --camera take:welcome` plays without one.")
    return 0
