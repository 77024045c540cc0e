"""set.toml: a place behind the avatar. What it shows, its pictures from back to front, and its light, by variant."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from studio.library.manifest import Name
from studio.library.reading import Strict

_ID = r"^[a-z0-9][a-z0-9_-]{0,63}$"
Share = Annotated[float, Field(ge=0.0, le=1.0)]
Component = Annotated[float, Field(ge=-100.0, le=100.0)]


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


class SetLayer(Strict):
    wide: str
    """File name inside the set's folder; for landscape, and for portrait too if there is no `tall`."""
    tall: str | None = None
    depth_m: float = Field(gt=0.0, le=100_000.0)
    """From the avatar, for parallax."""
    place_wide: Placement = Placement()
    place_tall: Placement = Placement()


class Variant(Strict):
    id: str = Field(pattern=_ID)
    name: Name
    layers: tuple[SetLayer, ...] = Field(strict=False, min_length=1, max_length=16)
    """Back to front."""
    key: Key
    fill: Fill = Fill()

    @model_validator(mode="after")
    def _back_to_front(self) -> Variant:
        depths = [layer.depth_m for layer in self.layers]
        if depths != sorted(depths, reverse=True):
            raise ValueError("layers are told back to front: depth_m must fall")
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
