"""What the picture says besides the label: the long words at an opening, and 排练 while nothing counts as broadcast."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPen

from studio.core.errors import StudioError
from studio.core.safe_area import safe_area
from studio.core.scene import Label, Overlay, Rect
from studio.staging.label import AIM_SHARE, chip_picture, least_ink_share, required_ink_px
from studio.staging.painting import INK, PAPER, Canvas, text_path

OPENING = "本直播间主播为数字人，形象由人工智能等技术生成合成，由真人实时驱动"
"""The long form of DOMAIN 1.2: its middle repeats 直播电商监督管理办法 art. 37."""
OPENING_S = 3.0
"""How long it is on the picture at the start of broadcasts and recordings; GB 45438-2025, 5.4 wants 2 s at least."""
REHEARSAL = "排练 REHEARSAL"
ADVERT = "广告"
"""On clips that are pushed after a show: 直播电商监督管理办法, art. 35."""


def paint_opening(text: str, width: int, height: int, label: Label) -> Overlay | None:
    """The long words as a chip at the foot of the safe area, letters as large as the label's (GB 45438-2025, 5.4).

    None where the canvas has no room for it under the label, which says the same in short and is there in any case.
    """
    area = safe_area(width, height)
    left, right = math.ceil(area.left * width), math.floor(area.right * width)
    bottom = math.floor(area.bottom * height)
    gap = max(round(0.02 * min(width, height)), 2)
    room = (right - left, bottom - (label.rect.y + label.rect.height) - gap)
    size_px = max(AIM_SHARE * min(width, height), required_ink_px(width, height)) / least_ink_share(text)
    image = chip_picture(text, size_px, room)
    if image is None:
        return None
    x = left + (right - left - image.width) // 2
    return Overlay(image, Rect(x, bottom - image.height, image.width, image.height))


def paint_advert(width: int, height: int, label: Label) -> Overlay:
    """广告 as a chip under the label, letters of the same height."""
    size_px = max(AIM_SHARE * min(width, height), required_ink_px(width, height)) / least_ink_share(ADVERT)
    image = chip_picture(ADVERT, size_px, (width, height))
    if image is None:
        raise StudioError(f"广告 does not fit on {width} × {height}", where="clip", remedy="record a larger picture")
    gap = max(round(0.012 * min(width, height)), 2)
    y = min(label.rect.y + label.rect.height + gap, height - image.height)
    return Overlay(image, Rect(min(label.rect.x, width - image.width), y, image.width, image.height))


def paint_watermark(width: int, height: int, label: Label) -> Overlay | None:
    """排练, faint, in a corner of the safe area that the label leaves free; None where there is none."""
    size_px = max(0.042 * min(width, height), 9.0)
    path = text_path(REHEARSAL, size_px)
    box = path.boundingRect()
    edge = max(size_px / 9, 1.0)
    canvas = Canvas(math.ceil(box.width() + 2 * edge) + 2, math.ceil(box.height() + 2 * edge) + 2)
    if canvas.width > width or canvas.height > height:
        return None
    with canvas.painter() as painter:
        words = path.translated(QPointF(1 + edge - box.x(), 1 + edge - box.y()))
        painter.setOpacity(0.62)
        pen = QPen(QColor(INK), edge)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(words, pen)
        painter.fillPath(words, PAPER)
    area = safe_area(width, height)
    x = max(math.floor(area.right * width) - canvas.width, 0)
    gap = round(0.4 * size_px)
    for y in (
        math.ceil(area.top * height),
        label.rect.y + label.rect.height + gap,
        math.floor(area.bottom * height) - canvas.height,
    ):
        rect = Rect(x, y, canvas.width, canvas.height)
        if rect.inside(width, height) and not _overlap(rect, label.rect):
            return Overlay(canvas.image(), rect)
    return None


def _overlap(one: Rect, other: Rect) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )
