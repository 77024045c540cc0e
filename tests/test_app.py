"""What people type, and what the studio takes it to mean."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from studio import app
from studio.app_options import source_from
from studio.cli import build_parser, main
from studio.control import place
from studio.control.host import ShowConsole
from studio.control.state import Canvas, Framing, Show
from studio.core.errors import CameraError, RemoteError
from studio.engine.resume import ShowKeeper, show_of
from studio.remote.server import ControlServer
from studio.remote.tokens import Tokens


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("0", "camera:0"),
        ("camera:2", "camera:2"),
        ("Integrated Webcam", "camera:Integrated Webcam"),
        ("take:welcome", "take:welcome"),
        ("none", "none"),
    ],
)
def test_a_source_is_understood_as_people_write_it(text: str, source: str) -> None:
    assert source_from(text) == source


def test_a_file_is_a_video_or_a_take_by_its_ending(tmp_path: Path) -> None:
    for name, kind in (("clip.mp4", "file"), ("mine.take", "take")):
        path = tmp_path / name
        path.touch()
        assert source_from(str(path)) == f"{kind}:{path}"


def test_a_file_that_is_not_there_is_no_camera_name(tmp_path: Path) -> None:
    with pytest.raises(CameraError, match="no such file") as caught:
        source_from(str(tmp_path / "gone.mp4"))
    assert "studio devices" in caught.value.remedy


def test_a_show_starts_as_the_last_one_was_left() -> None:
    left = Show(
        canvas=Canvas(720, 1280, 25),
        source="take:welcome",
        avatar="qiongjiu",
        mirror=False,
        framing=Framing.FULL,
        background="#d6ecf0",
        slate=True,
        held=(("happy", 0.6),),
    )
    keeper = ShowKeeper(ShowConsole(left), app.last_show())
    keeper.close()
    assert show_of(app.last_show()) == left


def test_a_second_show_is_refused_with_the_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    place.write(place.Place(os.getpid(), "http://127.0.0.1:1", "secret", "", ""))
    assert main(["live", "--headless", "--seconds", "1"]) == 1
    told = capsys.readouterr().err
    assert "already runs" in told
    assert "STUDIO_RUNTIME" in told
    assert "secret" not in told


def test_an_error_is_told_in_chinese_too_where_the_system_speaks_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for language, chinese in (("zh_CN.UTF-8", "没有名为“no-such”的预设"), ("en_GB.UTF-8", "")):
        monkeypatch.setenv("LC_ALL", language)
        assert main(["preset", "check", "no-such"]) == 1
        told = capsys.readouterr().err
        assert "there is no preset “no-such”" in told
        assert chinese in told
        assert ("studio：" in told) == bool(chinese)


def test_wrong_words_are_told_before_anything_starts(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["live", "--size", "12"], ["live", "--size", "321x180"], ["live", "--fps", "0"], ["sing"]):
        with pytest.raises(SystemExit) as caught:
            main(arguments)
        assert caught.value.code == 2
    assert "even sides" in capsys.readouterr().err


def test_an_output_of_another_kind_is_refused_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", "--input", "take:welcome", "--out", "x.gif"]) == 1
    assert "x.gif" in capsys.readouterr().err


def test_a_picture_of_the_welcome_take_is_rendered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "still.png"
    assert main(["render", "--input", "take:welcome", "--out", str(out), "--at", "0.5", "--size", "320x180"]) == 0
    assert out.read_bytes().startswith(b"\x89PNG")
    assert str(out) in capsys.readouterr().out


def test_the_avatar_and_take_on_the_shelf_are_listed_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, word in (
        (["avatar", "list"], "琼玖"),
        (["avatar", "inspect", "qiongjiu"], "commercial"),
        (["take", "list"], "take:welcome"),
        (["take", "info", "welcome"], "welcome"),
    ):
        assert main(arguments) == 0
        assert word in capsys.readouterr().out


def test_devices_as_json_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["devices", "--json"]) == 0
    assert isinstance(json.loads(capsys.readouterr().out)["cameras"], list)


def test_every_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    help_text = build_parser().format_help()
    for command in ("live", "render", "snapshot", "take", "avatar", "devices", "doctor", "bench"):
        assert command in help_text
        with pytest.raises(SystemExit) as caught:
            main([command, "--help"])
        assert caught.value.code == 0


def test_a_show_goes_on_when_whoever_read_its_output_is_gone(tmp_path: Path) -> None:
    target = tmp_path / "show.mp4"
    arguments = ["live", "--headless", "--camera", "none", "--size", "64x64", "--port", "0", "--seconds", "1"]
    process = subprocess.Popen(
        [sys.executable, "-m", "studio", *arguments, "--out", str(target)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    complaints = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 0, complaints
    assert b"BrokenPipe" not in complaints
    assert target.stat().st_size > 0


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_port_that_cannot_be_is_refused_in_words(port: int) -> None:
    server = ControlServer(ShowConsole(), tokens=Tokens(), program_ring=Path("none.ring"), port=port)
    with pytest.raises(RemoteError, match="no port") as refusal:
        server.start()
    assert "65535" in refusal.value.remedy


@pytest.mark.skipif(os.name == "nt", reason="Windows has no mode bits")
def test_a_log_that_cannot_be_written_does_not_keep_the_show_from_starting(tmp_path: Path) -> None:
    (tmp_path / "logs").touch()
    with app._opened_log(tmp_path / "logs" / "show.log") as log:
        assert log.write(b"lost") == 4
