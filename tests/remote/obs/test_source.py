"""The Lua source in a real OBS: every pixel, whatever happens to the show that writes the pictures."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from studio.core.arrays import ByteArray
from studio.core.errors import StudioError
from studio.core.image import Alpha, Image
from studio.outputs.still import save_still
from studio.remote.obs.arrival import screenshot
from studio.remote.obs.client import ObsClient
from studio.remote.obs.setup import KIND
from studio.rings.pictures import PictureWriter
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from tests.remote.obs.conftest import RunningObs

BLUE = 0xFFFF8040
"""OBS's ABGR of (64, 128, 255)."""
BEHIND = np.array([64, 128, 255])
SLATE = (200, 30, 40)


def every_alpha(mark: int = 0, height: int = 64, width: int = 256) -> Image:
    """Premultiplied: each alpha from 0 to 255 in four colours; the last row tells which picture it is."""
    alpha = np.resize(np.arange(256), width)
    pixels = np.zeros((height, width, 4), np.uint8)
    for band, color in enumerate(((0, 255, 0), (255, 128, 0), (255, 255, 255), (10, 20, 30))):
        rows = slice(band * height // 4, (band + 1) * height // 4)
        pixels[rows, :, :3] = (np.array(color)[None] * alpha[:, None] + 127) // 255
    pixels[..., 3] = alpha
    pixels[-1] = (mark & 255, 0, 0, 255)
    return Image(pixels, time.monotonic(), Alpha.PREMULTIPLIED)


@contextmanager
def showing(ring: Path, picture: Image) -> Iterator[None]:
    """A show that draws the same picture thirty times a second."""
    ended = threading.Event()
    writer = PictureWriter(ring)

    def show() -> None:
        while not ended.wait(1 / 30):
            writer.write(Image(picture.pixels, time.monotonic(), picture.alpha))

    thread = threading.Thread(target=show, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        writer.close()


@pytest.fixture
def client(obs: RunningObs) -> Iterator[ObsClient]:
    """OBS shows a scene of blue with our source on it."""
    save_still(obs.places.slate, Image(np.full((36, 64, 3), SLATE, np.uint8)))
    client = obs.client()
    client.call("CreateScene", {"sceneName": "S"})
    settings = {"color": BLUE, "width": 640, "height": 360}
    client.call(
        "CreateInput",
        {"sceneName": "S", "inputName": "blue", "inputKind": "color_source_v3", "inputSettings": settings},
    )
    settings = {"path": str(obs.places.ring), "slate": str(obs.places.slate)}
    client.call("CreateInput", {"sceneName": "S", "inputName": "avatar", "inputKind": KIND, "inputSettings": settings})
    client.call("SetCurrentProgramScene", {"sceneName": "S"})
    yield client
    client.close()


def shot(client: ObsClient, source: str = "avatar") -> ByteArray | None:
    try:
        return screenshot(client, source)
    except StudioError:
        return None


def shows(client: ObsClient, picture: Image) -> bool:
    """OBS has the picture: every alpha the same, every colour that can be seen within one step of 255."""
    found = shot(client)
    if found is None or found.shape != picture.pixels.shape:
        return False
    alpha = found[..., 3:].astype(np.int32)
    color = (found[..., :3] * alpha + 127) // 255
    same_alpha = bool((found[..., 3] == picture.pixels[..., 3]).all())
    return same_alpha and np.abs(color - picture.pixels[..., :3].astype(np.int16)).max() <= 1


def shows_slate(client: ObsClient) -> bool:
    found = shot(client)
    return found is not None and found.shape[:2] == (36, 64) and bool((found[..., :3] == SLATE).all())


def test_every_alpha_arrives_exactly_and_lies_over_colour_within_one_step(obs: RunningObs, client: ObsClient) -> None:
    picture = every_alpha()
    with showing(obs.places.ring, picture):
        wait_until("the picture is in OBS, exactly", lambda: shows(client, picture))
        over = screenshot(client, "S")[:64, :256, :3].astype(np.int16)
    pixels = picture.pixels.astype(np.int16)
    expected = pixels[..., :3] + BEHIND * (255 - pixels[..., 3:]) / 255
    assert np.abs(over - expected).max() <= 1


def test_a_filter_gets_the_picture_as_exactly(obs: RunningObs, client: ObsClient) -> None:
    """What leaves OBS's filters is colour times alpha; what they blend with, they blend in linear light."""
    picture = every_alpha()
    wish = {"sourceName": "avatar", "filterName": "crop", "filterKind": "crop_filter", "filterSettings": {"left": 0}}
    client.call("CreateSourceFilter", wish)

    def arrived() -> bool:
        found = shot(client)
        if found is None or found.shape != picture.pixels.shape:
            return False
        return np.abs(found.astype(np.int16) - picture.pixels).max() <= 1

    with showing(obs.places.ring, picture):
        wait_until("the picture has gone through the filter", arrived)


def test_a_show_that_ends_leaves_the_slate_and_the_next_one_is_shown(obs: RunningObs, client: ObsClient) -> None:
    with showing(obs.places.ring, every_alpha(1)):
        wait_until("the first show is seen", lambda: shows(client, every_alpha(1)))
    wait_until("the slate is seen", lambda: shows_slate(client))
    with showing(obs.places.ring, every_alpha(2)):
        wait_until("the second show is seen", lambda: shows(client, every_alpha(2)))


SHOW = """
import sys, time
import numpy as np
from pathlib import Path
from studio.core.image import Image
from studio.rings.pictures import PictureWriter
writer = PictureWriter(Path(sys.argv[1]))
pixels = np.full((90, 160, 4), int(sys.argv[2]), np.uint8)
while True:
    writer.write(Image(pixels, time.monotonic()))
    time.sleep(1 / 30)
"""


def test_a_show_that_is_killed_or_hangs_leaves_the_slate_and_its_file_deceives_nobody(
    obs: RunningObs, client: ObsClient
) -> None:
    def full(value: int) -> Image:
        return Image(np.full((90, 160, 4), value, np.uint8))

    ring = str(obs.places.ring)
    first = subprocess.Popen([sys.executable, "-c", SHOW, ring, "255"])
    try:
        wait_until("the show is seen", lambda: shows(client, full(255)))
        first.send_signal(signal.SIGSTOP)
        wait_until("a show that hangs gives way to the slate", lambda: shows_slate(client))
        first.send_signal(signal.SIGCONT)
        wait_until("it goes on", lambda: shows(client, full(255)))
    finally:
        first.kill()
        first.wait()
    assert os.path.exists(ring), "a killed show cannot clear its file away"
    wait_until("the slate is seen", lambda: shows_slate(client))
    client.call("RemoveInput", {"inputName": "avatar"})
    settings = {"path": ring, "slate": str(obs.places.slate)}
    wish = {"sceneName": "S", "inputName": "avatar 2", "inputKind": KIND, "inputSettings": settings}
    client.call("CreateInput", wish)  # as a restarted OBS would: the old file is there, and dead
    wait_until("the slate is seen", lambda: (found := shot(client, "avatar 2")) is not None and found.shape[0] == 36)
    second = subprocess.Popen([sys.executable, "-c", SHOW, ring, "77"])
    try:
        wait_until("the next show is seen", lambda: (p := shot(client, "avatar 2")) is not None and p[0, 0, 0] == 77)
    finally:
        second.kill()
        second.wait()


@pytest.mark.parametrize("cycles", [10, pytest.param(100, marks=[pytest.mark.slow, pytest.mark.timeout(900)])])
def test_new_sizes_and_new_writers_are_followed_and_obs_lives(obs: RunningObs, client: ObsClient, cycles: int) -> None:
    sizes = ((64, 256), (360, 640), (96, 128), (640, 360), (4, 4))
    for cycle in range(cycles):
        picture = every_alpha(cycle, *sizes[cycle % len(sizes)])
        with showing(obs.places.ring, picture):
            wait_until(f"picture {cycle} is seen", partial(shows, client, picture))
    assert obs.alive


@pytest.mark.parametrize("what", ["empty", "short", "noise", "folder", "lying"])
def test_a_file_that_is_no_ring_shows_the_slate_and_harms_nothing(
    obs: RunningObs, client: ObsClient, what: str, tmp_path: Path
) -> None:
    path = tmp_path / "ring"
    match what:
        case "empty":
            path.write_bytes(b"")
        case "short":
            path.write_bytes(b"QHRING01" + bytes(20))
        case "noise":
            path.write_bytes(os.urandom(100_000))
        case "folder":
            path.mkdir()
        case "lying":  # says it has three slots of a megabyte, and is ten kilobytes long
            words = np.array([3, 1 << 20, 5, 0, 0, 0, 0], np.uint64)
            path.write_bytes(b"QHRING01" + words.tobytes() + bytes(10_000))
    client.call("SetInputSettings", {"inputName": "avatar", "inputSettings": {"path": str(path)}})
    wait_until("the slate is seen", lambda: shows_slate(client))
    assert obs.alive


def test_screenshots_and_a_running_show_never_lock_each_other_up(obs: RunningObs, client: ObsClient) -> None:
    """OBS's graphics and the script's lock are taken by both, and must be in one order."""
    picture = every_alpha(1, 360, 640)
    with showing(obs.places.ring, picture):
        wait_until("the picture is in OBS", lambda: shows(client, picture))
        for _ in range(200):
            screenshot(client, "avatar", 8, 8)
    assert obs.alive


def test_a_ring_cut_short_under_obs_is_survived(obs: RunningObs, client: ObsClient) -> None:
    """A mapping would end OBS with SIGBUS here; that is why the source reads."""
    writer = PictureWriter(obs.places.ring)
    picture = every_alpha()
    for _ in range(40):
        writer.write(picture)
        time.sleep(0.02)
    own = os.open(obs.places.ring, os.O_RDWR)
    os.ftruncate(own, 100)
    os.close(own)
    wait_until("the slate is seen", lambda: shows_slate(client))
    assert obs.alive
    obs.places.ring.unlink()
