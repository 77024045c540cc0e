"""The command line. Each command imports what it needs when it runs, so `studio --help` is instant."""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from studio import __version__, cli_compliance, cli_desktop, cli_preset, cli_remote
from studio.core.errors import StudioError


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit code: 0 done, 1 a known error (told with its remedy), 2 wrong usage."""
    _make_speakable()
    parser = build_parser()
    options = parser.parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except StudioError as error:
        _tell(error)
        return 1
    except KeyboardInterrupt:
        print("studio: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:  # `studio take list | head -1`: the reader has read enough
        _speak_into_the_void()
        return 0


def _tell(error: StudioError) -> None:
    """In English, which scripts and reports rely on, and below it in Chinese where the system speaks it."""
    from studio.control.error_words import error_told
    from studio.engine.doctor import system_language

    print(f"studio: {error}", file=sys.stderr)
    if system_language() == "zh" and (chinese := error_told(error, "zh")) != str(error):
        print(f"studio：{chinese}", file=sys.stderr)


def _make_speakable() -> None:
    """Whatever a message holds, on whatever it is written: Chinese on an ASCII pipe, a service without any output."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - it lives as long as the process
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _speak_into_the_void() -> None:
    """What is still unsaid would fail again when Python ends."""
    descriptor = os.open(os.devnull, os.O_WRONLY)
    os.dup2(descriptor, sys.stdout.fileno())
    os.close(descriptor)


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="studio",
        description="Qionghua Studio 琼花演播室: a webcam performer drives a Yangzhou digital human, live and offline.",
        epilog="Without a command: the desk, or, where there is no display, the show with its web panel.",
    )
    parser.add_argument("--version", action="version", version=f"Qionghua Studio {__version__}")
    parser.set_defaults(run=_desk, headless=False)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_live(commands)
    _add_render(commands)
    _add_snapshot(commands)
    _add_take(commands)
    _add_avatar(commands)
    _add_set(commands)
    _add_devices(commands)
    _add_obs(commands)
    cli_remote.add(commands)
    _add_doctor(commands)
    _add_bench(commands)
    cli_desktop.add(commands)
    cli_preset.add(commands)
    cli_compliance.add(commands)
    return parser


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # argparse has no public name for it


def _add_look(parser: argparse.ArgumentParser, *, size: str) -> None:
    parser.add_argument("--avatar", default=None, metavar="NAME|FILE.vrm", help="house avatar or your own file")
    parser.add_argument("--size", type=_size, default=_size(size), metavar="WxH", help=f"canvas, default {size}")
    parser.add_argument(
        "--background", default=None, metavar="B", help="default, transparent, #rrggbb, set:ID[/VARIANT] or FILE"
    )
    parser.add_argument("--framing", choices=("face", "bust", "half", "full"), default=None)
    parser.add_argument("--mirror", action=argparse.BooleanOptionalAction, default=None, help="default: mirrored")


def _add_live(commands: Commands) -> None:
    parser = commands.add_parser("live", help="run the show", description="Runs the show until stopped.")
    parser.add_argument("--headless", action="store_true", help="no window: the web panel's address is printed")
    parser.add_argument(
        "--camera", "--source", dest="source", default=None, metavar="SOURCE",
        help="camera number or name, a video file played as a webcam, or take:NAME",
    )  # fmt: skip
    _add_look(parser, size="1280x720")
    parser.add_argument("--fps", type=_positive(int), default=30)
    parser.add_argument("--seconds", type=_positive(float), default=None, help="stop after so long")
    parser.add_argument("--out", type=Path, default=None, metavar="FILE.mp4", help="record the show")
    parser.add_argument("--virtual-camera", action="store_true", help="send the picture to the virtual camera")
    parser.add_argument("--preset", default="", metavar="NAME|FOLDER", help="a brand's preset to open")
    parser.add_argument("--port", type=int, default=None, help="of the web panel; default 8470 or a free one")
    parser.add_argument("--lan", action="store_true", help="open the web panel to the local network")
    parser.add_argument("--tls", action="store_true", help="with --lan: encrypted, by the studio's own certificate")
    parser.add_argument("--resume", action="store_true", help="start as the last show was left")
    parser.add_argument("--json", action="store_true", help="print the closing figures as JSON")
    parser.set_defaults(run=_live)


def _add_render(commands: Commands) -> None:
    parser = commands.add_parser("render", help="a video, take or VRM animation to an avatar video or picture")
    parser.add_argument("--input", required=True, metavar="FILE|take:NAME", help="video, .take or .vrma")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.mp4|.png")
    _add_look(parser, size="1280x720")
    parser.add_argument("--preset", default="", metavar="NAME|FOLDER", help="a brand's look and overlays")
    parser.add_argument("--product", default="", metavar="ID", help="with --preset: the product whose card is shown")
    parser.add_argument("--fps", type=_positive(float), default=None, help="default: as the input")
    parser.add_argument(
        "--at", type=_positive(float, zero=True), default=None, metavar="S", help="for .png: the moment"
    )
    parser.add_argument("--trace", type=Path, default=None, metavar="FILE.csv", help="write the pose of every frame")
    parser.add_argument("--fast", action="store_true", help="draw as a live show on this machine would")
    parser.add_argument("--quiet", action="store_true", help="no progress bar")
    parser.set_defaults(run=_render)


def _add_snapshot(commands: Commands) -> None:
    parser = commands.add_parser("snapshot", help="draw one job: camera, light, pose (see docs/development.md)")
    parser.add_argument("--job", type=Path, required=True, metavar="JOB.json")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--models", type=Path, default=None, metavar="DIR", help="where the job's model lies")
    parser.set_defaults(run=_snapshot)


def _add_take(commands: Commands) -> None:
    parser = commands.add_parser("take", help="landmarks over time, no pictures")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    record = actions.add_parser("record", help="from a camera (live) or a video file (every frame)")
    record.add_argument("--input", required=True, metavar="SOURCE")
    record.add_argument("--out", type=Path, required=True, metavar="FILE.take")
    record.add_argument("--seconds", type=_positive(float), default=None, help="for a camera: how long, default 30")
    record.add_argument("--quiet", action="store_true", help="no progress bar")
    record.set_defaults(run=_take_record)
    listing = actions.add_parser("list", help="takes on the shelf")
    listing.set_defaults(run=_take_list)
    trim = actions.add_parser("trim", help="a part of a take as a take")
    trim.add_argument("take", metavar="NAME|FILE.take")
    trim.add_argument("--from", dest="from_s", type=float, default=0.0, metavar="SECONDS")
    trim.add_argument("--to", dest="to_s", type=float, default=None, metavar="SECONDS", help="default: its end")
    trim.add_argument("--out", type=Path, required=True, metavar="FILE.take")
    trim.set_defaults(run=_take_trim)
    export = actions.add_parser("export", help="as a VRM animation or as a table of numbers")
    export.add_argument("take", metavar="NAME|FILE.take")
    export.add_argument("--out", type=Path, required=True, metavar="FILE.vrma|FILE.csv")
    export.add_argument("--mirror", action="store_true", help="the performer's left becomes the avatar's right")
    export.add_argument(
        "--perfect-sync", action="store_true", help=".vrma: the 52 ARKit shapes in place of the VRM presets"
    )
    export.set_defaults(run=_take_export)
    info = actions.add_parser("info", help="what a take holds")
    info.add_argument("take", metavar="NAME|FILE.take")
    info.set_defaults(run=_take_info)


def _add_avatar(commands: Commands) -> None:
    parser = commands.add_parser("avatar", help="avatars")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    inspect = actions.add_parser("inspect", help="what a .vrm file holds, allows and costs")
    inspect.add_argument("avatar", metavar="NAME|FILE.vrm")
    inspect.set_defaults(run=_avatar_inspect)
    listing = actions.add_parser("list", help="avatars on the shelf")
    listing.set_defaults(run=_avatar_list)


def _add_set(commands: Commands) -> None:
    parser = commands.add_parser("set", help="sets: places behind the avatar")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="sets on the shelf and their variants")
    listing.set_defaults(run=_set_list)


def _add_devices(commands: Commands) -> None:
    parser = commands.add_parser("devices", help="cameras and virtual cameras of this machine")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=_devices)


def _add_obs(commands: Commands) -> None:
    parser = commands.add_parser("obs", help="put the show into OBS Studio (see docs/obs.md)")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True, dest="action")
    setup = actions.add_parser("setup", help="scenes, the picture and the connection; may be run again at any time")
    setup.add_argument("--wait", type=float, default=0.0, metavar="S", help="wait so long for the script in OBS")
    status = actions.add_parser("status", help="what is there, whether the picture arrives, and how late")
    remove = actions.add_parser("remove", help="takes out what setup put in, and nothing else")
    for action in (setup, status, remove):
        action.add_argument(
            "--size", type=_size, default=_size("1280x720"), metavar="WxH", help="canvas, if no show runs"
        )
    connect = actions.add_parser("connect", help="an OBS on another computer; its password is asked for")
    connect.add_argument("--host", required=True, help="name or address; “this” for this computer")
    connect.add_argument("--port", type=int, default=4455)
    connect.set_defaults(size=(1280, 720))
    parser.set_defaults(run=_obs)


def _add_doctor(commands: Commands) -> None:
    parser = commands.add_parser("doctor", help="checks all the studio needs and says how to mend what is missing")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=_doctor)


def _add_bench(commands: Commands) -> None:
    parser = commands.add_parser("bench", help="measure a stage on this machine")
    parser.add_argument("stage", choices=("tracking", "solving", "render", "overlays", "live"))
    parser.add_argument(
        "--input",
        default=None,
        metavar="SOURCE",
        help="clip or take, for solving also a folder of them or of faces with known angles; default: the welcome take",
    )
    parser.add_argument("--avatar", default=None, metavar="NAME|FILE.vrm")
    parser.add_argument("--size", type=_size, default=_size("1280x720"), metavar="WxH")
    parser.add_argument("--seconds", type=_positive(float), default=10.0)
    parser.add_argument("--samples", type=int, choices=(0, 2, 4), default=None, help="render: MSAA; default: as a show")
    parser.add_argument("--full", action="store_true", help="render: no light variant of the avatar on software GL")
    parser.add_argument(
        "--against", choices=("three-vrm",), default=None, help="render: beside three-vrm in Chromium (needs node, npm)"
    )
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=_bench)


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{2,4})[x×X](\d{2,4})", text)
    if not match:
        raise argparse.ArgumentTypeError(f"“{text}” is no size: write it like 1280x720")
    width, height = int(match[1]), int(match[2])
    if width % 2 or height % 2:
        raise argparse.ArgumentTypeError("video needs even sides")
    return width, height


def _positive(kind: type[int] | type[float], *, zero: bool = False) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            value = kind(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"“{text}” is no number") from None
        if not (value >= 0 if zero else value > 0) or value > 1e6:
            raise argparse.ArgumentTypeError("must not be below 0" if zero else "must be greater than 0")
        return value

    return read


# --- the commands -------------------------------------------------------------------------------------------------


def _desk(_: argparse.Namespace) -> int:
    from studio import app

    return app.start()


def _live(options: argparse.Namespace) -> int:
    from studio import app

    return app.live(options)


def _render(options: argparse.Namespace) -> int:
    from studio import app_render

    return app_render.render(options)


def _snapshot(options: argparse.Namespace) -> int:
    from studio.engine import snapshot

    written = snapshot.run(options.job, options.out, options.models)
    print(*written, sep="\n")
    return 0


def _take_record(options: argparse.Namespace) -> int:
    from studio import app_render

    return app_render.record_take(options)


def _take_trim(options: argparse.Namespace) -> int:
    from studio.engine.take_export import trim
    from studio.library import shelf

    frames = trim(shelf.find_take(options.take), options.out, options.from_s, options.to_s)
    print(f"{options.out}: {frames} frames")
    return 0


def _take_export(options: argparse.Namespace) -> int:
    from studio.engine.take_export import export
    from studio.library import shelf

    frames = export(
        shelf.find_take(options.take), options.out, mirrored=options.mirror, perfect_sync=options.perfect_sync
    )
    print(f"{options.out}: {frames} frames")
    return 0


def _take_list(_: argparse.Namespace) -> int:
    from studio.library import shelf

    for take in shelf.takes():
        print(f"take:{take.name:<16} {take.duration_s:6.1f} s  {take.fps:g} fps  {take.path}")
    return 0


def _take_info(options: argparse.Namespace) -> int:
    from studio.engine.takes import describe
    from studio.library import shelf

    print(describe(shelf.find_take(options.take)))
    return 0


def _avatar_inspect(options: argparse.Namespace) -> int:
    from studio import vrm
    from studio.library import shelf

    path = shelf.find_avatar(options.avatar).path
    print(vrm.report(vrm.load_avatar(path), path))
    return 0


def _avatar_list(_: argparse.Namespace) -> int:
    from studio.library import shelf

    for entry in shelf.avatars():
        print(f"{entry.name:<20} {entry.title_zh}  {entry.title_en}")
        if entry.wardrobe is None:
            continue
        worn = entry.wardrobe.wardrobe
        lines = (
            ("配色 palettes", [f"{each.id} {each.title_zh}" for each in worn.palettes]),
            ("品牌色 tint", [f"{each.part} {each.title_zh}" for each in worn.slots]),
            ("配饰 accessories", [f"{each.id} {each.title_zh}" for each in worn.accessories]),
        )
        for title, names in lines:
            print(f"    {title}: {', '.join(names)}")
    return 0


def _set_list(_: argparse.Namespace) -> int:
    from studio.library import sets

    seen = sets.look_for_sets()
    for entry in seen.sets:
        for variant in entry.file.variants:
            print(
                f"set:{entry.name + '/' + variant.id:<28} {entry.title_zh} · {variant.name.zh}"
                f"  {entry.title_en}, {variant.name.en}"
            )
            if variant.scene is not None:
                try:
                    print(f"{'':<33}{entry.cost(variant.id)}")
                except StudioError as error:
                    print(f"studio: {error}", file=sys.stderr)
    for problem in seen.problems:
        print(f"studio: {problem}", file=sys.stderr)
    return 0


def _devices(options: argparse.Namespace) -> int:
    from studio import app

    return app.devices(as_json=options.json)


def _obs(options: argparse.Namespace) -> int:
    from studio import app_obs

    return app_obs.run(options)


def _doctor(options: argparse.Namespace) -> int:
    from studio.engine import doctor

    return doctor.main(as_json=options.json)


def _bench(options: argparse.Namespace) -> int:
    from studio.app_options import source_from
    from studio.engine import bench

    is_folder = options.stage == "solving" and options.input and Path(options.input).is_dir()
    source = options.input if is_folder else source_from(options.input or "take:welcome")
    avatar = options.avatar or "qiongjiu"
    match options.stage:
        case "tracking":
            result, text = bench.tracking(source, options.seconds)
        case "solving":
            result, text = bench.solving(source)
        case "render":
            result, text = bench.render(
                avatar, options.size, options.seconds,
                samples=options.samples, full=options.full, against=options.against,
            )  # fmt: skip
        case "overlays":
            result, text = bench.overlays(options.size)
        case _:
            result, text = bench.live(source, avatar, options.size, options.seconds)
    print(json.dumps(result, ensure_ascii=False, indent=1) if options.json else text)
    return 0
