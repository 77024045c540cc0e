"""Puts the studio into the user's OBS, and takes it out again.

Four scenes, each with the program picture over the whole canvas: the label is part of the picture and sized for it by
law, so no scene of ours shows the picture smaller. Everything may be run again at any time: what is there is left as it
is, what the user has changed is not changed back, and what is not ours is never touched. What is ours is written down
inside OBS (its persistent data), by scene collection, and inputs are told by their kind.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio.core.errors import RemoteError
from studio.remote.obs.client import ObsClient, ObsRequestError
from studio.remote.obs.convention import CLOSE_UP, ENDING, LIVE, SLATE

KIND = "qionghua_program"
INPUT = "琼花 · 节目画面 Program"
SCENES = (LIVE, CLOSE_UP, SLATE, ENDING)
_SCRIPT = Path(__file__).with_name("qionghua_source.lua")
_REALM = {"realm": "OBS_WEBSOCKET_DATA_REALM_GLOBAL", "slotName": "qionghua"}
_OLDEST = 28
_NOT_FOUND, _EXISTS = 600, 601


@dataclass(frozen=True, slots=True)
class Places:
    """Files that OBS reads; they must stay where they are."""

    ring: Path
    """The show's program picture."""
    slate: Path
    """PNG that the source shows while there is no show."""
    script: Path
    """Where the Lua script is laid."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a set-up changed and what is left to somebody."""

    made: tuple[str, ...] = ()
    """Names of scenes and inputs that were not there before."""
    kept: tuple[str, ...] = ()
    """Names that were there."""
    notes: tuple[str, ...] = ()
    """What the user should know or do."""
    complete: bool = True
    """False if the picture has no way into OBS yet."""


def lay_script(places: Places) -> None:
    """The script at its place, in this version. Raises RemoteError."""
    try:
        text = _SCRIPT.read_bytes()
        if not places.script.exists() or places.script.read_bytes() != text:
            places.script.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(_SCRIPT, places.script)
    except OSError as error:
        raise RemoteError(
            f"the script for OBS cannot be laid down ({error.strerror})",
            where=str(places.script),
            remedy="make room or allow writing",
        ) from error


def what_to_click(script: Path) -> str:
    """How the script gets into a running OBS: no remote can do that."""
    return (
        f"in OBS: Tools → Scripts → +, choose {script}, then run this again\n"
        f"    在 OBS 里：工具 → 脚本 → +，选择上面的文件，然后再运行一次"
    )


def has_source(client: ObsClient) -> bool:
    """Whether the script is loaded in OBS."""
    return KIND in client.call("GetInputKindList").get("inputKinds", [])


def wait_for_source(client: ObsClient, seconds: float, *, nap: Callable[[float], None] = time.sleep) -> bool:
    """Whether the script is loaded within so long."""
    for _ in range(max(int(seconds), 0)):
        if has_source(client):
            return True
        nap(1.0)
    return has_source(client)


def set_up(client: ObsClient, places: Places, canvas: tuple[int, int]) -> Done:
    """Scenes and inputs, as far as they are missing. `canvas`: (width, height) of the program picture.

    Raises RemoteError for an OBS that is too old, ObsRequestError if OBS refuses a step.
    """
    _check_version(client)
    notes = list(canvas_notes(client, canvas))
    if not has_source(client):
        notes.append(what_to_click(places.script))
        return Done(notes=tuple(notes), complete=False)
    ours = _Ours(client)
    made: list[str] = []
    kept: list[str] = []
    there = {str(scene["sceneName"]) for scene in client.call("GetSceneList").get("scenes", [])}
    before = dict(ours.scenes)
    for wish in SCENES:
        if before.get(wish) in there:
            kept.append(before[wish])
            continue
        name = _create(client, "CreateScene", "sceneName", wish, {})
        ours.add(wish, name)
        made.append(name)
    input_name = _input(client)
    if input_name is not None:
        kept.append(input_name)
        settings = {"path": str(places.ring), "slate": str(places.slate)}
        client.call("SetInputSettings", {"inputName": input_name, "inputSettings": settings})
    for wish in SCENES:
        scene = ours.scenes[wish]
        if scene not in made and input_name is not None:
            continue  # there since an earlier set-up: if the picture was taken out of it, somebody wanted so
        if input_name is None:
            input_name = _create_input(client, scene, places)
            made.append(input_name)
            item = _item(client, scene, input_name)
        else:
            item = int(client.call("CreateSceneItem", {"sceneName": scene, "sourceName": input_name})["sceneItemId"])
        _over_the_canvas(client, scene, item)
    notes += _show_if_nothing_is_shown(client, ours.scenes[LIVE])
    return Done(tuple(made), tuple(kept), tuple(notes))


def remove(client: ObsClient) -> Done:
    """Takes out what `set_up` put in. A scene of ours with sources of the user loses only our picture."""
    ours = _Ours(client)
    there = [str(scene["sceneName"]) for scene in client.call("GetSceneList").get("scenes", [])]
    removed: list[str] = []
    notes: list[str] = []
    for item in client.call("GetInputList", {"inputKind": KIND}).get("inputs", []):
        client.call("RemoveInput", {"inputName": item["inputName"]})
        removed.append(str(item["inputName"]))
    for scene in [name for name in ours.scenes.values() if name in there]:
        left = [
            item
            for item in client.call("GetSceneItemList", {"sceneName": scene}).get("sceneItems", [])
            if item.get("sourceName") not in removed
        ]
        if left:
            notes.append(f"“{scene}” stays: it holds sources of yours")
        elif len(there) == 1:
            notes.append(f"“{scene}” stays: OBS needs one scene")
        else:
            client.call("RemoveScene", {"sceneName": scene})
            there.remove(scene)
            removed.append(scene)
    ours.forget()
    return Done(tuple(removed), (), tuple(notes))


def canvas_notes(client: ObsClient, canvas: tuple[int, int]) -> tuple[str, ...]:
    """What to say about OBS's canvas and the program's."""
    video = client.call("GetVideoSettings")
    width, height = int(video["baseWidth"]), int(video["baseHeight"])
    if (width, height) == canvas:
        return ()
    own = f"{canvas[0]}×{canvas[1]}"
    if (width > height) != (canvas[0] > canvas[1]):
        shape = "portrait" if height > width else "landscape"
        return (
            f"OBS's canvas is {shape} ({width}×{height}) and the show's picture is not ({own}): it fills only a part "
            f"of it, and the label is smaller than it must be. Set the show to {width}×{height} "
            f"(`--size {width}x{height}`, or Canvas at the desk), or OBS's canvas under Settings → Video",
        )
    return (f"OBS's canvas is {width}×{height}, the show's picture {own}: it is scaled; the same size is sharper",)


def scenes_of_ours(client: ObsClient) -> dict[str, str]:
    """Our name of a scene → the name it has in OBS."""
    return dict(_Ours(client).scenes)


def _check_version(client: ObsClient) -> None:
    version = str(client.call("GetVersion").get("obsVersion", "0"))
    major = version.partition(".")[0]
    if not major.isdigit() or int(major) < _OLDEST:
        raise RemoteError(f"this is OBS {version}", where="OBS", remedy=f"use OBS {_OLDEST} or newer")


def _input(client: ObsClient) -> str | None:
    found = client.call("GetInputList", {"inputKind": KIND}).get("inputs", [])
    return str(found[0]["inputName"]) if found else None


def _create_input(client: ObsClient, scene: str, places: Places) -> str:
    settings = {"path": str(places.ring), "slate": str(places.slate)}
    data = {"sceneName": scene, "inputKind": KIND, "inputSettings": settings}
    return _create(client, "CreateInput", "inputName", INPUT, data)


def _create(client: ObsClient, request: str, key: str, name: str, data: dict[str, Any]) -> str:
    """Makes a scene or input and gives its name: a longer one where somebody else has a scene or source so called."""
    while True:
        try:
            client.call(request, {**data, key: name})
        except ObsRequestError as error:
            if error.code != _EXISTS or len(name) > 100:
                raise
            name += " · 琼花"
        else:
            return name


def _item(client: ObsClient, scene: str, source: str) -> int:
    return int(client.call("GetSceneItemId", {"sceneName": scene, "sourceName": source})["sceneItemId"])


def _over_the_canvas(client: ObsClient, scene: str, item: int) -> None:
    video = client.call("GetVideoSettings")
    transform: dict[str, Any] = {
        "alignment": 5,  # position is of the top left corner
        "positionX": 0.0,
        "positionY": 0.0,
        "boundsType": "OBS_BOUNDS_SCALE_INNER",
        "boundsAlignment": 0,
        "boundsWidth": float(video["baseWidth"]),
        "boundsHeight": float(video["baseHeight"]),
    }
    client.call("SetSceneItemTransform", {"sceneName": scene, "sceneItemId": item, "sceneItemTransform": transform})


def _show_if_nothing_is_shown(client: ObsClient, scene: str) -> tuple[str, ...]:
    """An OBS that shows an empty scene to nobody may as well show ours; any other is left as it is."""
    now = str(client.call("GetCurrentProgramScene").get("currentProgramSceneName", ""))
    if now == scene:
        return ()
    on_air = any(client.call(f"Get{what}Status").get("outputActive") for what in ("Stream", "Record"))
    if on_air or client.call("GetSceneItemList", {"sceneName": now}).get("sceneItems"):
        return (f"OBS shows “{now}”; switch to “{scene}” when you are ready",)
    client.call("SetCurrentProgramScene", {"sceneName": scene})
    return ()


class _Ours:
    """The list of our scenes, kept inside OBS by scene collection."""

    def __init__(self, client: ObsClient) -> None:
        self._client = client
        self._collection = str(client.call("GetSceneCollectionList").get("currentSceneCollectionName", ""))
        self._all = self._read()
        listed = self._all.get(self._collection)
        self.scenes: dict[str, str] = (
            {str(wish): str(name) for wish, name in listed.items()} if isinstance(listed, dict) else {}
        )

    def add(self, wish: str, name: str) -> None:
        """At once: a set-up that is interrupted must not lose track."""
        self.scenes[wish] = name
        self._write({**self._all, self._collection: self.scenes})

    def forget(self) -> None:
        self.scenes = {}
        self._write({name: scenes for name, scenes in self._all.items() if name != self._collection})

    def _read(self) -> dict[str, Any]:
        try:
            value = self._client.call("GetPersistentData", _REALM).get("slotValue")
        except ObsRequestError as error:
            if error.code != _NOT_FOUND:
                raise
            return {}
        try:
            read = json.loads(value) if isinstance(value, str) else None
        except ValueError:
            return {}
        return read if isinstance(read, dict) else {}

    def _write(self, value: dict[str, Any]) -> None:
        self._all = value
        # As ASCII text: obs-websocket 5.1 gives Chinese letters back as Latin ones.
        self._client.call("SetPersistentData", {**_REALM, "slotValue": json.dumps(value)})
