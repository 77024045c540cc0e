"""The check against pictures in which the label was tampered with, and against all in which it was not."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.compliance.label_check import LabelCheck, wording_problem
from studio.core.arrays import ByteArray
from studio.core.errors import StudioError
from studio.core.image import Alpha, Image
from studio.core.scene import Label, Rect
from studio.staging.label import paint_label

TEXT = "AI生成 · 数字人"
SIZES = ((1280, 720), (1920, 1080), (1080, 1920), (720, 1280), (320, 180))


@cache
def painted(text: str, width: int, height: int) -> Label:
    return paint_label(text, width, height)


def ground(width: int, height: int, kind: str, seed: int = 0) -> ByteArray:
    """(h, w, 4) uint8: a premultiplied picture to lay the label on."""
    rng = np.random.default_rng(seed)
    pixels = np.full((height, width, 4), 255, np.uint8)
    match kind:
        case "noise":
            pixels[..., :3] = rng.integers(0, 256, (height, width, 3), dtype=np.uint8)
        case "stripes":
            pixels[:, :: 1 + seed % 7, :3] = 0
        case "ramp":
            pixels[..., :3] = np.linspace(0, 255, width).astype(np.uint8)[:, None]
        case "transparent":
            pixels[:] = 0
        case "colour":
            pixels[..., :3] = rng.integers(0, 256, 3, dtype=np.uint8)
    return pixels


def lay(pixels: ByteArray, chip: ByteArray, x: int, y: int, opacity: float = 1.0) -> ByteArray:
    """`chip` over `pixels`, as the renderer blends."""
    done = pixels.copy()
    height, width = chip.shape[:2]
    part = done[y : y + height, x : x + width].astype(np.float64)
    front = chip.astype(np.float64) * opacity
    done[y : y + height, x : x + width] = np.round(front + part * (255 - front[..., 3:]) / 255).clip(0, 255)
    return done


def shown(label: Label, pixels: ByteArray) -> ByteArray:
    return lay(pixels, label.image.pixels, label.rect.x, label.rect.y)


@settings(max_examples=120)
@given(
    size=st.one_of(st.sampled_from(SIZES), st.tuples(st.integers(100, 700).map(lambda n: 2 * n), st.integers(72, 700))),
    text=st.sampled_from((TEXT, "人工智能生成 · 数字人", "AI合成数字人")),
    kind=st.sampled_from(("noise", "stripes", "ramp", "transparent", "colour", "white")),
    seed=st.integers(0, 99),
)
def test_a_label_as_painted_is_seen_on_any_size_and_ground(
    size: tuple[int, int], text: str, kind: str, seed: int
) -> None:
    try:
        label = painted(text, *size)
    except StudioError:
        return
    sight = LabelCheck(label, *size).look(shown(label, ground(*size, kind, seed)))
    assert sight.ok, sight
    assert sight.ink_px >= 0.05 * min(size) - 0.5
    assert sight.contrast >= 4.5
    assert (sight.x, sight.y) == (label.rect.x, label.rect.y)


def test_a_picture_without_alpha_is_read_too() -> None:
    label = painted(TEXT, 1280, 720)
    pixels = np.ascontiguousarray(shown(label, ground(1280, 720, "noise"))[..., :3])
    assert LabelCheck(label, 1280, 720).look(pixels).ok


def blurred(pixels: ByteArray, rect: Rect, radius: int) -> ByteArray:
    done = pixels.copy()
    part = done[rect.y : rect.y + rect.height, rect.x : rect.x + rect.width].astype(np.float64)
    for axis in (0, 1):
        part = sum(np.roll(part, step, axis) for step in range(-radius, radius + 1)) / (2 * radius + 1)
    done[rect.y : rect.y + rect.height, rect.x : rect.x + rect.width] = np.round(part)
    return done


def shrunk(label: Label, share: float) -> ByteArray:
    chip = label.image.pixels
    height, width = round(chip.shape[0] * share), round(chip.shape[1] * share)
    rows = (np.arange(height) / share).astype(int)
    columns = (np.arange(width) / share).astype(int)
    return np.ascontiguousarray(chip[rows][:, columns])


@pytest.mark.parametrize("kind", ["noise", "transparent", "white"])
@pytest.mark.parametrize("size", [(1280, 720), (1080, 1920), (320, 180)])
class TestTampering:
    @pytest.fixture
    def label(self, size: tuple[int, int]) -> Label:
        return painted(TEXT, *size)

    @pytest.fixture
    def behind(self, size: tuple[int, int], kind: str) -> ByteArray:
        return ground(*size, kind, 5)

    def problem(self, label: Label, pixels: ByteArray) -> str:
        sight = LabelCheck(label, pixels.shape[1], pixels.shape[0]).look(pixels)
        assert sight.ok == (sight.problem == "")
        return sight.problem

    def test_a_missing_label_is_caught(self, label: Label, behind: ByteArray) -> None:
        assert self.problem(label, behind)

    @pytest.mark.parametrize("opacity", [0.0, 0.3, 0.6, 0.85])
    def test_a_faded_one_is_caught(self, label: Label, behind: ByteArray, opacity: float) -> None:
        assert self.problem(label, lay(behind, label.image.pixels, label.rect.x, label.rect.y, opacity))

    @pytest.mark.parametrize("share", [0.5, 0.8, 0.95])
    def test_a_shrunk_one_is_caught(self, label: Label, behind: ByteArray, share: float) -> None:
        assert self.problem(label, lay(behind, shrunk(label, share), label.rect.x, label.rect.y))

    @pytest.mark.parametrize(("dx", "dy"), [(2, 0), (0, 2), (-3, 0), (30, 0), (0, 60), (5, 5)])
    def test_a_moved_one_is_caught(self, label: Label, behind: ByteArray, dx: int, dy: int) -> None:
        assert self.problem(label, lay(behind, label.image.pixels, label.rect.x + dx, label.rect.y + dy))

    @pytest.mark.parametrize("part", ["left", "right", "top", "letter", "all"])
    @pytest.mark.parametrize("level", [0, 22, 128, 255])
    def test_a_covered_one_is_caught(self, label: Label, behind: ByteArray, part: str, level: int) -> None:
        pixels, rect = shown(label, behind), label.rect
        x, y, width, height = rect.x, rect.y, rect.width, rect.height
        hole = {
            "left": (x, y, width // 3, height),
            "right": (x + 2 * width // 3, y, width // 3, height),
            "top": (x, y, width, height // 2),
            "letter": (x + width // 2, y + height // 4, height // 2, height // 2),
            "all": (x, y, width, height),
        }[part]
        pixels[hole[1] : hole[1] + hole[3], hole[0] : hole[0] + hole[2]] = (level, level, level, 255)
        assert self.problem(label, pixels)

    def test_a_recoloured_one_is_caught(self, label: Label, behind: ByteArray) -> None:
        pixels, rect = shown(label, behind), label.rect
        part = pixels[rect.y : rect.y + rect.height, rect.x : rect.x + rect.width]
        part[..., 2] = part[..., 2] // 2
        assert self.problem(label, pixels)

    @pytest.mark.parametrize("radius", [1, 3, 8])
    def test_a_blurred_one_is_caught(self, label: Label, behind: ByteArray, radius: int) -> None:
        assert self.problem(label, blurred(shown(label, behind), label.rect, radius))


def test_a_label_that_was_painted_too_small_is_caught_although_it_is_as_painted() -> None:
    small = paint_label(TEXT, 640, 360)
    label = Label(TEXT, small.image, Rect(80, 60, small.rect.width, small.rect.height))
    sight = LabelCheck(label, 1280, 720).look(shown(label, ground(1280, 720, "white")))
    assert not sight.ok
    assert "too small" in sight.problem


def test_a_label_that_was_painted_without_contrast_is_caught_although_it_is_as_painted() -> None:
    good = paint_label(TEXT, 1280, 720)
    pixels = good.image.pixels.astype(np.float64)
    pixels[..., :3] = pixels[..., :3] * 0.35
    label = Label(TEXT, Image(pixels.astype(np.uint8), alpha=Alpha.PREMULTIPLIED), good.rect)
    sight = LabelCheck(label, 1280, 720).look(shown(label, ground(1280, 720, "white")))
    assert not sight.ok
    assert "contrast" in sight.problem


def test_a_canvas_of_another_size_is_no_proof() -> None:
    label = painted(TEXT, 1280, 720)
    assert not LabelCheck(label, 1280, 720).look(ground(1920, 1080, "white")).ok


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("AI生成 · 数字人", ""),
        ("人工智能合成数字人", ""),
        ("ai生成数字人", ""),
        ("数字人", "AI"),
        ("AI 数字人", "生成"),
        ("AI生成", "数字人"),
        ("虚拟主播", "数字人"),
    ],
)
def test_words_that_the_law_asks_for_are_asked_for(text: str, lacks: str) -> None:
    problem = wording_problem(text)
    assert lacks in problem
    assert bool(problem) == bool(lacks)


def test_the_right_picture_with_the_wrong_words_is_no_label() -> None:
    label = paint_label("虚拟主播", 1280, 720)
    sight = LabelCheck(label, 1280, 720).look(shown(label, ground(1280, 720, "white")))
    assert "数字人" in sight.problem
