"""Sets on the shelf: folders with a `set.toml`, the user's own before the house's of the same name."""

from __future__ import annotations

import difflib
import math
from dataclasses import dataclass, replace
from pathlib import Path

from studio.core.errors import LibraryError
from studio.core.scene import Ambient, Light
from studio.library import paths
from studio.library.reading import read_table, read_toml
from studio.library.set_file import Placement, SceneModel, SetFile, SetLayer, SetParticles, Variant
from studio.staging.backdrop import MOST_BYTES
from studio.staging.panorama import Panorama
from studio.staging.scenery import Scenery, placed
from studio.staging.sets import Layer, Move, Particles, Place, Spot
from studio.vrm import load_scenery

SET_FILE = "set.toml"
PREFIX = "set:"
PREVIEW = "preview.webp"
"""In a variant's folder: a small picture for cards; need not be there."""
STILL = "/still"
"""For machines that have nothing to spare."""


@dataclass(frozen=True, slots=True)
class SetOnShelf:
    name: str
    title_zh: str
    title_en: str
    folder: Path
    file: SetFile

    @property
    def variants(self) -> tuple[str, ...]:
        return tuple(variant.id for variant in self.file.variants)

    def preview(self, variant: str) -> Path | None:
        """A small picture of a variant."""
        path = self.folder / variant / PREVIEW
        return path if path.is_file() else None

    def place(self, variant: str = "") -> Place:
        """The set as a variant shows it; "" is the first. Raises LibraryError if there is no such variant, VrmError if
        its glTF scene cannot be read."""
        wanted = variant or self.variants[0]
        for entry in self.file.variants:
            if entry.id == wanted:
                return _place(self, entry)
        raise LibraryError(
            f"the set “{self.name}” has no variant “{variant}”",
            where=str(self.folder / SET_FILE),
            remedy=_instead(variant, list(self.variants)),
        )

    def cost(self, variant: str) -> str:
        """What the glTF scene of a variant holds, in words; "" if it has none. Raises as `place` does."""
        scenery = self.place(variant).scenery
        if scenery is None:
            return ""
        model = scenery.figure.avatar
        memory = sum(texture.pixels.nbytes for texture in model.textures) / 1e6
        return f"{model.triangle_count:,} triangles, {len(model.textures)} pictures, {memory:.1f} MB of them in memory"


@dataclass(frozen=True, slots=True)
class SetShelf:
    """All that was found, and what is wrong with what is not in it."""

    sets: tuple[SetOnShelf, ...]
    problems: tuple[LibraryError, ...]


def look_for_sets() -> SetShelf:
    """Reads both shelves; a broken folder is a problem and hides no other."""
    found: dict[str, SetOnShelf] = {}
    problems: list[LibraryError] = []
    for shelf in (paths.folders().sets, paths.house_shelf("presets") / "sets"):
        for folder in _folders(shelf):
            try:
                entry = read_set(folder)
            except LibraryError as error:
                problems.append(error)
                continue
            found.setdefault(entry.name, entry)
    return SetShelf(tuple(sorted(found.values(), key=lambda entry: entry.name)), tuple(problems))


def sets() -> tuple[SetOnShelf, ...]:
    """The sound ones, by name."""
    return look_for_sets().sets


def find_place(name: str) -> Place:
    """By `ID` or `ID/VARIANT`, with or without `set:`; `/still` after it: nothing moves. Raises LibraryError, or
    VrmError for a glTF scene."""
    name = name.removeprefix(PREFIX)
    if name.endswith(STILL):
        return find_place(name.removesuffix(STILL)).still()
    set_id, _, variant = name.partition("/")
    seen = look_for_sets()
    for entry in seen.sets:
        if entry.name == set_id:
            return entry.place(variant)
    for problem in seen.problems:  # it is there, but broken: say why instead of "there is none"
        if Path(problem.where).parent.name == set_id:
            raise problem
    raise LibraryError(
        f"there is no set “{set_id}”", where="sets", remedy=_instead(set_id, [entry.name for entry in seen.sets])
    )


def read_set(folder: Path) -> SetOnShelf:
    """Raises LibraryError that names what is wrong."""
    where = folder / SET_FILE
    file = read_table(SetFile, read_toml(where), where=str(where))
    if file.id != folder.name:
        raise LibraryError(
            f"id “{file.id}” is not the folder's name",
            where=str(where),
            remedy=f"rename the folder or write id = “{folder.name}”",
        )
    for variant in file.variants:
        for layer in variant.layers:
            for name in (layer.wide, layer.tall):
                if name is not None:
                    _check_file(folder, name, where)
        for one in variant.particles:
            _check_file(folder, one.picture, where)
        if variant.panorama is not None:
            _check_file(folder, variant.panorama.picture, where)
        if variant.video is not None:
            _check_file(folder, variant.video, where)
        if variant.scene is not None:
            _check_file(folder, variant.scene.file, where)
    return SetOnShelf(file.id, file.name.zh, file.name.en, folder, file)


def _folders(shelf: Path) -> list[Path]:
    try:
        return [entry for entry in sorted(shelf.iterdir()) if (entry / SET_FILE).is_file()]
    except OSError:
        return []


def _check_file(folder: Path, name: str, where: Path) -> None:
    """A set may come from anywhere: what it names must be files of its own folder, of sane size."""
    try:
        path = (folder / name).resolve()
        inside = not Path(name).is_absolute() and path.is_relative_to(folder.resolve())
        size = path.stat().st_size if inside and path.is_file() else None
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        raise LibraryError(f"“{name!r}” is no file name", where=str(where), remedy="write a plain file name") from error
    if not inside:
        raise LibraryError(f"“{name}” lies outside the set's folder", where=str(where), remedy="put the file inside")
    if size is None:
        raise LibraryError(f"the file “{name}” is missing", where=str(where), remedy=f"put it into {folder.name}/")
    if size > MOST_BYTES:
        raise LibraryError(f"“{name}” is larger than 64 MB", where=str(where), remedy="save a smaller one")


def _place(entry: SetOnShelf, variant: Variant) -> Place:
    around = variant.panorama
    return Place(
        name=f"{entry.name}/{variant.id}",
        layers=tuple(_layer(entry.folder, layer) for layer in variant.layers),
        key_light=Light(variant.key.toward, variant.key.color, variant.key.intensity),
        fill_light=Ambient(variant.fill.color, variant.fill.intensity),
        particles=tuple(_particles(entry.folder, one) for one in variant.particles),
        panorama=None
        if around is None
        else Panorama(entry.folder / around.picture, around.yaw_deg, around.pitch_deg, around.fov_deg),
        video=None if variant.video is None else entry.folder / variant.video,
        scenery=None if variant.scene is None else _scenery(entry.folder, variant.scene),
    )


def _scenery(folder: Path, scene: SceneModel) -> Scenery:
    """Raises VrmError."""
    model = load_scenery(folder / scene.file)
    if not scene.lit:
        model = replace(model, materials=tuple(replace(material, unlit=True) for material in model.materials))
    return placed(model, scene.at, math.radians(scene.turn_deg), scene.scale, sky=scene.sky, ground=scene.ground)


def _layer(folder: Path, layer: SetLayer) -> Layer:
    return Layer(
        wide=folder / layer.wide,
        tall=folder / (layer.tall or layer.wide),
        depth_m=layer.depth_m,
        wide_spot=_spot(layer.place_wide),
        tall_spot=_spot(layer.place_tall),
        move=None
        if layer.move is None
        else Move(layer.move.kind, layer.move.reach, layer.move.period_s, layer.move.root == "top", layer.move.length),
        front=layer.front,
        shadow=layer.shadow,
    )


def _particles(folder: Path, one: SetParticles) -> Particles:
    return Particles(
        picture=folder / one.picture,
        depth_m=one.depth_m,
        count=one.count,
        wide_area=one.area,
        tall_area=one.area_tall or one.area,
        size=one.size,
        speed=one.speed,
        swing=one.swing,
        swing_s=one.swing_s,
        turn_per_s=one.turn,
        twinkle=one.twinkle,
        twinkle_s=one.twinkle_s,
        opacity=one.opacity,
        recede=one.recede,
        grow=one.grow,
        front=one.front,
    )


def _spot(placement: Placement) -> Spot:
    return Spot(placement.x, placement.y, placement.scale)


def _instead(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"did you mean “{near[0]}”?" if near else f"use one of: {', '.join(known)}" if known else "see docs/sets.md"
