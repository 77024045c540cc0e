"""The same console from another process: real server, real WebSocket."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

import pytest

from studio.control import commands as c
from studio.control import events as e
from studio.control import place
from studio.control.console import Notice
from studio.control.remote_console import RemoteConsole
from studio.control.roles import Role
from studio.control.state import Air, Framing, Health
from studio.core.errors import CommandError, RemoteError
from studio.remote.server import ControlServer
from tests.support.remote_studio import SOON_S, STATE, Studio


def _heard(subscribe: Callable[[Callable[[Notice], None]], object]) -> queue.Queue[Notice]:
    notices: queue.Queue[Notice] = queue.Queue()
    subscribe(notices.put)
    return notices


def test_a_panel_sees_the_state_and_its_wishes_become_facts(studio: Studio) -> None:
    remote = studio.remote()
    assert remote.state == STATE
    assert remote.role == "performer"
    assert remote.send(c.SetFraming(Framing.FULL)) == (e.FramingSet(Framing.FULL),)
    assert remote.state.framing is studio.console.state.framing is Framing.FULL
    remote.close()


def test_a_refusal_is_told_in_the_shows_own_words(studio: Studio) -> None:
    remote = studio.remote()
    with pytest.raises(CommandError, match="hapy") as refusal:
        remote.send(c.HoldExpression("hapy"))
    assert refusal.value.where == "HoldExpression"
    assert refusal.value.remedy.startswith("use one of: happy")
    remote.close()


def test_two_panels_hear_each_other_and_the_parts_of_the_show(studio: Studio) -> None:
    phone, desk = studio.remote(), studio.remote()
    heard = _heard(desk.listen)
    phone.send(c.GoLive())
    studio.console.report(e.TrackerLost("unplugged", "plug it in"))
    assert heard.get(timeout=SOON_S).events == (e.WentLive(),)
    last = heard.get(timeout=SOON_S)
    assert last.events == (e.TrackerLost("unplugged", "plug it in"),)
    assert last.state == desk.state == studio.console.state
    phone.close()
    desk.close()


def test_a_thousand_commands_in_a_row_are_all_carried_out_in_order(studio: Studio) -> None:
    remote = studio.remote()
    told: list[str] = []
    studio.console.listen(
        lambda notice: told.extend(f.background for f in notice.events if isinstance(f, e.BackgroundSet))
    )
    wished = [f"#{number:06x}" for number in range(1000)]
    for color in wished:
        remote.send(c.SetBackground(color))
    assert told == wished
    remote.close()


def test_eight_threads_may_send_through_one_console(studio: Studio) -> None:
    remote = studio.remote()
    answers: queue.Queue[tuple[e.Event, ...]] = queue.Queue()

    def work(worker: int) -> None:
        for number in range(25):
            answers.put(remote.send(c.ChooseAvatar(f"{worker}-{number}")))

    workers = [threading.Thread(target=work, args=(worker,)) for worker in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    names = {event.avatar for _ in range(200) for event in answers.get_nowait() if isinstance(event, e.AvatarChosen)}
    assert names == {f"{worker}-{number}" for worker in range(8) for number in range(25)}
    remote.close()


def test_a_wrong_token_is_refused_in_words(studio: Studio) -> None:
    remote = RemoteConsole(studio.url, "wrong")
    with pytest.raises(RemoteError, match="refuses this token"):
        remote.connect()


def test_where_no_show_is_the_console_says_so() -> None:
    remote = RemoteConsole("http://127.0.0.1:9", "token")
    with pytest.raises(RemoteError, match="does not answer") as refusal:
        remote.connect(timeout_s=0.3)
    assert refusal.value.remedy


def test_without_a_connection_nothing_is_kept_for_later(studio: Studio) -> None:
    remote = studio.remote()
    lost: queue.Queue[tuple[bool, str]] = queue.Queue()
    remote.on_connection(lambda connected, reason: lost.put((connected, reason)))
    studio.server.stop()
    connected, reason = lost.get(timeout=SOON_S)
    assert not connected
    assert reason
    with pytest.raises(CommandError, match="no connection"):
        remote.send(c.GoLive())
    assert studio.console.state.air is Air.REHEARSAL
    remote.close()


def test_a_show_that_was_started_again_elsewhere_is_found_with_its_new_state(studio: Studio) -> None:
    import os

    place.write(place.Place(os.getpid(), studio.url, studio.token, "", ""))
    remote = RemoteConsole.of_this_machine()
    remote.connect()
    changes: queue.Queue[tuple[bool, str]] = queue.Queue()
    remote.on_connection(lambda connected, reason: changes.put((connected, reason)))
    heard = _heard(remote.listen)
    studio.server.stop()
    assert changes.get(timeout=SOON_S)[0] is False
    studio.console.send(c.GoLive())
    again = ControlServer(studio.console, tokens=studio.tokens, program_ring=studio.program, port=0)
    place.write(place.Place(os.getpid(), again.start(), studio.tokens.issue(Role.PERFORMER, "new"), "", ""))
    while not changes.get(timeout=SOON_S)[0]:
        pass
    assert heard.get(timeout=SOON_S) == Notice(studio.console.state, ())
    assert remote.send(c.Rehearse()) == (e.WentToRehearsal(),)
    remote.close()
    again.stop()


def test_a_closed_console_is_silent_and_may_be_closed_twice(studio: Studio) -> None:
    remote = studio.remote()
    heard = _heard(remote.listen)
    remote.close()
    remote.close()
    studio.console.report(e.HealthMeasured(Health(frames=1)))
    assert heard.empty()
    with pytest.raises(CommandError):
        remote.send(c.GoLive())


def test_a_listener_that_stopped_hears_no_more(studio: Studio) -> None:
    remote = studio.remote()
    first, second = _heard(remote.listen), queue.Queue[Notice]()
    stop = remote.listen(second.put)
    stop()
    remote.send(c.GoLive())
    assert first.get(timeout=SOON_S).events == (e.WentLive(),)
    assert second.empty()
    remote.close()


def test_a_broken_listener_does_not_cut_the_connection(studio: Studio, caplog: pytest.LogCaptureFixture) -> None:
    remote = studio.remote()
    remote.listen(lambda notice: 1 / 0)  # type: ignore[arg-type,return-value]
    caplog.set_level("CRITICAL", logger="studio.control.remote_console")
    remote.send(c.GoLive())
    assert remote.send(c.Rehearse()) == (e.WentToRehearsal(),)
    remote.close()


def test_sending_from_a_listener_is_told_as_the_mistake_it_is(studio: Studio) -> None:
    remote = studio.remote()
    faults: queue.Queue[Exception] = queue.Queue()

    def listener(notice: Notice) -> None:
        try:
            remote.send(c.Rehearse())
        except RuntimeError as error:
            faults.put(error)

    remote.listen(listener)
    remote.send(c.GoLive())
    assert "listener" in str(faults.get(timeout=SOON_S))
    remote.close()
