"""A QR code is found in whatever picture a brand lays over the show, and an ornament is none."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from studio.core.errors import StudioError
from studio.engine.picture_check import codes_in_picture

ROOT = Path(__file__).resolve().parents[2]
SAYS = "weixin://dl/chat?example"
_MODULES = """
import sys, cv2
encoder = cv2.QRCodeEncoder.create()
code = encoder.encode(sys.argv[1])
print("\\n".join("".join("#" if level < 128 else "." for level in row) for row in code))
"""


@pytest.fixture(scope="module")
def modules() -> list[str]:
    """Rows of a real QR code, made by a library in a process without Qt."""
    answer = subprocess.run([sys.executable, "-c", _MODULES, SAYS], capture_output=True, text=True, check=True)
    return [row.strip(".") and row for row in answer.stdout.split() if "#" in row]


def draw(modules: list[str], file: Path, *, size: int, cell: int, x: int, y: int, dark: str, ground: str) -> Path:
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(QColor(ground))
    painter = QPainter(picture)
    for row, line in enumerate(modules):
        for column, module in enumerate(line):
            if module == "#":
                painter.fillRect(x + column * cell, y + row * cell, cell, cell, QColor(dark))
    painter.end()
    assert picture.save(str(file))
    return file


def test_a_code_in_the_corner_of_a_poster_is_read(modules: list[str], tmp_path: Path) -> None:
    file = draw(modules, tmp_path / "a.png", size=900, cell=5, x=680, y=690, dark="#161823", ground="#f7f1e0")

    assert codes_in_picture(file) == (SAYS,)


def test_a_code_on_a_transparent_sticker_is_read_though_it_has_no_ground(modules: list[str], tmp_path: Path) -> None:
    cell = 8
    size = cell * max(len(line) for line in modules)
    file = draw(modules, tmp_path / "b.png", size=size, cell=cell, x=0, y=0, dark="#000000", ground="#00000000")

    assert codes_in_picture(file) == (SAYS,)


def test_a_code_in_an_svg_is_read(modules: list[str], tmp_path: Path) -> None:
    cells = "".join(
        f'<rect x="{column + 4}" y="{row + 4}" width="1" height="1"/>'
        for row, line in enumerate(modules)
        for column, module in enumerate(line)
        if module == "#"
    )
    side = len(modules) + 8
    file = tmp_path / "c.svg"
    file.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" height="{side}">'
        f'<rect width="{side}" height="{side}" fill="#fff"/>{cells}</svg>'
    )

    assert codes_in_picture(file) == (SAYS,)


GOODS = sorted((ROOT / "presets").glob("*/pictures/*.webp"))


@pytest.mark.parametrize("file", [*GOODS[::4], *sorted((ROOT / "presets").glob("*/logo.svg"))], ids=lambda f: f.stem)
def test_goods_and_marks_are_not_mistaken_for_codes(file: Path) -> None:
    assert codes_in_picture(file) == ()


def test_the_barcode_of_a_package_is_read(tmp_path: Path) -> None:
    code = "051274567898"
    digits = [f"{bits:07b}" for bits in (13, 25, 19, 61, 35, 49, 47, 59, 55, 11)]
    turned = str.maketrans("01", "10")
    left = "".join(digits[int(digit)] for digit in code[:6])
    right = "".join(digits[int(digit)].translate(turned) for digit in code[6:])
    bars = f"101{left}01010{right}101"
    picture = QImage(900, 700, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    for number, bar in enumerate(bars):
        if bar == "1":
            painter.fillRect(300 + 3 * number, 400, 3, 140, QColor("black"))
    painter.end()
    picture.save(str(tmp_path / "package.png"))

    (said,) = codes_in_picture(tmp_path / "package.png")
    assert said.endswith(code)


def test_a_code_that_a_moving_sticker_shows_for_a_moment_is_read(modules: list[str], tmp_path: Path) -> None:
    from PIL import Image as Picture

    size = 1000
    file = draw(modules, tmp_path / "e.png", size=size, cell=5, x=700, y=700, dark="#000000", ground="#ffffff")
    blank = Picture.new("RGB", (size, size), "white")
    code = Picture.open(file).convert("RGB")
    frames = [(code if 30 <= number < 50 else blank).copy() for number in range(72)]
    for number, frame in enumerate(frames):  # no two alike, or they are written as one
        frame.putpixel((number, 0), (200, 0, 0))
    frames[0].save(tmp_path / "e.webp", save_all=True, append_images=frames[1:], duration=33, lossless=True, method=0)

    assert codes_in_picture(tmp_path / "e.webp") == (SAYS,)


def test_a_code_that_one_frame_of_a_moving_sticker_shows_long_is_read(modules: list[str], tmp_path: Path) -> None:
    from PIL import Image as Picture

    file = draw(modules, tmp_path / "f.png", size=600, cell=5, x=400, y=400, dark="#000000", ground="#ffffff")
    frames = [Picture.new("RGB", (600, 600), (255, 255, 200 + number)) for number in range(20)]
    frames[11] = Picture.open(file).convert("RGB")
    spans_ms = [1500 if number == 11 else 33 for number in range(20)]
    frames[0].save(tmp_path / "f.webp", save_all=True, append_images=frames[1:], duration=spans_ms, lossless=True)

    assert codes_in_picture(tmp_path / "f.webp") == (SAYS,)


def test_what_cannot_be_read_is_told_and_not_passed(tmp_path: Path) -> None:
    file = tmp_path / "d.png"
    file.write_bytes(b"no picture")

    with pytest.raises(StudioError, match=re.escape("d.png")):
        codes_in_picture(file)


def test_a_check_that_does_not_answer_in_time_is_told(tmp_path: Path) -> None:
    with pytest.raises(StudioError, match="could not be checked"):
        codes_in_picture(GOODS[0], timeout_s=0.001)
