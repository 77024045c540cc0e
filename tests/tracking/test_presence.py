"""Presence: counted, with patience both ways."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.tracking.presence import Patience, Presence


def looks(presence: Presence, text: str) -> str:
    """`#`: seen, or present; `.`: not."""
    return "".join("#" if presence.look(mark == "#") else "." for mark in text)


def test_somebody_is_there_after_two_looks_and_gone_after_six() -> None:
    presence = Presence(Patience(found_after=2, lost_after=6))
    assert looks(presence, "#.#.##....#.......##") == "." * 5 + "#" * 11 + "." * 3 + "#"


def test_one_false_look_changes_nothing() -> None:
    assert looks(Presence(Patience(2, 6)), "..#...#....") == "." * 11
    present = Presence(Patience(2, 6))
    looks(present, "##")
    assert looks(present, "##.##...####.....###") == "#" * 20


@given(st.integers(1, 5), st.integers(1, 8), st.lists(st.booleans(), max_size=60))
def test_a_change_is_believed_exactly_after_its_number_of_looks_in_a_row(
    found_after: int, lost_after: int, seen: list[bool]
) -> None:
    presence = Presence(Patience(found_after, lost_after))
    told = [presence.look(one) for one in seen]
    for i, now in enumerate(told):
        before = told[i - 1] if i else False
        if now != before:
            needed = found_after if now else lost_after
            assert seen[i - needed + 1 : i + 1] == [now] * needed
        else:
            needed = lost_after if now else found_after
            assert seen[max(i - needed + 1, 0) : i + 1] != [not now] * needed


def test_nobody_is_there_after_forgetting() -> None:
    presence = Presence(Patience(2, 6))
    looks(presence, "###")
    presence.forget()
    assert not presence.is_present
    assert looks(presence, "##") == ".#"
