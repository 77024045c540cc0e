"""A clip is a file of its own: opening words, label, 广告, AIGC, and nothing of what lay outside."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from studio.compliance import aigc
from studio.control import events as e
from studio.control import goods_events as ge
from studio.control.console import Notice
from studio.control.state import Show
from studio.core.errors import LibraryError, OutputError
from studio.core.goods import Product
from studio.core.image import Image
from studio.core.scene import Overlay
from studio.engine.clip_export import _laid, export_clip
from studio.engine.label_verify import verify
from studio.engine.moments_keeper import MomentsKeeper
from studio.library.moments import moments_path, read_moments
from studio.outputs.reading_back import opened_movie
from studio.outputs.recording import Recording
from studio.staging.label import paint_label
from studio.staging.reminders import paint_advert
from tests.support.waiting import wait_until

_SIZE = (480, 270)


def _recording(path: Path, *, seconds: float = 6.0, tagged: bool = True) -> Path:
    """A labelled picture that grows brighter, 15 frames a second."""
    label = paint_label("AI生成 · 数字人", *_SIZE)
    code = "001191440300708461136T1XGW3"
    tags = aigc.video_tags(aigc.value(code, aigc.new_produce_id())) if tagged else {}
    recording = Recording(path, metadata=tags)
    recording.open(*_SIZE, 15)
    for number in range(round(15 * seconds)):
        pixels = np.full((_SIZE[1], _SIZE[0], 3), 40 + 2 * number, np.uint8)
        recording.put(Image(_laid(pixels, Overlay(label.image, label.rect))), number / 15)
    recording.close()
    return path


def test_a_clip_passes_the_label_check_and_says_advertisement(tmp_path: Path) -> None:
    source, out = _recording(tmp_path / "show.mp4"), tmp_path / "clip.mp4"
    seconds = export_clip(source, out, from_s=1.0, to_s=5.0, provider_code="001191440300708461136T1XGW3")
    assert seconds == pytest.approx(4.0, abs=0.1)
    assert verify(out).problems == ()
    label = paint_label("AI生成 · 数字人", *_SIZE)
    advert = paint_advert(*_SIZE, label)
    assert advert.rect.y >= label.rect.y + label.rect.height
    with opened_movie(out) as clip, opened_movie(source) as show:
        assert clip.tags[aigc.KEY] != show.tags[aigc.KEY], "a number of its own"
        moment = clip.at(3.5)
        assert moment is not None
        rect = advert.rect
        chip = moment.pixels[rect.y : rect.y + rect.height, rect.x : rect.x + rect.width]
        words = advert.image.pixels[..., 0] > 200
        assert chip[words].mean() > 170, "its letters are there"
        corner = moment.pixels[-5, -5, 0]
        assert 40 + 2 * 15 * 4.3 < corner < 40 + 2 * 15 * 4.7, "it shows second 4.5 of the recording"


@pytest.mark.parametrize(
    ("from_s", "to_s", "tagged", "what"),
    [
        (5.0, 1.0, True, "before it begins"),
        (90.0, 99.0, True, "nothing was recorded"),
        (0.0, 1.0, False, "no recording of"),
    ],
)
def test_what_cannot_be_a_clip_is_refused(tmp_path: Path, from_s: float, to_s: float, tagged: bool, what: str) -> None:
    source = _recording(tmp_path / "show.mp4", seconds=2.0, tagged=tagged)
    with pytest.raises(OutputError) as refused:
        export_clip(source, tmp_path / "clip.mp4", from_s=from_s, to_s=to_s)
    assert what in refused.value.what
    assert refused.value.remedy
    assert [path.name for path in tmp_path.iterdir()] == ["show.mp4"]
    with pytest.raises(OutputError):
        export_clip(source, source, from_s=0.0, to_s=1.0)


def test_what_happened_during_a_recording_lies_beside_it(tmp_path: Path) -> None:
    times = iter([10.0, 10.0, 14.5, 20.0, 30.0])
    keeper = MomentsKeeper(clock=lambda: next(times))
    state = Show(rundown=(Product("1", "漆盒"), Product("2", "竹扇")), product="1", card=True)
    path = tmp_path / "show.mp4"
    keeper.hear(Notice(state, (ge.MomentMarked("too early", 0.0),)))
    keeper.hear(Notice(state, (e.RecordingStarted(str(path)),)))
    keeper.hear(Notice(state, (ge.MomentMarked("掌声", 0.0),)))
    keeper.hear(Notice(state, (ge.ProductShown("2", 0.0),)))
    keeper.hear(Notice(state, (ge.CorrectionShown("应为 250 克", "小李", 0.0),)))
    keeper.hear(Notice(state, (e.RecordingSaved(str(path), 25.0, 750),)))
    wait_until("the file is there", moments_path(path).exists)
    assert [(moment.at_s, moment.kind, moment.note) for moment in read_moments(path)] == [
        (0.0, "product", "1 漆盒"),
        (4.5, "mark", "掌声"),
        (10.0, "product", "2 竹扇"),
        (20.0, "correction", "应为 250 克"),
    ]


@pytest.mark.parametrize("text", ["[]", "{", '{"schema": "x", "moments": []}', '{"schema": "qionghua-moments/1"}'])
def test_a_broken_list_of_moments_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "show.mp4"
    moments_path(path).write_text(text)
    with pytest.raises(LibraryError) as refused:
        read_moments(path)
    assert refused.value.where
    assert read_moments(tmp_path / "other.mp4") == ()
