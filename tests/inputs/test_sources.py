"""Names of inputs."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.core.errors import CameraError
from studio.inputs.sources import SourceKind, open_source, parse_source


def test_a_source_is_named_by_kind_and_name_or_guessed_from_how_it_looks(tmp_path: Path) -> None:
    (tmp_path / "clip").write_bytes(b"x")
    for text, kind, name in (
        ("camera:0", SourceKind.CAMERA, "0"),
        ("camera: HD: Pro ", SourceKind.CAMERA, "HD: Pro"),
        ("file:C:/a:b.mp4", SourceKind.FILE, "C:/a:b.mp4"),
        ("take:talk.take", SourceKind.TAKE, "talk.take"),
        ("2", SourceKind.CAMERA, "2"),
        ("/dev/video2", SourceKind.CAMERA, "/dev/video2"),
        ("shows/talk.take", SourceKind.TAKE, "shows/talk.take"),
        (str(tmp_path / "clip"), SourceKind.FILE, str(tmp_path / "clip")),
        ("../missing/clip.mp4", SourceKind.FILE, "../missing/clip.mp4"),
        ("HD Webcam", SourceKind.CAMERA, "HD Webcam"),
    ):
        assert (parse_source(text).kind, parse_source(text).name) == (kind, name)
    assert str(parse_source("2")) == "camera:2"


@pytest.mark.parametrize("text", ["", "camera:", "file: "])
def test_an_input_without_a_name_is_refused(text: str) -> None:
    with pytest.raises(CameraError, match="no input is named"):
        parse_source(text)


def test_a_take_gives_no_pictures() -> None:
    with pytest.raises(CameraError, match="no pictures"):
        open_source("take:x.take")


def test_a_camera_that_is_not_there_says_so_and_names_those_that_are() -> None:
    with pytest.raises(CameraError) as told:
        open_source("camera:no such camera")
    assert told.value.where == "camera no such camera"
    assert "found:" in told.value.remedy
