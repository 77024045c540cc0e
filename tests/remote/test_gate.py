from __future__ import annotations

import asyncio

import pytest

from studio.control.roles import Role
from studio.remote.gate import Gate, Throttle, TooManyTriesError, is_loopback
from studio.remote.tokens import Tokens
from tests.support.remote_studio import Naps, play


class _Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def test_each_wrong_token_waits_twice_as_long_up_to_a_bound(naps: Naps) -> None:
    gate = Gate(Tokens(), Throttle(_Clock(), naps), ())

    async def scene() -> None:
        for _ in range(9):
            assert await gate.admit("wrong", "10.0.0.9") is None

    play(scene())
    assert naps.taken_s == [0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0, 8.0]


def test_a_right_token_never_waits_whatever_others_tried_from_the_same_address(naps: Naps) -> None:
    tokens = Tokens()
    gate = Gate(tokens, Throttle(_Clock(), naps), ())
    right = tokens.issue(Role.PERFORMER, "this machine")

    async def scene() -> None:
        for _ in range(5):
            await gate.admit("wrong", "127.0.0.1")
        assert await gate.admit(right, "127.0.0.1") is not None

    play(scene())
    assert len(naps.taken_s) == 5


def test_one_address_does_not_pay_for_another_and_old_failures_are_forgotten(naps: Naps) -> None:
    clock = _Clock()
    throttle = Throttle(clock, naps)

    async def scene() -> None:
        await throttle.wrong("10.0.0.1")
        await throttle.wrong("10.0.0.1")
        await throttle.wrong("10.0.0.2")
        clock.now_s = 61.0
        await throttle.wrong("10.0.0.1")

    play(scene())
    assert naps.taken_s == [0.25, 0.5, 0.25, 0.25]


def test_a_crowd_of_wrong_tokens_is_turned_away_at_once() -> None:
    async def scene() -> list[object]:
        patience = asyncio.Event()
        throttle = Throttle(_Clock(), lambda _: patience.wait())
        tries = [asyncio.create_task(throttle.wrong("10.0.0.1")) for _ in range(12)]
        while sum(task.done() for task in tries) < 4:
            await asyncio.sleep(0)
        patience.set()
        ends = await asyncio.gather(*tries, return_exceptions=True)
        await throttle.wrong("10.0.0.1")
        return list(ends)

    ends = play(scene())
    assert sum(end is None for end in ends) == 8
    assert sum(isinstance(end, TooManyTriesError) for end in ends) == 4


def test_addresses_are_not_remembered_without_end(naps: Naps) -> None:
    throttle = Throttle(_Clock(), naps)

    async def scene() -> None:
        for number in range(3000):
            await throttle.wrong(f"10.0.{number // 256}.{number % 256}")

    play(scene())
    assert len(throttle._failures) <= 1024


@pytest.mark.parametrize(
    ("host", "is_local"),
    [
        ("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True),
        ("0.0.0.0", False), ("::", False), ("192.168.1.2", False), ("localhost.evil.example", False), ("", False),
    ],
)  # fmt: skip
def test_loopback_is_what_never_leaves_the_machine(host: str, is_local: bool) -> None:
    assert is_loopback(host) is is_local
