"""Does the picture arrive in OBS, pixel for pixel, and how late? Looked at in OBS's own screenshots."""

from __future__ import annotations

import base64
import io
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

from studio.core.arrays import ByteArray
from studio.core.errors import RemoteError
from studio.remote.obs.client import ObsClient, ObsRequestError
from studio.rings.pictures import PictureReader

_RENDER_FAILED = 702
_STEP = 3
"""Every third pixel of every third row is compared: one of eight in nine of a label's strokes would have to hide."""
_KEPT = 64
_TRIES = 6


@dataclass(frozen=True, slots=True)
class Arrival:
    """What was seen of the program picture in OBS."""

    same: bool
    """A picture of the show was found in OBS, avatar and label, with no channel off by more than 1 of 255."""
    worst: int
    """The largest difference to the picture of the show that fits best; 255 if none was to be had."""
    state: str
    """What the source says of itself: live, slate, nothing."""
    delay_ms: float
    """From the frame's time in the show to the upload in OBS, mean of the last second; 0 if not measured."""
    problem: str = ""
    remedy: str = ""


def look(client: ObsClient, ring: Path, source: str, input_name: str) -> Arrival:
    """`source`: `input_name`, our input, or a scene that shows nothing else, in the picture's own size."""
    worst = 255
    for _ in range(_TRIES):
        with _watching(ring) as seen:
            shot = screenshot(client, source)
        if source == input_name:
            shot = _premultiplied(shot)
        worst = min([worst, *(_difference(shot, picture) for picture in seen())])
        if worst <= 1:
            return Arrival(True, worst, *_words_of_source(client, input_name))
    state, delay_ms = _words_of_source(client, input_name)
    if not seen():
        return Arrival(False, 255, state, 0.0, "no show is running", "start the show, then look again")
    return Arrival(
        False,
        worst,
        state,
        delay_ms,
        "OBS shows another picture than the show",
        "see whether filters lie on the source",
    )


def looked_at(client: ObsClient, scene: str, name: str, canvas: tuple[int, int]) -> str:
    """The scene, if nothing but our picture in its own size can be seen in it; else the source alone."""
    listed = {str(item["sceneName"]) for item in client.call("GetSceneList").get("scenes", [])}
    if scene not in listed:
        return name
    video = client.call("GetVideoSettings")
    items = client.call("GetSceneItemList", {"sceneName": scene}).get("sceneItems", [])
    alone = [item.get("sourceName") for item in items if item.get("sceneItemEnabled")] == [name]
    return scene if alone and (int(video["baseWidth"]), int(video["baseHeight"])) == canvas else name


def _words_of_source(client: ObsClient, input_name: str) -> tuple[str, float]:
    """(state, delay in ms) as the source tells them, once a second, in its settings."""
    pause = threading.Event()
    for _ in range(15):
        told = client.call("GetInputSettings", {"inputName": input_name}).get("inputSettings", {})
        state, delay_ms = str(told.get("state", "nothing")), float(told.get("delay_ms", 0.0))
        if state != "live" or delay_ms > 0:
            break
        pause.wait(0.1)
    return state, delay_ms


def screenshot(client: ObsClient, source: str, width: int | None = None, height: int | None = None) -> ByteArray:
    """(height, width, 4) RGBA: straight alpha of an input, colour times alpha of a scene. Raises ObsRequestError.

    A source without a first frame has no size; that is waited for.
    """
    wish: dict[str, object] = {"sourceName": source, "imageFormat": "png"}
    if width is not None and height is not None:
        wish |= {"imageWidth": width, "imageHeight": height}
    pause = threading.Event()
    for _ in range(20):
        try:
            return decode(str(client.call("GetSourceScreenshot", wish)["imageData"]))
        except ObsRequestError as error:
            if error.code != _RENDER_FAILED:
                raise
            failure = error
        pause.wait(0.1)
    raise failure


def decode(data_url: str) -> ByteArray:
    """(height, width, 4) RGBA of a PNG data URL. Raises RemoteError."""
    try:
        with av.open(io.BytesIO(base64.b64decode(data_url.partition(",")[2])), "r") as container:
            return np.asarray(next(iter(container.decode(video=0))).to_ndarray(format="rgba"))
    except (av.FFmpegError, ValueError, StopIteration) as error:
        raise RemoteError("OBS sent a screenshot that is no PNG", where="GetSourceScreenshot") from error


def _premultiplied(shot: ByteArray) -> ByteArray:
    wide = shot.astype(np.uint16)
    wide[..., :3] = (wide[..., :3] * wide[..., 3:] + 127) // 255
    return wide.astype(np.uint8)


def _difference(shot: ByteArray, picture: ByteArray) -> int:
    sampled = shot[::_STEP, ::_STEP]
    if sampled.shape != picture.shape:
        return 255
    return int(np.abs(sampled.astype(np.int16) - picture).max())


@contextmanager
def _watching(ring: Path) -> Iterator[Callable[[], list[ByteArray]]]:
    """Keeps samples of what the show draws meanwhile."""
    pictures: list[ByteArray] = []
    ended = threading.Event()

    def watch() -> None:
        reader, newest = PictureReader(ring), -1
        while not ended.wait(0.004):
            found = reader.latest(newest)
            if found is not None:
                newest, image = found
                pictures.append(image.pixels[::_STEP, ::_STEP].copy())
                del pictures[:-_KEPT]
        reader.close()

    thread = threading.Thread(target=watch, name="obs-arrival", daemon=True)
    thread.start()
    ended.wait(0.15)  # the picture on its way when the screenshot is asked for
    try:
        yield lambda: pictures
    finally:
        ended.wait(0.05)
        ended.set()
        thread.join()
