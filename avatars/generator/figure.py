"""What every figure shares: from a character's numbers to its file.

A `Character` is the description of one of the cast: proportions, colours, licence, and the function that dresses it.
`Figure` sculpts it at one level of detail (skin, lines, ears and neck, then `dress`, then the hands) and writes it. The
sheets named "face", "hair", "lines" and "sheer" have their own materials; every other sheet is cloth like "body".
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from . import atlas, face_paint
from .atlas import Painter, Sheet, Tile, halved, painted
from .detail import Detail
from .ears import EarStyle, add_ears, add_neck
from .expressions import PRESET_BINDS, PRESET_OVERRIDES, perfect_sync_shapes, preset_shapes
from .face_lines import FaceLines, LineStyle
from .face_shapes import FaceMover
from .face_skin import FaceSkin
from .fields import Array
from .hands import HandMaker
from .head import FaceProportions, Head
from .meshes import Part, PartList, merged
from .paint import flat, gradient_down
from .rig import BodyProportions, Rig, humanoid
from .springs import Springs, add_body_colliders
from .vrm_writer import Expression, Licence, Picture, Toon, VrmWriter


@dataclass(frozen=True, slots=True)
class Finish:
    """Outlines, rims and shade colours of the materials. Widths in metres."""

    hair_matcap: Painter
    outline: float = 0.00085
    face_shade: str = "#f6c8ba"
    face_outline: str = "#7d4038"
    face_rim: str = "#3a2822"
    body_outline: str = "#786a6c"
    body_rim: str = "#1c2628"
    hair_shade: str = "#80819c"
    hair_outline: str = "#06070c"
    hair_rim: str = "#1f2942"
    sheer_shade: str = "#a8d8c8"


@dataclass(frozen=True, slots=True)
class Character:
    """One of the cast."""

    name: str
    """Of the folder and the files."""
    licence: Licence
    face: FaceProportions
    lines: LineStyle
    sheets: tuple[Sheet, ...]
    """In drawing order; one sheet is one material is one mesh."""
    finish: Finish
    dress: "Callable[[Figure], None]"
    """Adds hair, clothes and ornaments."""
    body: BodyProportions = field(default_factory=BodyProportions)
    ears: EarStyle = field(default_factory=EarStyle)
    neck_width: float = 1.0
    neck_top: float = -0.070
    """Where the neck begins, head space: higher under short hair."""
    scale: float = 1
    """The whole figure is sculpted at one size and written at this many times it."""
    extras: dict[str, dict] = field(default_factory=dict)
    """By sheet name: what the mesh says about itself."""
    toggles: dict[str, dict[str, float]] = field(default_factory=dict)
    """Further custom expressions, by name the morphs they set: props that appear."""
    colourways: dict[str, tuple[Sheet, ...]] = field(default_factory=dict)
    """Other sheets for the same figure, by name."""

    def in_colours(self, colourway: str) -> "Character":
        """The character in one of its colourways; its files are then called NAME-COLOURWAY."""
        return replace(self, name=f"{self.name}-{colourway}", sheets=self.colourways[colourway])


class Figure:
    """One character on its way into the file, at one level of detail."""

    def __init__(self, character: Character, detail: Detail) -> None:
        self.character, self.detail = character, detail
        self.body = character.body
        self.head = Head(character.face)
        self.rig: Rig = humanoid(character.body, self.head.centre, character.face.eye)
        self.springs = Springs(self.rig)
        add_body_colliders(self.springs)
        self.parts = PartList()

    def build(self) -> None:
        """Sculpt everything into `parts`."""
        shapes = perfect_sync_shapes() | preset_shapes()
        mover = FaceMover(self.head)
        FaceSkin(mover, self.rig, self.parts, shapes, self.detail).build()
        FaceLines(mover, self.rig, self.parts, shapes, self.detail, self.character.lines).build()
        add_ears(self.head, self.rig, self.parts, self.detail, self.character.ears)
        add_neck(self.head, self.rig, self.parts, self.detail, self.character.neck_width, self.character.neck_top)
        self.character.dress(self)
        HandMaker(self.body, self.rig, self.parts, self.detail).build()

    # ---- into the file

    def sheet_part(self, sheet: Sheet) -> Part:
        """Everything that one sheet colours, as one part in the sheet's coordinates."""
        placed = [
            replace(part, uvs=sheet.place(tile, part.uvs))
            for tile, parts in self.parts.by_tile.items()
            if tile in sheet.tile_by_name
            for part in parts
        ]
        return merged(placed)

    def toon(self, sheet: Sheet) -> Toon:
        """The material of one sheet."""
        scale = self.detail.pick(1.0, 0.5)
        picture = sheet.paint(scale)
        makers = {"face": self._face_toon, "hair": self._hair_toon, "lines": self._line_toon, "sheer": self._sheer_toon}
        if sheet.name in makers:
            return makers[sheet.name](sheet, picture)
        return self._cloth_toon(sheet, picture, scale)

    def _jpeg(self, name: str, picture: Array) -> Picture:
        return Picture(name, atlas.as_jpeg(picture, self.detail.pick(92, 90)), "image/jpeg")

    def _face_toon(self, sheet: Sheet, picture: Array) -> Toon:
        finish = self.character.finish
        return Toon(
            "face", self._jpeg("face", picture), shade_colour=finish.face_shade, shift=-0.34, toony=0.80,
            outline=finish.outline * 0.85, outline_colour=finish.face_outline,
            outline_widths=_png("face_outline", sheet.outline_widths(0.125)),
            rim=finish.face_rim, rim_power=6,
        )  # fmt: skip

    def _cloth_toon(self, sheet: Sheet, picture: Array, scale: float) -> Toon:
        finish, name = self.character.finish, sheet.name
        return Toon(
            name, self._jpeg(name, picture),
            shade=self._jpeg(f"{name}_shade", halved(sheet.shade_of(picture, scale))),
            shift=-0.16, toony=0.66,
            outline=finish.outline, outline_colour=finish.body_outline, outline_lighting=1.0,
            outline_widths=_png(f"{name}_outline", sheet.outline_widths(0.125)), rim=finish.body_rim,
        )  # fmt: skip

    def _hair_toon(self, _sheet: Sheet, picture: Array) -> Toon:
        finish = self.character.finish
        matcap = self.detail.pick(256, 128)
        return Toon(
            "hair", self._jpeg("hair", picture), shade_colour=finish.hair_shade, shift=-0.06, toony=0.72,
            outline=finish.outline * 0.48, outline_colour=finish.hair_outline,
            outline_widths=_png("hair_outline", painted(face_paint.hair_outline, (64, 256), (4, 128))),
            matcap=_png("hair_matcap", painted(finish.hair_matcap, (512, 512), (matcap, matcap))),
            rim=finish.hair_rim,
            rim_mask=_png("hair_streaks", painted(face_paint.hair_streaks, (1024, 64), (1024, 8))),
        )  # fmt: skip

    def _line_toon(self, _sheet: Sheet, picture: Array) -> Toon:
        return Toon(
            "lines", _png("lines", picture), shade_colour="#d8dce0", shift=-0.5, toony=0.9, alpha="BLEND", queue=1
        )

    def _sheer_toon(self, _sheet: Sheet, picture: Array) -> Toon:
        return Toon(
            "sheer", _png("sheer", picture), shade_colour=self.character.finish.sheer_shade, shift=-0.1, toony=0.7,
            alpha="BLEND", is_two_sided=True, writes_depth=True, queue=2,
        )  # fmt: skip

    def write(self, path: Path, thumbnail: bytes | None) -> dict[str, int]:
        """Write the file; returns triangles by sheet. `thumbnail` is an encoded PNG."""
        self._scale_skeleton()
        writer = VrmWriter(self.rig)
        counts = {}
        toons = {sheet.name: self.toon(sheet) for sheet in self.character.sheets}
        for sheet in self.character.sheets:
            part = self._scaled(self.sheet_part(sheet))
            counts[sheet.name] = len(part.faces)
            extras = self.character.extras.get(sheet.name)
            writer.mesh(sheet.name, part, writer.material(toons[sheet.name]), extras)
        presets = {name: Expression(binds, PRESET_OVERRIDES.get(name, {})) for name, binds in PRESET_BINDS.items()}
        custom = {name: Expression({name: 1}) for name in perfect_sync_shapes()}
        custom |= {name: Expression(binds) for name, binds in self.character.toggles.items()}
        picture = Picture("thumbnail", thumbnail, "image/png") if thumbnail else None
        writer.save(path, self.character.licence, self.springs, presets, custom, self._look_at(), picture)
        return counts

    def _look_at(self) -> dict:
        def turn(degrees: float) -> dict:
            return {"inputMaxValue": 90, "outputScale": degrees}

        return {
            "offsetFromHeadBone": [round(v * self.character.scale, 6) for v in (0, 0.068, 0.080)],
            "type": "bone",
            "rangeMapHorizontalInner": turn(8),
            "rangeMapHorizontalOuter": turn(8),
            "rangeMapVerticalDown": turn(6),
            "rangeMapVerticalUp": turn(6),
        }

    def _scaled(self, part: Part) -> Part:
        k = self.character.scale
        if k == 1:
            return part
        morphs = {name: motion * k for name, motion in part.morphs.items()}
        return replace(part, positions=part.positions * k, morphs=morphs)

    def _scale_skeleton(self) -> None:
        k = self.character.scale
        if k != 1:
            self.rig.places = {bone: place * k for bone, place in self.rig.places.items()}
            self.springs.scale(k)

    def tile_counts(self) -> dict[str, int]:
        """Triangles by tile, for whoever watches the budget."""
        return {tile: sum(len(part.faces) for part in parts) for tile, parts in self.parts.by_tile.items()}


# ---- the sheets whose tiles every face and head has


def face_sheet(paint: Painter, tint: str = "#f3edeb", shade: str = "#f6c8ba") -> Sheet:
    """Skin of the face; what lies behind it is painted into the corner the face never shows."""
    n = 2048
    return Sheet(
        "face",
        (n, n),
        (
            Tile("face", (0, 0, n, n), (n, n), paint, tint=tint, shade=shade),
            Tile("sclera", (8, 8, 300, 200), (256, 256), face_paint.sclera, shade="#d8d8ea", outline=0),
            Tile("lidwall", (8, 220, 64, 64), (64, 64), flat("#e0a294"), shade="#c98d83", outline=0),
            Tile("mouth", (84, 220, 64, 128), (64, 64), gradient_down(("#b8454b", "#8a2632", "#5a1420")), outline=0),
            Tile("tongue", (160, 220, 64, 64), (64, 64), flat("#ea8480"), shade="#d8686a", outline=0),
            Tile("teeth", (236, 220, 64, 64), (64, 64), flat("#fdfaf8"), shade="#efe8ee", outline=0),
        ),
        has_shade=False,
    )


def line_sheet(
    iris: Painter, brow: Painter, lash: Painter, low_lash: str = "#7a4a44", crease: str = "#b0705f",
    lip_line: str = "#97393a",
) -> Sheet:  # fmt: skip
    """Irises, their light, lashes, brows: everything drawn on the face, half of it see-through."""
    return Sheet(
        "lines",
        (1024, 512),
        (
            Tile("iris", (0, 0, 512, 512), (512, 512), iris),
            Tile("glint", (520, 8, 224, 224), (256, 256), face_paint.glint),
            Tile("brow", (520, 260, 256, 64), (256, 64), brow),
            Tile("lash", (520, 348, 128, 32), (128, 32), lash),
            Tile("lashlow", (664, 348, 48, 32), (32, 32), flat(low_lash)),
            Tile("crease", (728, 348, 48, 32), (32, 32), flat(crease)),
            Tile("lipline", (792, 348, 48, 32), (32, 32), flat(lip_line)),
        ),
        margin=2,
    )


def hair_sheet(paint: Painter) -> Sheet:
    """Hair has its own wrapping picture."""
    tile = Tile("hair", (0, 0, 1024, 1024), (1024, 1024), paint, is_wrapped=True)
    return Sheet("hair", (1024, 1024), (tile,))


def _png(name: str, picture: Array) -> Picture:
    return Picture(name, atlas.as_png(picture), "image/png")
