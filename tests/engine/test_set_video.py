"""A video behind the figure: each moment has its picture, and the end is followed by the beginning."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image as PillowImage

from studio.core.errors import CameraError
from studio.core.scene import Ambient, Label, Light
from studio.engine.set_video import SetVideo
from studio.staging.sets import Layer, Place
from studio.staging.stage import Stage

FPS = 10
COUNT = 12
SIZE = (64, 36)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Picture i is grey of brightness 20·i."""
    path = tmp_path / "film.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv420p"
        stream.options = {"crf": "8", "bf": "0"}
        for i in range(COUNT):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(np.full((64, 96, 3), 20 * i, np.uint8), "rgb24")))
        container.mux(stream.encode(None))
    return path


@pytest.fixture
def patient(film: Path) -> Iterator[SetVideo]:
    video = SetVideo(film, SIZE, patient=True)
    yield video
    video.close()


def number(video: SetVideo, time_s: float) -> int:
    pixels = video.at(time_s).pixels
    assert pixels.shape == (36, 64, 4)
    return round(float(pixels[18, 32, :3].mean()) / 20)


def test_each_moment_has_its_own_picture_and_the_end_is_followed_by_the_beginning(patient: SetVideo) -> None:
    began_s = 100.0
    seen = [number(patient, began_s + i / FPS + 0.01) for i in range(2 * COUNT + 2)]
    assert seen == [i % COUNT for i in range(2 * COUNT + 2)]


def test_a_show_of_more_and_one_of_fewer_frames_a_second_see_the_same_film(film: Path) -> None:
    for fps in (30, 4):
        video = SetVideo(film, SIZE, patient=True)
        seen = [number(video, i / fps + 0.001) for i in range(fps)]
        video.close()
        assert seen == [int((i / fps + 0.001) * FPS) for i in range(fps)]


def test_live_nobody_waits_and_the_film_goes_on(film: Path) -> None:
    video = SetVideo(film, SIZE, patient=False)
    seen = set()
    for i in range(40):
        seen.add(number(video, i / 40))
        time.sleep(0.02)
    video.close()
    assert {0, 3, 6} <= {n - n % 3 for n in seen}


def test_a_file_that_is_no_video_ends_in_words(tmp_path: Path) -> None:
    path = tmp_path / "bad.mp4"
    path.write_bytes(b"no film")
    with pytest.raises(CameraError, match="no video"):
        SetVideo(path, SIZE, patient=True)


def test_the_stage_plays_it_behind_what_the_set_puts_before_it_and_closes_it(film: Path, tmp_path: Path) -> None:
    opened: list[SetVideo] = []
    closed: list[bool] = []

    class Watched(SetVideo):
        def close(self) -> None:
            closed.append(True)
            super().close()

    def open_video(path: Path, size: tuple[int, int]) -> SetVideo:
        opened.append(Watched(path, size, patient=True))
        return opened[-1]

    rail = tmp_path / "rail.png"
    PillowImage.new("RGBA", (64, 36), (255, 0, 0, 255)).save(rail)
    place = Place("film/loop", (Layer(rail, rail, 1.0),), Light(), Ambient(), video=film)
    stage = Stage(lambda name: place, open_video)
    for _ in range(3):
        scene = stage.compose(None, width=640, height=360, background="set:film")
    assert isinstance(scene.label, Label)
    assert scene.backdrop.picture is not None
    assert (scene.backdrop.picture.width, scene.backdrop.picture.height) == (640, 360)
    assert len(scene.behind) == 1
    assert len(opened) == 1
    stage.compose(None, width=640, height=360, background="#112233")
    assert closed == [True]
