"""The close-up camera: the real process, with a video file for a camera."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from studio.control import events as e
from studio.control import goods_events as ge
from studio.control.console import Notice
from studio.control.reducer import apply
from studio.control.state import Part, PartStatus, Show
from studio.core.image import Alpha, Image
from studio.core.preset import ChromaKey, CloseUp, OverlayItem, OverlayKind
from studio.engine.close_up import CloseUpKeeper
from studio.remote.qr import rows
from tests.support.goods_video import MAT, mat, write_video

KEY = ChromaKey("#{:02x}{:02x}{:02x}".format(*MAT))
GOODS = np.s_[200:280, 290:350]
"""Of the camera's picture: where the red goods lie."""
SIZE = (160, 120)


class Desk:
    """A state that hears what the keeper reports, as the console does."""

    def __init__(self, ring: Path, source: str, performer: str = "camera:0") -> None:
        item = OverlayItem("close_up", OverlayKind.CLOSE_UP, close_up=CloseUp())
        self.told: list[e.Event] = []
        self.keeper = CloseUpKeeper(ring, self._hear)
        self.state = Show(source=performer, overlays=(item,), close_up_source=source)
        self.keeper.hear(Notice(self.state, ()))

    def _hear(self, event: e.Event) -> None:
        self.told.append(event)
        self.state = apply(self.state, event)
        self.keeper.hear(Notice(self.state, (event,)))

    def change(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self.keeper.hear(Notice(self.state, ()))

    def until(self, found: Callable[[], object]) -> None:
        """pytest-timeout is the limit."""
        while not found():
            self.keeper.poll()
            time.sleep(0.01)

    def picture(self, key: ChromaKey | None = None, after_s: float = 0.0) -> Image:
        seen: list[Image] = []

        def take() -> bool:
            image = self.keeper.picture(SIZE, key)
            cut = image is not None and (image.alpha is Alpha.PREMULTIPLIED) is (key is not None)
            if image is not None and cut and image.time_s > after_s:
                seen.append(image)
            return bool(seen)

        self.until(take)
        return seen[0]


def red_goods(ground: np.ndarray) -> np.ndarray:
    """With a grey patch beside them that is half as bright."""
    made = ground.copy()
    made[GOODS] = (190, 40, 30)
    made[200:280, 360:420] = (60, 60, 60)
    return made


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clips")
    return write_video(folder / "goods.mp4", [red_goods(mat(seed=number)) for number in range(8)])


@pytest.fixture
def desk(clip: Path, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "ring", f"file:{clip}")
    yield made
    made.keeper.close()


def test_the_picture_comes_at_the_asked_size_and_the_mat_is_cut_out_on_demand(desk: Desk) -> None:
    plain = desk.picture()
    assert desk.state.close_up.status is PartStatus.RUNNING
    assert (plain.width, plain.height) == SIZE
    goods, corner = plain.pixels[60, 80].astype(int), plain.pixels[4, 4].astype(int)
    assert np.abs(goods[:3] - (190, 40, 30)).max() < 24
    assert corner[1] > corner[0] + 40, "the mat is green"

    cut = desk.picture(KEY)

    alpha = cut.pixels[..., 3]
    assert alpha[60, 80] == alpha[60, 97] == 255, "red and dark grey goods are kept"
    assert (np.delete(alpha, np.s_[45:75], axis=0) == 0).mean() > 0.995, "the mat goes, with its fold and dark corners"
    assert np.abs(cut.pixels[60, 80].astype(int)[:3] - (190, 40, 30)).max() < 24


def test_the_performers_camera_is_refused_in_words_and_does_not_come_back(clip: Path, tmp_path: Path) -> None:
    other = clip.parent / ".." / clip.parent.name / clip.name  # the same file by another name
    desk = Desk(tmp_path / "ring", f"file:{clip}", performer=f"file:{other}")

    for _ in range(3):
        desk.keeper.poll()
        assert desk.keeper.picture(SIZE, None) is None

    assert desk.state.close_up.status is PartStatus.FAILED
    assert "never shown" in desk.state.close_up.problem
    assert desk.state.close_up.remedy
    assert desk.state.close_up_source == ""
    assert not (tmp_path / "ring").exists(), "it was not even opened"


def test_when_the_performer_takes_the_close_ups_camera_the_picture_is_gone_at_once(desk: Desk) -> None:
    desk.picture()

    desk.change(source=desk.state.close_up_source)

    assert desk.keeper.picture(SIZE, None) is None
    desk.until(lambda: desk.state.close_up_source == "")
    assert desk.state.close_up.status is PartStatus.FAILED


def test_a_camera_that_is_lost_takes_its_picture_away_and_brings_it_back(desk: Desk, clip: Path) -> None:
    last = desk.picture()
    pid = desk.keeper._client.pid  # type: ignore[union-attr]
    assert pid is not None

    os.kill(pid, signal.SIGKILL)

    desk.until(lambda: desk.state.close_up.status is PartStatus.LOST)
    assert "died" in desk.state.close_up.problem
    desk.until(lambda: desk.state.close_up.status is PartStatus.RUNNING)
    assert desk.picture(after_s=last.time_s).time_s > last.time_s


def test_a_camera_that_is_not_there_is_told_and_looked_for(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "ring", f"file:{tmp_path / 'gone.mp4'}")
    try:
        desk.until(lambda: desk.state.close_up.status is PartStatus.LOST)
        assert "gone.mp4" in desk.state.close_up.problem
        assert desk.state.close_up.remedy
        write_video(tmp_path / "gone.mp4", [mat(160, 120)] * 4)
        desk.until(lambda: desk.state.close_up.status is PartStatus.RUNNING)
    finally:
        desk.keeper.close()


def test_hidden_for_good_the_camera_is_let_go(desk: Desk) -> None:
    desk.picture()
    desk.change(close_up_source="")

    desk.until(lambda: desk.state.close_up == Part())

    assert not desk.keeper._ring.exists()
    assert desk.keeper.picture(SIZE, None) is None


def test_a_qr_code_in_sight_is_told_and_never_shown(tmp_path: Path) -> None:
    """The first picture with a code is known before any picture is given."""
    with_code = mat()
    with_code[90:410, 160:480] = _code(320)
    clip = write_video(tmp_path / "code.mp4", [with_code] * 6)
    desk = Desk(tmp_path / "ring", f"file:{clip}")
    try:
        desk.until(lambda: desk.state.close_up.status is PartStatus.LOST)
        assert "QR" in desk.state.close_up.problem
        assert "example" in desk.state.close_up.problem
        assert desk.state.close_up.remedy
        assert desk.keeper.picture(SIZE, None) is None
        assert not any(isinstance(t, ge.CloseUpChanged) and t.part.status is PartStatus.RUNNING for t in desk.told)

        write_video(tmp_path / "clear.mp4", [mat()] * 6).replace(clip)  # read at the next round: the code is taken away
        desk.until(lambda: desk.state.close_up.status is PartStatus.RUNNING)

        seen = desk.picture().pixels
        assert seen[..., 0].astype(int).max() < 160, "only the mat is in the picture"
    finally:
        desk.keeper.close()


def _code(side: int) -> np.ndarray:
    """With its quiet zone."""
    modules = np.pad(
        np.array([[module == "0" for module in row] for row in rows("https://example.com/chat")]),
        4,
        constant_values=True,
    )
    grey = np.kron(modules, np.ones((side // len(modules) + 1,) * 2)).astype(np.uint8)[:side, :side] * 255
    return np.repeat(grey[..., None], 3, axis=2)
