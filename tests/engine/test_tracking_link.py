"""The show's hold on its tracker process, against people who cannot decide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from studio.control import events as e
from studio.engine.tracking_link import TrackingLink
from tests.support.waiting import wait_until


class _Linked:
    def __init__(self, folder: Path) -> None:
        self.events: list[e.Event] = []
        self.link = TrackingLink(folder, self.events.append)

    def plays(self) -> bool:
        self.link.poll()
        return isinstance(self.events[-1], e.TrackerStarted)


@pytest.fixture
def linked(tmp_path: Path) -> Iterator[_Linked]:
    made = _Linked(tmp_path)
    yield made
    made.link.close()


def _trackers() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if child.status() != psutil.STATUS_ZOMBIE]


def test_of_many_sources_chosen_in_a_row_at_most_one_tracker_runs_and_it_is_the_last_ones(linked: _Linked) -> None:
    before = len(_trackers())
    most = 0
    for index in range(30):
        linked.link.choose(("take:welcome", "none", "take:not-there")[index % 3])
        most = max(most, len(_trackers()) - before)
    linked.link.choose("take:welcome")
    wait_until("the take plays", linked.plays)
    assert most <= 1
    assert len(_trackers()) - before == 1


def test_no_source_ends_the_tracker_and_a_missing_take_is_told(linked: _Linked) -> None:
    linked.link.choose("take:welcome")
    wait_until("the take plays", linked.plays)
    linked.link.choose("none")
    wait_until("the end", lambda: isinstance(linked.events[-1], e.TrackerStopped))
    assert linked.link.pid is None
    linked.link.choose("take:not-there")
    wait_until("the refusal", lambda: isinstance(linked.events[-1], e.TrackerFailed))


def test_closing_while_a_source_is_chosen_leaves_no_process(tmp_path: Path) -> None:
    before = len(_trackers())
    for _ in range(5):
        made = _Linked(tmp_path)
        made.link.choose("take:welcome")
        made.link.close()
        made.link.choose("take:welcome")
    wait_until("no tracker is left", lambda: len(_trackers()) == before)
