"""Goods, words and sound between a show's console and a real OBS."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from studio.control import commands as c
from studio.control import goods_commands as g
from studio.control import goods_events as ge
from studio.control import remote_commands as r
from studio.control.state import Framing, PartStatus
from studio.core.goods import Cue
from studio.core.image import Alpha, Image
from studio.core.preset import SceneRule
from studio.outputs.still import save_still
from studio.remote.obs.chores import Tools
from studio.remote.obs.client import WebSocketClient
from studio.remote.obs.convention import LIVE, SLATE
from studio.remote.obs.settings import read_settings
from studio.rings.pictures import PictureWriter
from tests.remote.obs.test_bridge import Stage, program, show
from tests.support.shop import PRESET, PRODUCTS
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from tests.remote.obs.conftest import RunningObs

ONE, TWO = "商品 1", "商品 2"


@pytest.fixture
def shop(obs: RunningObs, tmp_path: Path) -> Iterator[Stage]:
    """A brand is on; OBS has scenes for two of its products, which ask for each other's scenes."""
    stage = Stage(obs, tmp_path)
    rundown = (
        replace(PRODUCTS[0], cue=Cue(obs_scene=TWO)),
        replace(PRODUCTS[1], cue=Cue(obs_scene=ONE, framing="full")),
        *PRODUCTS[2:],
    )
    preset = replace(PRESET, scenes=(SceneRule("新品", product="A004", framing="half"),))
    stage.console.report(ge.PresetOpened(preset, rundown))
    yield stage
    stage.bridge.close()


@pytest.fixture
def operator(obs: RunningObs) -> Iterator[WebSocketClient]:
    client = obs.client()
    for scene in (LIVE, SLATE, ONE, TWO, "新品"):
        client.call("CreateScene", {"sceneName": scene})
    client.call("SetCurrentProgramScene", {"sceneName": LIVE})
    yield client
    client.close()


def test_a_scene_called_after_a_product_or_mapped_by_the_preset_shows_it(
    shop: Stage, operator: WebSocketClient
) -> None:
    shop.connect()
    show(operator, ONE)
    shop.until("the first product is on", lambda: shop.state.product == "A001")
    show(operator, "新品")
    shop.until("the mapped one is on", lambda: shop.state.product == "A004")
    assert shop.state.framing is Framing.HALF
    show(operator, LIVE)
    shop.until("the live scene is seen", lambda: shop.state.obs_scene == LIVE)
    assert shop.state.product == "A004", "the live scene leaves the product on"


def test_products_and_scenes_that_ask_for_each_other_in_a_ring_do_not_chase_about(
    shop: Stage, operator: WebSocketClient
) -> None:
    shop.connect()
    show(operator, ONE)  # its product's cue asks for the second scene, whose product's cue asks for the first
    shop.until("the first product is on", lambda: shop.state.product == "A001")
    shop.console.send(g.ShowProduct("A002"))  # asks for the first scene, whose product is another
    shop.until("its scene is on program", lambda: program(operator) == ONE and shop.state.obs_scene == ONE)
    shop.console.send(g.ShowProduct("A001"))
    shop.until("its scene is on program", lambda: program(operator) == TWO and shop.state.obs_scene == TWO)
    for _ in range(30):
        operator.call("GetStats")
        time.sleep(0.04)
    assert (shop.state.product, program(operator)) == ("A001", TWO)
    assert shop.count(ge.ProductShown) == 3


def test_a_hundred_switches_are_each_followed(shop: Stage, operator: WebSocketClient) -> None:
    """At 30 frames a second two frames are 67 ms; a busy machine takes longer: the figure is printed, not judged."""
    shop.connect()
    late_ms = []
    for number in range(100):
        scene, product = ((ONE, "A001"), (TWO, "A002"))[number % 2]
        began_s = time.monotonic()
        show(operator, scene)
        wait_until("it is followed", lambda product=product: shop.state.product == product, at_most_s=20)
        late_ms.append(1000 * (time.monotonic() - began_s))
    assert shop.count(ge.ProductShown) == 100
    late_ms.sort()
    print(f"\nscene → product: median {late_ms[50]:.0f} ms, p95 {late_ms[95]:.0f} ms, worst {late_ms[-1]:.0f} ms")


def test_a_gesture_is_played_once_when_its_source_becomes_visible(shop: Stage, operator: WebSocketClient) -> None:
    shop.console._state = replace(shop.state, gestures=("wave", "bow"))
    shop.connect()
    wish = {"sceneName": LIVE, "inputName": "qh: 挥手", "inputKind": "color_source_v3", "inputSettings": {}}
    item = operator.call("CreateInput", wish)["sceneItemId"]
    shop.until("it waves", lambda: shop.count(ge.GesturePlayed) == 1)
    switch = {"sceneName": LIVE, "sceneItemId": item}
    operator.call("SetSceneItemEnabled", {**switch, "sceneItemEnabled": False})
    shop.until("it is seen to go", lambda: shop.bridge._known.gestures == frozenset())
    assert shop.count(ge.GesturePlayed) == 1
    operator.call("SetSceneItemEnabled", {**switch, "sceneItemEnabled": True})
    shop.until("it waves again", lambda: shop.count(ge.GesturePlayed) == 2)
    assert shop.state.held == ()


def test_text_sources_named_so_say_what_is_on(shop: Stage, operator: WebSocketClient) -> None:
    def text(name: str) -> str:
        return str(operator.call("GetInputSettings", {"inputName": name})["inputSettings"].get("text", ""))

    kind = next(
        kind for kind in operator.call("GetInputKindList")["inputKinds"] if kind.startswith(("text_ft2", "text_gdi"))
    )
    for name in ("qh: 品名", "qh: price", "somebody's own"):
        wish = {"sceneName": LIVE, "inputName": name, "inputKind": kind, "inputSettings": {"text": "?"}}
        operator.call("CreateInput", wish)
    shop.connect()
    shop.console.send(g.ShowProduct("A002"))
    shop.until(
        "name and price are written", lambda: text("qh: 品名") == "扬州绒花发簪" and text("qh: price") == "¥68/支"
    )
    shop.console.send(g.SetPrice("A002", 5990, "小林"))
    shop.until("the new price is written", lambda: text("qh: price") == "¥59.9/支")
    assert text("somebody's own") == "?"
    assert shop.state.held == ()


def test_a_sound_waits_for_the_picture_and_gets_its_own_delay_back(shop: Stage, operator: WebSocketClient) -> None:
    def offset() -> int:
        return int(operator.call("GetInputAudioSyncOffset", {"inputName": "Mic"})["inputAudioSyncOffset"])

    # Not an ALSA capture: without a device, OBS 29's plugin waits for one in a thread that outlives a removed source.
    wish = {"sceneName": LIVE, "inputName": "Mic", "inputKind": "ffmpeg_source", "inputSettings": {}}
    operator.call("CreateInput", wish)
    operator.call("SetInputAudioSyncOffset", {"inputName": "Mic", "inputAudioSyncOffset": 25})
    shop.connect()
    shop.until("its sound is known", lambda: "Mic" in shop.state.obs_sounds)
    shop.console._state = replace(shop.state, obs_delay_ms=46.0, health=replace(shop.state.health, delay_ms=80.0))
    shop.console.send(r.AlignObsAudio("Mic"))
    shop.until("it is delayed", lambda: offset() == 25 + 126)
    shop.until("that is told", lambda: shop.state.obs_aligned == (("Mic", 126),))
    assert read_settings(shop.settings).aligned == (("Mic", 25),)
    shop.console.send(r.AlignObsAudio("Mic"))
    for _ in range(5):
        operator.call("GetStats")
    assert offset() == 25 + 126, "twice is not doubled"
    shop.console.send(r.AlignObsAudio())
    shop.until("it has its own delay back", lambda: offset() == 25 and shop.state.obs_aligned == ())
    assert read_settings(shop.settings).aligned == ()


def test_one_wish_sets_obs_up_and_the_picture_arrives(obs: RunningObs, tmp_path: Path) -> None:
    import numpy as np

    def lay_slate(width: int, height: int) -> None:
        save_still(obs.places.slate, Image(np.zeros((height, width, 3), np.uint8)))

    stage = Stage(obs, tmp_path, tools=Tools(obs.places, lay_slate))
    stage.console.send(c.SetCanvas(640, 360, 30))
    writer = PictureWriter(obs.places.ring)
    pixels = np.random.default_rng(7).integers(0, 255, (360, 640, 4), np.uint8)
    pixels[..., 3] = 255
    writer.write(Image(pixels, time.monotonic(), Alpha.PREMULTIPLIED))
    stage.console.send(r.SetUpObs())

    def settled() -> bool:
        writer.write(Image(pixels.copy(), time.monotonic(), Alpha.PREMULTIPLIED))
        return stage.state.obs_set_up.status in (PartStatus.RUNNING, PartStatus.FAILED)

    stage.until("the set-up ends", settled)
    assert stage.state.obs_set_up.status is PartStatus.RUNNING, stage.state.obs_set_up
    client = obs.client()
    assert {LIVE, SLATE} <= {scene["sceneName"] for scene in client.call("GetSceneList")["scenes"]}
    client.close()
    assert read_settings(stage.settings).follow is True
    writer.close()
    stage.bridge.close()
