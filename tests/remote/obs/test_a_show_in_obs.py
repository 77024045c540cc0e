"""The whole: a real show, a real OBS, and the command that brings one into the other."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from studio.control import commands as c
from studio.control.state import Health, PartStatus
from studio.core.arrays import ByteArray
from studio.remote.obs.arrival import screenshot
from studio.remote.obs.client import ObsClient
from studio.remote.obs.convention import LIVE, SLATE
from studio.staging.label import paint_label
from tests.support.show import running_show
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from tests.remote.obs.conftest import RunningObs

SIZE = (640, 360)


def studio_obs(*arguments: str, told: str = "") -> subprocess.CompletedProcess[str]:
    """`studio obs …`, as a user would run it."""
    return subprocess.run(
        [sys.executable, "-m", "studio", "obs", *arguments],
        input=told, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


def labelled(picture: ByteArray) -> bool:
    """Whether the opaque ink of the label stands in it, where the law wants it."""
    label = paint_label("AI生成 · 数字人", *SIZE)
    left, top = round(label.rect.x), round(label.rect.y)
    place = picture[top : top + label.image.height, left : left + label.image.width]
    ink = label.image.pixels[..., 3] == 255
    assert ink.sum() > 200
    return bool(np.abs(place[..., :3].astype(int) - label.image.pixels[..., :3])[ink].max() <= 2)


def program(client: ObsClient) -> ByteArray:
    scene = client.call("GetCurrentProgramScene")["currentProgramSceneName"]
    return screenshot(client, str(scene))


def test_from_an_empty_obs_to_the_avatar_with_its_label_on_program_and_to_the_slate_when_the_show_is_killed(
    obs: RunningObs, tmp_path: Path
) -> None:
    client = obs.client()
    with running_show(tmp_path, "--size", "640x360", "--fps", "15") as show:
        port = str(obs.address.port)
        done = studio_obs("connect", "--host", "127.0.0.1", "--port", port, told=obs.address.password + "\n")
        assert done.returncode == 0, done.stderr
        show.until("the show finds OBS", lambda state: state.obs.status is PartStatus.RUNNING)
        done = studio_obs("setup")
        assert done.returncode == 0, done.stdout + done.stderr
        assert "every pixel the same" in done.stdout
        wait_until("avatar and label are on program", lambda: labelled(program(client)))
        picture = program(client)
        assert len(np.unique(picture.reshape(-1, 4)[:, :3], axis=0)) > 1000, "an avatar has many colours"

        client.call("SetCurrentProgramScene", {"sceneName": SLATE})
        show.until("the studio follows OBS", lambda state: state.slate)
        show.console.send(c.CutToSlate(False))
        show.until("OBS follows the studio", lambda state: state.obs_scene == LIVE)

        frames = show.console.state.health.frames
        obs.kill()
        show.until("OBS is missed", lambda state: state.obs.status is PartStatus.LOST)
        obs.again()
        show.until("OBS is found again", lambda state: state.obs.status is PartStatus.RUNNING)
        show.until("the show went on meanwhile", lambda state: state.health.frames > frames)
        client.close()

        client = obs.client()
        if not client.call("GetInputList", {"inputKind": "qionghua_program"})["inputs"]:
            done = studio_obs("setup")  # a killed OBS forgets what it had not saved yet
            assert done.returncode == 0, done.stdout + done.stderr
        client.call("SetCurrentProgramScene", {"sceneName": LIVE})
        wait_until("avatar and label are on program again", lambda: labelled(program(client)))
        show.process.send_signal(signal.SIGKILL)
        show.process.wait()
    living = program(client)
    wait_until("the slate is on program", lambda: not same(program(client), living))
    slate = program(client)
    assert labelled(slate), "a dead show's slate is labelled too"
    wait_until("and stays", lambda: same(program(client), slate))
    words = obs.address.password
    for path in (tmp_path / "home").rglob("*"):
        if path.is_file() and path.name != "obs.json":
            assert words.encode() not in path.read_bytes(), path
    assert words not in (tmp_path / "show.log").read_text(errors="replace")
    client.close()


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_obs_is_killed_twenty_times_during_a_show_and_each_time_found_with_every_picture_drawn(
    obs: RunningObs, tmp_path: Path
) -> None:
    with running_show(tmp_path, "--size", "640x360", "--fps", "15") as show:
        done = studio_obs("connect", "--host", "127.0.0.1", "--port", str(obs.address.port), told=obs.address.password)
        assert done.returncode == 0, done.stderr
        show.until("the show finds OBS", lambda state: state.obs.status is PartStatus.RUNNING)
        first = show.console.state.health
        began = show.until("a quiet time to compare", lambda state: state.health.frames > first.frames + 300).health
        waits_s = []
        for round_ in range(20):
            wanted = bool(round_ % 2)
            frames = show.console.state.health.frames
            obs.kill()
            show.until("OBS is missed", lambda state: state.obs.status is PartStatus.LOST)
            show.console.send(c.CutToSlate(wanted))
            obs.again()
            answers_s = time.monotonic()
            show.until("OBS is found again", lambda state: state.obs.status is PartStatus.RUNNING)
            waits_s.append(time.monotonic() - answers_s)
            show.until("its state is known", lambda state: state.obs_scene != "")
            assert show.console.state.slate is wanted
            show.until("the show went on", lambda state, before=frames: state.health.frames > before)
        ended = show.console.state.health
    print(
        f"\nfound after OBS answers: median {statistics.median(waits_s):.2f} s, longest {max(waits_s):.2f} s; "
        f"frames drawn late: {late(first, began):.0%} while OBS ran, {late(began, ended):.0%} of "
        f"{ended.frames - began.frames} while it was killed; load {os.getloadavg()[0]:.1f}"
    )


def late(began: Health, ended: Health) -> float:
    """The share of the show's ticks whose picture was not ready: what else the machine does, and OBS if it held us."""
    missed = ended.repeated_frames - began.repeated_frames
    return missed / (missed + ended.frames - began.frames)


def same(one: ByteArray, other: ByteArray) -> bool:
    return one.shape == other.shape and bool((one == other).all())
