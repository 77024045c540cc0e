from __future__ import annotations

import asyncio
import json

import pytest

from studio.control import events as e
from studio.control.state import Health
from studio.remote.mailbox import MAX_EVENTS, MAX_REPLIES, Mailbox
from tests.support.remote_studio import play


def test_steps_not_yet_sent_become_one_with_all_facts_and_the_newest_changes() -> None:
    async def scene() -> list[str]:
        mailbox = Mailbox()
        mailbox.put_notice({"n": "1", "m": "5"}, (e.WentLive(),))
        mailbox.put_notice({"n": "2"}, (e.SlateShown(), e.SlateLeft()))
        return await mailbox.take()

    (message,) = map(json.loads, play(scene()))
    assert message["changes"] == {"n": 2, "m": 5}
    assert [event["name"] for event in message["events"]] == ["WentLive", "SlateShown", "SlateLeft"]


def test_an_answer_comes_after_what_happened_before_it() -> None:
    async def scene() -> list[str]:
        mailbox = Mailbox()
        await mailbox.put_reply('{"type":"reply"}')
        mailbox.put_notice({}, (e.WentLive(),))
        return await mailbox.take()

    assert [json.loads(text)["type"] for text in play(scene())] == ["notice", "reply"]


def test_of_measurements_only_the_newest_is_kept_so_a_sleeping_phone_is_not_cut_off_for_them() -> None:
    async def scene() -> list[str]:
        mailbox = Mailbox()
        mailbox.put_notice({}, (e.WentLive(),))
        for number in range(5 * MAX_EVENTS):
            mailbox.put_notice({}, (e.HealthMeasured(Health(frames=number)),))
        assert not mailbox.overflowed
        return await mailbox.take()

    (message,) = map(json.loads, play(scene()))
    assert [event["name"] for event in message["events"]] == ["WentLive", "HealthMeasured"]
    assert message["events"][1]["args"]["health"]["frames"] == 5 * MAX_EVENTS - 1


def test_facts_are_kept_up_to_a_bound() -> None:
    async def scene() -> tuple[bool, bool]:
        mailbox = Mailbox()
        for _ in range(MAX_EVENTS):
            mailbox.put_notice({}, (e.WentLive(),))
        before = mailbox.overflowed
        mailbox.put_notice({}, (e.WentLive(),))
        return before, mailbox.overflowed

    assert play(scene()) == (False, True)


def test_a_panel_that_only_asks_must_take_answers_before_it_is_read_on() -> None:
    async def scene() -> int:
        mailbox = Mailbox()
        for _ in range(MAX_REPLIES):
            await mailbox.put_reply("{}")
        waiting = asyncio.create_task(mailbox.put_reply("{}"))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.shield(waiting), 0.01)
        taken = len(await mailbox.take())
        await waiting
        return taken + len(await mailbox.take())

    assert play(scene()) == MAX_REPLIES + 1
