"""Pictures through a ring."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from studio.core.image import Alpha, Image
from studio.rings.pictures import PictureReader, PictureWriter
from studio.rings.ring import RingWriter


def picture(width: int, height: int, channels: int, alpha: Alpha, time_s: float) -> Image:
    values = np.arange(height * width * channels, dtype=np.int64).reshape(height, width, channels)
    return Image((values * 7 % 256).astype(np.uint8), time_s, alpha)


def test_a_picture_comes_out_as_it_went_in_whatever_its_size_and_alpha(tmp_path: Path) -> None:
    writer, reader = PictureWriter(tmp_path / "p"), PictureReader(tmp_path / "p")
    assert reader.latest() is None
    after = -1
    for time_s, (width, height, channels, alpha) in enumerate(
        [
            (64, 48, 3, Alpha.OPAQUE),
            (64, 48, 4, Alpha.PREMULTIPLIED),
            (48, 64, 4, Alpha.STRAIGHT),
            (1, 1, 3, Alpha.OPAQUE),
        ]
    ):
        sent = picture(width, height, channels, alpha, float(time_s))
        writer.write(sent)
        found = reader.latest(after)
        assert found is not None
        after, got = found
        assert np.array_equal(got.pixels, sent.pixels)
        assert (got.time_s, got.alpha) == (sent.time_s, sent.alpha)
        assert not got.pixels.flags.writeable
        assert reader.latest(after) is None
    writer.close()
    assert reader.latest() is None
    assert list(tmp_path.iterdir()) == []
    writer.write(picture(8, 8, 3, Alpha.OPAQUE, 9.0))
    assert reader.latest(after) is not None
    writer.close()


def test_a_ring_that_holds_no_sound_picture_is_as_good_as_none(tmp_path: Path) -> None:
    ring, reader = RingWriter(tmp_path / "p", 100), PictureReader(tmp_path / "p")
    for header in ((4, 4, 3, 0), (1, 1, 2, 0), (0, 9, 3, 0), (1, 1, 3, 7), (2**31, 2**31, 4, 0)):
        ring.write((np.array(header, np.uint32).tobytes(), b"123"), 0.0)
        assert reader.latest() is None
    ring.write((b"short",), 0.0)
    assert reader.latest() is None
    ring.close()
