"""Words fit their room, and nothing is drawn as a box."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.staging.overlays.words import cut, fit_line, printable, width_of, wrap


@given(st.text(max_size=80), st.floats(20, 600), st.integers(1, 4))
def test_no_line_is_wider_than_its_room(text: str, room: float, most: int) -> None:
    lines = wrap(text, 20.0, room, most)

    assert len(lines) <= most
    assert all(width_of(line, 20.0) <= room + 20.5 for line in lines)


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    said = cut("价格以直播间显示为准", 20.0, 120.0)

    assert said.endswith("…")
    assert width_of(said, 20.0) <= 120.0


def test_a_long_name_is_made_a_little_smaller_before_it_is_cut() -> None:
    text, size = fit_line("点螺首饰盒", 30.0, 140.0)

    assert text == "点螺首饰盒"
    assert 0.72 * 30.0 <= size < 30.0


@given(st.floats(0.73, 0.999))
def test_what_fits_when_made_smaller_is_never_cut(share: float) -> None:
    text = "较近7日本店最低成交价 ¥699"

    assert fit_line(text, 21.0, share * width_of(text, 21.0))[0] == text


def test_a_last_line_is_no_lonely_letter() -> None:
    lines = wrap("买2盒赠桂花香囊1个", 20.0, 165.0, 2)

    assert len(lines) == 2
    assert len(lines[1]) >= 3


def test_english_words_are_not_torn_and_no_line_begins_with_a_full_stop() -> None:
    lines = wrap("Shell-inlay jewellery box，满减券可用。满减券可用。", 20.0, 200.0, 6)

    assert "jewellery" in " ".join(lines)
    assert not any(line[0] in "，。" for line in lines)


def test_emoji_and_unknown_scripts_leave_no_boxes() -> None:
    assert printable("好看👍🏽\u200b ok\x07") == "好看 ok"
