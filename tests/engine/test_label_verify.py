"""Files as the studio writes them pass; files that somebody tampered with fail, with the reason."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from pathlib import Path

import av
import numpy as np
import pytest

from studio.compliance import aigc
from studio.control.state import Canvas
from studio.core.errors import StudioError
from studio.core.image import Image
from studio.engine import offline
from studio.engine.label_verify import verify
from studio.engine.performance import Look, Performance
from studio.inputs.take import Take
from studio.library import shelf
from studio.outputs.reading_back import opened_movie, png_texts
from studio.outputs.recording import Recording
from studio.outputs.still import save_still
from studio.rendering.renderer import open_renderer
from studio.vrm import load_avatar

CODE = "001191320000MA0000000X10001"
LOOK = Look(canvas=Canvas(480, 270, 15), background="transparent")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a rendered video of four seconds and a still."""
    folder = tmp_path_factory.mktemp("made")
    avatar = load_avatar(shelf.find_avatar("qiongjiu", light=True).path)
    take = Take.open(shelf.find_take("welcome"))
    renderer = open_renderer()
    frames = iter(take.frames)
    offline.render_video(
        islice(frames, int(4 * take.fps)), Performance(avatar, delay_s=0.0), renderer, LOOK,
        fps=15.0, out=folder / "show.mp4", provider_code=CODE,
    )  # fmt: skip
    offline.render_still(
        islice(iter(take.frames), 10), Performance(avatar, delay_s=0.0), renderer, LOOK,
        fps=15.0, out=folder / "show.png", at_s=None, provider_code=CODE,
    )  # fmt: skip
    renderer.close()
    return folder


def test_what_the_studio_writes_passes(made: Path) -> None:
    for name in ("show.mp4", "show.png"):
        found = verify(made / name)
        assert found.ok, found
        assert found.notes


def test_the_video_carries_exactly_one_aigc_entry_that_another_program_reads(made: Path) -> None:
    with av.open(str(made / "show.mp4")) as movie:
        texts = [text for key, text in movie.metadata.items() if "AIGC" in key]
    assert len(texts) == 1
    assert f'"ContentProducer":"{CODE}"' in texts[0]
    assert sum(keyword == aigc.XMP_KEYWORD for keyword, _ in png_texts(made / "show.png")) == 1


def changed(source: Path, target: Path, change: Callable[[np.ndarray, float], None], *, tags: bool = True) -> Path:
    """The video with every frame through `change(pixels, time_s)`."""
    with opened_movie(source) as movie:
        recording = Recording(target, metadata=movie.tags if tags else None)
        recording.open(*movie.size, 15.0)
        for moment in movie.opening(1e9):
            pixels = moment.pixels.copy()
            change(pixels, moment.time_s)
            recording.put(Image(pixels), moment.time_s)
        recording.close()
    return target


def nothing(_: np.ndarray, __: float) -> None: ...


def cover_late(pixels: np.ndarray, time_s: float) -> None:
    if time_s > 3.0:
        pixels[:60, :120] = 90


def no_long_words(pixels: np.ndarray, time_s: float) -> None:
    if time_s > 1.0:
        pixels[160:] = 40


def fade(pixels: np.ndarray, _: float) -> None:
    pixels[:60, :220] = (pixels[:60, :220] * 0.3 + 120).astype(np.uint8)


def test_a_video_coded_again_still_passes(made: Path, tmp_path: Path) -> None:
    found = verify(changed(made / "show.mp4", tmp_path / "again.mp4", nothing))
    assert found.ok, found


@pytest.mark.parametrize(
    ("change", "tags", "what"),
    [
        (nothing, False, "no AIGC metadata"),
        (cover_late, True, "at 3."),
        (no_long_words, True, "long words"),
        (fade, True, "opening"),
    ],
)
def test_a_tampered_video_fails_with_the_reason(
    made: Path, tmp_path: Path, change: Callable[[np.ndarray, float], None], tags: bool, what: str
) -> None:
    found = verify(changed(made / "show.mp4", tmp_path / "bad.mp4", change, tags=tags))
    assert not found.ok
    assert what in " / ".join(found.problems)


def test_a_picture_without_label_or_metadata_fails(tmp_path: Path) -> None:
    path = save_still(tmp_path / "bare.png", Image(np.full((270, 480, 3), 200, np.uint8)))
    problems = " / ".join(verify(path).problems)
    assert "no AIGC" in problems
    assert "picture" in problems


@pytest.mark.parametrize("name", ["x.mp4", "x.png", "x.txt"])
def test_what_is_no_picture_is_refused_in_words(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"not a picture")
    with pytest.raises(StudioError):
        verify(tmp_path / name)
