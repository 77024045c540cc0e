"""set.toml: a place behind the avatar. What it shows, its pictures from back to front, and its light, by variant."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from studio.library.manifest import Name
from studio.library.reading import Strict

_ID = r"^[a-z0-9][a-z0-9_-]{0,63}$"
Share = Annotated[float, Field(ge=0.0, le=1.0)]
Component = Annotated[float, Field(ge=-100.0, le=100.0)]
Meters = Annotated[float, Field(ge=-100_000.0, le=100_000.0)]
Near = Annotated[float, Field(ge=-1.0, le=2.0)]
Size = Annotated[float, Field(gt=0.0, le=0.5)]
Speed = Annotated[float, Field(ge=-4.0, le=4.0)]


class Both(Strict):
    """A height in the wide and in the tall picture, share of the picture from the top."""

    wide: Share
    tall: Share


class Place(Strict):
    about_zh: str = ""
    about_en: str = ""
    facts_zh: tuple[str, ...] = Field(default=(), strict=False)
    """What a picture of the place must get right."""
    never_zh: str = ""
    never_en: str = ""
    horizon: Both | None = None
    table: Both | None = None
    """Front edge of the table or rail: goods stand on it."""


class Credits(Strict):
    made_by: str = ""
    command: str = ""
    licence: str = ""
    source: str = ""


class Key(Strict):
    """A directional light. Colours are linear."""

    toward: tuple[Component, Component, Component] = Field(strict=False)
    """From the avatar to the light: x to the right of the picture, y up, z to the viewer."""
    color: tuple[Share, Share, Share] = Field(default=(1.0, 1.0, 1.0), strict=False)
    intensity: float = Field(default=0.92, ge=0.0, le=2.0)

    @model_validator(mode="after")
    def _points_somewhere(self) -> Key:
        if not any(self.toward):
            raise ValueError("three zeros point nowhere")
        return self


class Fill(Strict):
    color: tuple[Share, Share, Share] = Field(default=(1.0, 1.0, 1.0), strict=False)
    intensity: float = Field(default=0.25, ge=0.0, le=2.0)


class Placement(Strict):
    """Where a layer stands. Unplaced, its middle is the canvas's middle and it just covers the canvas."""

    x: float = Field(default=0.0, ge=-2.0, le=2.0)
    """To the right, in canvas widths."""
    y: float = Field(default=0.0, ge=-2.0, le=2.0)
    """Down, in canvas heights."""
    scale: float = Field(default=1.0, gt=0.05, le=8.0)


class Move(Strict):
    """How a layer moves; lengths are shares of the picture's short side."""

    kind: Literal["sway", "ripple"]
    """sway: bends about one edge like a branch; ripple: rows slide to and fro like a reflection."""
    reach: float = Field(default=0.008, gt=0.0, le=0.08)
    period_s: float = Field(default=6.0, ge=1.0, le=60.0)
    root: Literal["top", "bottom"] = "top"
    """Of a swaying layer: where it is fast."""
    length: float = Field(default=0.05, ge=0.01, le=1.0)
    """Of a rippling layer: from crest to crest."""


class SetLayer(Strict):
    wide: str
    """File name inside the set's folder; for landscape, and for portrait too if there is no `tall`."""
    tall: str | None = None
    depth_m: float = Field(gt=0.0, le=100_000.0)
    """From the avatar, for parallax."""
    place_wide: Placement = Placement()
    place_tall: Placement = Placement()
    move: Move | None = None
    front: bool = False
    """Before the avatar: a table, leaves. Such layers are told last."""
    shadow: bool = False
    """The avatar's shadow falls on it, or lies along its edge if it is in front."""


Area = Annotated[tuple[Near, Near, Near, Near], Field(strict=False)]
"""Left, top, right, foot, in canvas widths and heights."""


class SetParticles(Strict):
    """Small things of one picture: petals, snow, rain, glints, lanterns, steam."""

    picture: str
    """File name inside the set's folder."""
    depth_m: float = Field(default=2.0, gt=0.0, le=100_000.0)
    count: int = Field(default=30, ge=1, le=200)
    area: Area = (0.0, 0.0, 1.0, 1.0)
    area_tall: Area | None = None
    """Where portrait pictures have them; without it, `area`."""
    size: tuple[Size, Size] = Field(default=(0.01, 0.02), strict=False)
    """Width of the smallest and the largest, shares of the short side."""
    speed: tuple[Speed, Speed] = Field(default=(0.0, 0.0), strict=False)
    """Right and down, short sides a second."""
    swing: float = Field(default=0.0, ge=0.0, le=0.3)
    swing_s: float = Field(default=4.0, ge=0.5, le=60.0)
    turn: float = Field(default=0.0, ge=0.0, le=2.0)
    """Turns a second."""
    twinkle: Share = 0.0
    twinkle_s: float = Field(default=3.0, ge=0.3, le=30.0)
    opacity: Share = 1.0
    recede: bool = False
    """They lie on water or ground: smaller where they are higher in the picture."""
    grow: float = Field(default=0.0, ge=0.0, le=6.0)
    """They swell and fade on their way, as steam does."""
    front: bool = False

    @model_validator(mode="after")
    def _an_area(self) -> SetParticles:
        for area in (self.area, self.area_tall or self.area):
            if area[0] >= area[2] or area[1] >= area[3]:
                raise ValueError("an area is left, top, right, foot")
        if self.size[0] > self.size[1]:
            raise ValueError("size is told from the smallest to the largest")
        return self


class Panorama(Strict):
    """A 360° picture (equirectangular, twice as wide as high) behind all layers."""

    picture: str
    """File name inside the set's folder."""
    yaw_deg: float = Field(default=0.0, ge=-180.0, le=180.0)
    """Where she stands before: 0 is the middle of the picture, to the right of it is positive."""
    pitch_deg: float = Field(default=0.0, ge=-60.0, le=60.0)
    fov_deg: float = Field(default=60.0, ge=20.0, le=110.0)
    """Across the short side of the canvas."""


class SceneModel(Strict):
    """A glTF scene, metres and +Y up, round the avatar: what is nearer than she hides her."""

    file: str
    """Name of the .glb inside the set's folder."""
    at: tuple[Meters, Meters, Meters] = Field(default=(0.0, 0.0, 0.0), strict=False)
    """Where her feet stand, in the scene's own axes and units."""
    turn_deg: float = Field(default=0.0, ge=-360.0, le=360.0)
    """Where she looks, and the camera looks at her from: 0 is along the scene's +Z, 90 along its +X."""
    scale: float = Field(default=1.0, ge=0.001, le=1000.0)
    """Metres that one unit of the scene is."""
    sky: str = Field(default="#b9cdd4", pattern="^#[0-9a-fA-F]{6}$")
    """What is seen where the scene has nothing and no layer stands behind it."""
    lit: bool = True
    """False: its colours hold its light already, as those of a scan do."""
    ground: bool = True
    """Her soft shadow lies at her feet."""


class Variant(Strict):
    id: str = Field(pattern=_ID)
    name: Name
    panorama: Panorama | None = None
    video: str | None = None
    """File name of a video inside the set's folder, played again and again behind all layers; its sound is not."""
    scene: SceneModel | None = None
    layers: tuple[SetLayer, ...] = Field(default=(), strict=False, max_length=16)
    """Back to front."""
    key: Key
    fill: Fill = Fill()
    particles: tuple[SetParticles, ...] = Field(default=(), strict=False, max_length=8)

    @model_validator(mode="after")
    def _back_to_front(self) -> Variant:
        depths = [layer.depth_m for layer in self.layers]
        if depths != sorted(depths, reverse=True):
            raise ValueError("layers are told back to front: depth_m must fall")
        fronts = [layer.front for layer in self.layers]
        if fronts != sorted(fronts):
            raise ValueError("layers in front of the avatar are told last")
        if self.panorama is not None and self.video is not None:
            raise ValueError("a place has a panorama or a video, not both")
        if self.scene is not None:
            if self.video is not None:
                raise ValueError("a place has a scene or a video, not both")
            if any(layer.move is not None and not layer.front for layer in self.layers):
                raise ValueError("layers behind a scene are its sky: they do not move")
        elif self.panorama is None and self.video is None and all(fronts):
            raise ValueError("a place needs a layer behind the avatar, a panorama, a video or a scene")
        return self


class SetFile(Strict):
    """The file."""

    form: Literal["qionghua-set/1"] = Field(alias="schema")
    id: str = Field(pattern=_ID)
    """What stands after `set:`; the folder has the same name."""
    name: Name
    version: str = "1"
    place: Place = Place()
    credits: Credits = Credits()
    variants: tuple[Variant, ...] = Field(strict=False, min_length=1, max_length=24)
    """The first is shown where none is named."""

    @model_validator(mode="after")
    def _one_of_each(self) -> SetFile:
        ids = [variant.id for variant in self.variants]
        if len(set(ids)) != len(ids):
            raise ValueError("two variants have the same id")
        return self
