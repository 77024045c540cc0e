from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.control import commands as c
from studio.core.image import Alpha, Image
from studio.desk import theme
from studio.desk.frames import FrameFeed, picture_from
from studio.desk.preview import PictureView, fitted
from studio.rings.pictures import PictureWriter
from tests.desk.conftest import SOON_MS, Desk, flat

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def drawn(view: QWidget) -> QImage:
    return view.grab().toImage()


def color_at(image: QImage, x: float, y: float) -> str:
    """At a share of the width and height."""
    return image.pixelColor(int(x * image.width()), int(y * image.height())).name()


@pytest.fixture
def feed(qtbot: QtBot) -> FrameFeed:
    return FrameFeed()


@pytest.mark.parametrize(
    ("size", "room", "expected"),
    [
        (QSize(1280, 720), QRect(0, 0, 640, 640), QRect(0, 140, 640, 360)),
        (QSize(1080, 1920), QRect(10, 0, 640, 640), QRect(150, 0, 360, 640)),
        (QSize(100, 100), QRect(0, 0, 50, 50), QRect(0, 0, 50, 50)),
    ],
)
def test_a_picture_is_as_large_as_its_shape_allows_and_in_the_middle(size: QSize, room: QRect, expected: QRect) -> None:
    assert fitted(size, room) == expected


def test_colours_and_transparency_reach_qt_unchanged() -> None:
    image = flat((10, 60, 120, 128))
    picture = picture_from(image)
    assert picture.hasAlphaChannel()
    assert picture.pixelColor(5, 5).alpha() == 128
    assert picture_from(image, opaque=True).pixelColor(5, 5).name() == "#0a3c78"
    pixels = np.full((4, 4, 3), (200, 100, 50), np.uint8)
    assert picture_from(Image(pixels)).pixelColor(1, 1).name() == "#c86432"
    straight = Image(np.full((4, 4, 4), (200, 100, 50, 0), np.uint8), alpha=Alpha.STRAIGHT)
    assert picture_from(straight).pixelColor(1, 1).alpha() == 0


def test_the_newest_picture_of_the_ring_is_on_the_screen(desk: Desk, program: PictureWriter) -> None:
    program.write(flat((200, 30, 40, 255)))
    view = desk.window.preview.view
    desk.until(lambda: color_at(drawn(view), 0.5, 0.5) == "#c81e28")
    program.write(flat((20, 130, 40, 255), 180, 320))
    desk.until(lambda: color_at(drawn(view), 0.5, 0.5) == "#148228")
    assert view.picture_rect().height() > view.picture_rect().width()
    assert color_at(drawn(view), 0.02, 0.5) == theme.DARK.stage


def test_a_picture_of_another_shape_leaves_nothing_of_the_last_one(qtbot: QtBot, feed: FrameFeed) -> None:
    painted: list[QRect] = []

    class Watched(PictureView):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
            painted.append(event.rect())
            super().paintEvent(event)

    view = Watched(feed)
    qtbot.addWidget(view)
    view.resize(320, 320)
    with qtbot.waitExposed(view):
        view.show()
    for shape in ((320, 180), (320, 180), (180, 320)):
        feed.picture = picture_from(flat((200, 30, 40, 255), *shape))
        painted.clear()
        feed.changed.emit()
        qtbot.waitUntil(lambda: bool(painted), timeout=SOON_MS)
    assert painted == [view.rect()]


def test_a_picture_seen_before_is_not_drawn_again(feed: FrameFeed, qtbot: QtBot, program: PictureWriter) -> None:
    told: list[bool] = []
    feed.changed.connect(lambda: told.append(True))
    program.write(flat((1, 2, 3, 255)))
    feed.follow(program.path)
    feed._look()
    for _ in range(5):
        feed._look()
    assert told == [True]
    program.write(flat((1, 2, 3, 255)))
    feed._look()
    assert told == [True, True]


def test_a_ring_that_falls_silent_leaves_no_old_picture_behind(
    feed: FrameFeed, qtbot: QtBot, program: PictureWriter
) -> None:
    program.write(flat((1, 2, 3, 255)))
    feed.follow(program.path)
    qtbot.waitUntil(lambda: feed.picture is not None, timeout=SOON_MS)
    program.close()
    qtbot.waitUntil(lambda: feed.picture is None, timeout=SOON_MS)


def test_behind_what_is_transparent_there_is_a_checkerboard(qtbot: QtBot, feed: FrameFeed) -> None:
    view = PictureView(feed)
    qtbot.addWidget(view)
    view.resize(320, 180)
    feed.picture = picture_from(flat((0, 0, 0, 0)))
    image = drawn(view)
    seen = {image.pixelColor(x, 5).name() for x in (5, 17, 29, 41)}
    assert seen == {theme.worn().check_a, theme.worn().check_b}


@pytest.mark.parametrize("mirrored", [False, True])
def test_ones_own_picture_is_a_mirror_and_the_program_is_not(qtbot: QtBot, feed: FrameFeed, mirrored: bool) -> None:
    view = PictureView(feed, mirrored=mirrored)
    qtbot.addWidget(view)
    view.resize(320, 180)
    pixels = np.zeros((180, 320, 3), np.uint8)
    pixels[:, :160] = (255, 0, 0)
    feed.picture = picture_from(Image(pixels))
    assert color_at(drawn(view), 0.25, 0.5) == ("#000000" if mirrored else "#ff0000")


def test_a_large_picture_is_averaged_not_sampled(qtbot: QtBot, feed: FrameFeed) -> None:
    view = PictureView(feed)
    qtbot.addWidget(view)
    view.resize(160, 90)
    pixels = np.zeros((720, 1280, 3), np.uint8)
    pixels[:, ::8] = 255
    feed.picture = picture_from(Image(pixels))
    image = drawn(view)
    grey = [image.pixelColor(x, 45).red() for x in range(20, 140)]
    assert max(grey) - min(grey) <= 8
    assert 20 <= sum(grey) / len(grey) <= 44  # one column in eight is white: 32


def test_on_air_the_picture_has_a_vermilion_frame(desk: Desk, program: PictureWriter) -> None:
    program.write(flat((200, 30, 40, 255)))
    view = desk.window.preview.view
    desk.until(lambda: color_at(drawn(view), 0.5, 0.5) == "#c81e28")

    def frame() -> str:
        rect = view.picture_rect()
        return drawn(view).pixelColor(rect.center().x(), rect.top() - 2).name()

    assert frame() == theme.DARK.line
    desk.studio.console.send(c.GoLive())
    desk.until(lambda: frame() == theme.DARK.air)


def test_the_performer_is_seen_only_when_asked_for_and_with_a_tag(desk: Desk) -> None:
    writer = PictureWriter(desk.studio.performer)
    writer.write(Image(np.full((90, 160, 3), (9, 200, 90), np.uint8)))
    inset = desk.window.preview.inset
    assert not inset.isVisible()
    assert desk.window.performer.path is None
    desk.studio.console.send(c.ShowPerformer(True))
    desk.until(lambda: inset.isVisible() and color_at(drawn(inset.view), 0.5, 0.5) == "#09c85a")
    assert inset.tag.text() == "Only you see this"
    desk.qtbot.mouseClick(inset.close_button, Qt.MouseButton.LeftButton)
    desk.until(lambda: not desk.studio.console.state.show_performer)
    desk.until(lambda: not inset.isVisible() and desk.window.performer.path is None)
    writer.close()


def test_the_clean_window_shows_the_picture_and_nothing_else(desk: Desk, program: PictureWriter) -> None:
    program.write(flat((200, 30, 40, 255)))
    desk.until(lambda: desk.window.program.picture is not None)
    desk.window.show_output_window()
    clean = desk.window.output_window
    assert clean is not None
    clean.resize(400, 400)
    image = drawn(clean)
    assert {image.pixelColor(200, y).name() for y in (90, 200, 310)} == {"#c81e28"}
    assert image.pixelColor(200, 10) == QColor("black")
    desk.qtbot.keyClick(clean, Qt.Key.Key_Escape)
    desk.until(lambda: desk.window.output_window is None)
