"""The label is large enough by measure, legible on anything and inside the safe area."""

from __future__ import annotations

import subprocess
import sys
import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core.errors import StudioError
from studio.core.safe_area import safe_area
from studio.core.scene import Label
from studio.staging.label import paint_label, required_ink_px

TEXT = "AI生成 · 数字人"
CANVASES = [(1280, 720), (1920, 1080), (720, 1280), (1080, 1920), (640, 360), (1080, 1080), (3840, 2160)]


def _ink(label: Label) -> np.ndarray:
    """(h, w) bool: paper-coloured pixels of the words, without the chip's faint edge."""
    return np.asarray(label.image.pixels[..., :3].min(axis=2) >= 150)


def _letters(label: Label) -> list[np.ndarray]:
    """Columns of ink between empty columns: the parts a ruler would find."""
    ink = _ink(label)
    columns = ink.any(axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], columns, [False])).astype(int)))
    return [ink[:, a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]


@pytest.mark.parametrize(("width", "height"), CANVASES)
def test_the_latin_letters_too_are_five_per_cent_of_the_shortest_side(width: int, height: int) -> None:
    label = paint_label(TEXT, width, height)

    letter_a, letter_i = _letters(label)[:2]

    for letter in (letter_a, letter_i):
        assert int(letter.any(axis=1).sum()) >= 0.05 * min(width, height)


@pytest.mark.parametrize(("width", "height"), CANVASES)
def test_the_chip_is_inside_the_safe_area(width: int, height: int) -> None:
    rect = paint_label(TEXT, width, height).rect
    area = safe_area(width, height)

    assert rect.inside(width, height)
    assert rect.x >= area.left * width
    assert rect.y >= area.top * height
    assert rect.x + rect.width <= area.right * width


def test_on_a_phone_that_crops_the_sides_the_chip_stays_visible_below_the_platforms_own_top_bar() -> None:
    rect = paint_label(TEXT, 1080, 1920).rect

    assert rect.x >= 110
    assert rect.x + rect.width <= 970
    assert rect.y >= 230


def _luminance(color: np.ndarray) -> float:
    c = color / 255.0
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))


@pytest.mark.parametrize("behind", [0, 128, 255])
def test_words_stand_out_from_the_chip_whatever_is_behind(behind: int) -> None:
    pixels = paint_label(TEXT, 1280, 720).image.pixels.astype(float)
    chip = pixels[pixels.shape[0] // 2, 8]
    words = pixels[..., :3].reshape(-1, 3).max(axis=0)

    ground = chip[:3] + behind * (1 - chip[3] / 255)
    contrast = (_luminance(words) + 0.05) / (_luminance(ground) + 0.05)

    assert contrast >= 4.5


def test_every_character_is_painted_not_boxed() -> None:
    """A font without Chinese draws the same box for 数, 字 and 人."""
    shapes = {paint_label(f"数字人{letter}", 640, 360).image.pixels[..., 3].tobytes() for letter in "数字人"}
    inks = {_ink(paint_label(f"AI{letter}", 640, 360)).tobytes() for letter in "数字人"}

    assert len(shapes) >= 1
    assert len(inks) == 3


def test_long_words_are_broken_into_lines_that_fit() -> None:
    text = "本直播间主播为数字人，形象由人工智能等技术生成合成"

    label = paint_label(text, 720, 1280)

    assert label.text == text
    assert label.rect.inside(720, 1280)
    assert label.rect.height > 2 * required_ink_px(720, 1280)


@pytest.mark.parametrize("text", ["", "  ", " · "])
def test_a_label_without_words_is_refused(text: str) -> None:
    with pytest.raises(StudioError):
        paint_label(text, 1280, 720)


@pytest.mark.parametrize("text", ["数字人" * 30, "数字人" * 2000, "W" * 60])
def test_words_that_cannot_fit_are_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(StudioError) as caught:
        paint_label(text, 720, 1280)

    assert "fewer words" in caught.value.remedy


@settings(max_examples=25, deadline=None)
@given(st.integers(160, 2200), st.integers(160, 2200))
def test_any_canvas_gets_a_label_large_enough(width: int, height: int) -> None:
    label = paint_label(TEXT, width, height)

    assert label.rect.inside(width, height)
    assert label.rect.height >= 0.05 * min(width, height)


def test_threads_paint_at_the_same_time_and_alike() -> None:
    painted: list[bytes] = []

    def paint() -> None:
        painted.append(paint_label(TEXT, 1280, 720).image.pixels.tobytes())

    threads = [threading.Thread(target=paint) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(painted) == 4
    assert len(set(painted)) == 1


def _run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program],
        check=False, env={"PYTHONPATH": ":".join(sys.path)}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize(
    "program",
    [
        "from studio.staging.label import paint_label; print(paint_label('数字人', 640, 360).rect.width)",
        "import threading; from studio.staging.painting import ensure_application\n"
        "from studio.staging.label import paint_label; ensure_application()\n"
        "t = threading.Thread(target=lambda: print(paint_label('数字人', 640, 360).rect.width)); t.start(); t.join()",
    ],
    ids=["main thread", "another thread"],
)
def test_a_process_without_a_screen_paints_and_ends_cleanly(program: str) -> None:
    done = _run(program)

    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) > 0


def test_painting_in_a_thread_before_the_main_one_is_ready_is_told_not_crashed() -> None:
    done = _run(
        "import threading; from studio.staging.label import paint_label\n"
        "t = threading.Thread(target=paint_label, args=('数字人', 640, 360)); t.start(); t.join()"
    )

    assert done.returncode == 0
    assert "call ensure_application in the main thread" in done.stderr
