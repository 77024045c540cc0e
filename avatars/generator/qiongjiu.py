"""琼玖 Qiong Jiu, the house avatar: 琼花仙子 in Tang dress. Her numbers, and the order in which she is built.

An original, fictional adult (her looks: early twenties, 6.4 heads tall); no living or historical person was a model.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np

from . import atlas, qiongjiu_dress_paint, qiongjiu_face_paint
from .accessories import BLOSSOMS_IN_A_QIONGHUA, PETALS_IN_A_BLOSSOM
from .atlas import Sheet, Tile, halved, painted
from .detail import Detail
from .expressions import PRESET_BINDS, PRESET_OVERRIDES, perfect_sync_shapes, preset_shapes
from .face_lines import FaceLines
from .face_shapes import FaceMover
from .face_skin import FaceSkin
from .fields import Array, vertex_normals
from .hands import HandMaker
from .head import FaceProportions, Head
from .meshes import Part, PartList, ball, grid_faces, merged
from .paint import flat, gradient_down
from .qiongjiu_body import Torso
from .qiongjiu_dress import QiongjiuDress
from .qiongjiu_hair import QiongjiuHair
from .qiongjiu_upper import QiongjiuUpper
from .rig import SIDES, BodyProportions, Rig, humanoid
from .springs import Springs, add_body_colliders
from .vrm_writer import Expression, Licence, Picture, Toon, VrmWriter

FACE = FaceProportions(
    centre=(0, 1.435, 0.010),
    top=0.126,
    chin=-0.1170,
    half_width=(
        (-0.1170, -0.1156, -0.1120, -0.1045, -0.093, -0.079, -0.063, -0.044, -0.022, 0.005, 0.035, 0.065),
        (0.0018, 0.0090, 0.0165, 0.0272, 0.0390, 0.0510, 0.0620, 0.0695, 0.0738, 0.0765, 0.0785, 0.0765),
    ),
    front=(
        (
            -0.1170,
            -0.1110,
            -0.1025,
            -0.0930,
            -0.0835,
            -0.0720,
            -0.062,
            -0.048,
            -0.030,
            -0.014,
            0.004,
            0.026,
            0.050,
            0.075,
        ),
        (
            0.0660,
            0.0745,
            0.0758,
            0.0735,
            0.0765,
            0.0775,
            0.0778,
            0.0772,
            0.0768,
            0.0782,
            0.0815,
            0.0838,
            0.0820,
            0.0735,
        ),
    ),
    back=(
        (-0.1170, -0.107, -0.096, -0.082, -0.064, -0.040, 0, 0.035, 0.065),
        (0.048, 0.028, 0.008, -0.020, -0.046, -0.072, -0.098, -0.103, -0.096),
    ),
    widest=(
        (-0.1170, -0.105, -0.090, -0.066, -0.03, 0.02, 0.065),
        (0.0500, 0.0360, 0.0180, 0.0020, -0.008, -0.014, -0.014),
    ),
    eye=(0.0358, -0.0205),
    eye_half_width=0.0246,
    upper_lid=0.0126,
    lower_lid=0.0108,
    eye_tilt=0.175,
    iris_radii=(0.0148, 0.0172),
    nose_y=-0.0580,
    mouth_y=-0.0828,
    mouth_half_width=0.0168,
    mouth_corner_lift=0.0043,
    nose_bridge=0.0012,
)

BROW = ((0.0140, 0.0040), (0.0260, 0.0088), (0.0410, 0.0118), (0.0525, 0.0098), (0.0620, 0.0040))
"""Willow brows: the middle line of the left one."""

BODY = BodyProportions()

LICENCE = Licence(
    title="琼玖 Qiong Jiu",
    version="1.0",
    authors=("Qionghua Studio contributors",),
    copyright="2026 Qionghua Studio contributors; made by code, Apache-2.0",
)

LOOK_AT = {
    "offsetFromHeadBone": [0, 0.068, 0.080],
    "type": "bone",
    "rangeMapHorizontalInner": {"inputMaxValue": 90, "outputScale": 8},
    "rangeMapHorizontalOuter": {"inputMaxValue": 90, "outputScale": 8},
    "rangeMapVerticalDown": {"inputMaxValue": 90, "outputScale": 6},
    "rangeMapVerticalUp": {"inputMaxValue": 90, "outputScale": 6},
}

OUTLINE = 0.00085
"""Outline width in metres; materials take a share of it."""


def face_sheet() -> Sheet:
    """Skin of the face; what lies behind it is painted into the corner the face never shows."""
    n = 2048
    return Sheet(
        "face",
        (n, n),
        (
            Tile("face", (0, 0, n, n), (n, n), qiongjiu_face_paint.face(FACE), tint="#f3edeb", shade="#f6c8ba"),
            Tile("sclera", (8, 8, 300, 200), (256, 256), qiongjiu_face_paint.sclera, shade="#d8d8ea", outline=0),
            Tile("lidwall", (8, 220, 64, 64), (64, 64), flat("#e0a294"), shade="#c98d83", outline=0),
            Tile("mouth", (84, 220, 64, 128), (64, 64), gradient_down(("#b8454b", "#8a2632", "#5a1420")), outline=0),
            Tile("tongue", (160, 220, 64, 64), (64, 64), flat("#ea8480"), shade="#d8686a", outline=0),
            Tile("teeth", (236, 220, 64, 64), (64, 64), flat("#fdfaf8"), shade="#efe8ee", outline=0),
        ),
        has_shade=False,
    )


def line_sheet() -> Sheet:
    """Irises, their light, lashes, brows: everything drawn on the face, half of it see-through."""
    return Sheet(
        "lines",
        (1024, 512),
        (
            Tile("iris", (0, 0, 512, 512), (512, 512), qiongjiu_face_paint.iris),
            Tile("glint", (520, 8, 224, 224), (256, 256), qiongjiu_face_paint.glint),
            Tile("brow", (520, 260, 256, 64), (256, 64), qiongjiu_face_paint.brow),
            Tile("lash", (520, 348, 128, 32), (128, 32), qiongjiu_face_paint.lash),
            Tile("lashlow", (664, 348, 48, 32), (32, 32), flat("#7a4a44")),
            Tile("crease", (728, 348, 48, 32), (32, 32), flat("#b0705f")),
            Tile("lipline", (792, 348, 48, 32), (32, 32), flat("#97393a")),
        ),
        margin=2,
    )


def hair_sheet() -> Sheet:
    """Hair has its own wrapping picture."""
    tile = Tile("hair", (0, 0, 1024, 1024), (1024, 1024), qiongjiu_face_paint.hair, is_wrapped=True)
    return Sheet("hair", (1024, 1024), (tile,))


def sheer_sheet() -> Sheet:
    """The see-through shawl."""
    tile = Tile("shawl", (0, 0, 256, 1024), (256, 2048), qiongjiu_dress_paint.shawl)
    return Sheet("sheer", (256, 1024), (tile,))


def _jpeg(name: str, picture: Array, quality: int) -> Picture:
    return Picture(name, atlas.as_jpeg(picture, quality), "image/jpeg")


def _png(name: str, picture: Array) -> Picture:
    return Picture(name, atlas.as_png(picture), "image/png")


class QiongjiuBuilder:
    """Builds her at one level of detail."""

    def __init__(self, detail: Detail) -> None:
        self.detail = detail
        self.head = Head(FACE)
        self.rig: Rig = humanoid(BODY, self.head.centre)
        self.springs = Springs(self.rig)
        add_body_colliders(self.springs)
        self.parts = PartList()
        self.sheets = {sheet.name: sheet for sheet in (
            face_sheet(), qiongjiu_dress_paint.body_sheet(), hair_sheet(), line_sheet(), sheer_sheet()
        )}  # fmt: skip

    def build(self) -> None:
        """Sculpt everything into `parts`."""
        shapes = perfect_sync_shapes() | preset_shapes()
        mover = FaceMover(self.head)
        FaceSkin(mover, self.rig, self.parts, shapes, self.detail).build()
        FaceLines(mover, self.rig, self.parts, shapes, self.detail, BROW).build()
        self._ears()
        self._neck()
        QiongjiuHair(self.head.centre, self.rig, self.springs, self.parts, self.detail).build()
        torso = Torso()
        QiongjiuUpper(BODY, torso, self.rig, self.springs, self.parts, self.detail).build()
        QiongjiuDress(torso, self.rig, self.springs, self.parts, self.detail).build()
        HandMaker(BODY, self.rig, self.parts, self.detail).build()

    def _ears(self) -> None:
        """Simple ears, mostly under hair, with pearl and jade drops."""
        rings, segments = self.detail.pick((14, 18), (6, 6))
        for s, _ in SIDES:
            points, faces, _ = ball(np.zeros(3), np.array([0.0065, 0.0225, 0.0125]), rings, segments)
            points[:, 2] *= 1 + 0.30 * points[:, 1] / 0.0225
            dish = np.exp(-(((points[:, 1] - 0.004) / 0.012) ** 2) - ((points[:, 2] + 0.001) / 0.0065) ** 2)
            points[:, 0] -= s * 0.0050 * dish * (points[:, 0] * s > 0)
            a = -0.42 * s
            turn = np.array([[np.cos(a), 0, np.sin(a)], [0, 1, 0], [-np.sin(a), 0, np.cos(a)]])
            points = points @ turn.T + [s * 0.0660, -0.034, -0.030] + self.head.centre
            self.parts.add("ear", points, faces, self.rig.rigid(len(points), "head"))
            drops = (
                (-0.0625, 0.0018, "silver"),
                (-0.0680, 0.0024, "pearl"),
                (-0.0755, (0.0030, 0.0058, 0.0030), "jade"),
            )
            for y, radius, tile in drops:
                at = self.head.centre + [s * 0.0725, y, -0.008]
                n = self.detail.pick((8, 10), (4, 6))
                points, faces, gloss = ball(at, np.array(radius), *n)
                self.parts.add(tile, points, faces, self.rig.rigid(len(points), "head"), gloss)

    def _neck(self) -> None:
        """A slim neck that leans forward and widens into the shoulders under the collar."""
        heights = np.linspace(-0.070, -0.205, self.detail.pick(18, 7))
        n = self.detail.pick(36, 14)
        turn = np.linspace(0, 2 * np.pi, n, endpoint=False)
        knots = [-0.205, -0.19, -0.172, -0.15, -0.12, -0.07]
        rows = []
        for y in heights:
            rx = np.interp(y, knots, [0.066, 0.048, 0.0375, 0.0335, 0.0325, 0.0360])
            rz = np.interp(y, [-0.205, -0.172, -0.12, -0.07], [0.048, 0.038, 0.0350, 0.040])
            lean = -0.020 - 0.10 * (-0.07 - y)
            rows.append(np.c_[np.sin(turn) * rx, np.full(n, y), np.cos(turn) * rz + lean])
        points = np.vstack(rows)
        faces = grid_faces(len(heights), n, closed=True)
        if (vertex_normals(points, faces) * points * [1, 0, 1]).sum() < 0:
            faces = faces[:, ::-1]
        uvs = np.c_[np.full(len(points), 0.5), (-0.070 - points[:, 1]) / 0.135]
        points = points + self.head.centre
        y = self.head.centre[1]
        skin = self.rig.along(points[:, 1], ["upperChest", "neck", "head"], [1.245, 1.285, y - 0.085])
        self.parts.add("neck", points, faces, skin, uvs)

    # ---- into the file

    def sheet_part(self, name: str) -> Part:
        """Everything that one sheet colours, as one part in the sheet's coordinates."""
        sheet = self.sheets[name]
        placed = [
            replace(part, uvs=sheet.place(tile, part.uvs))
            for tile, parts in self.parts.by_tile.items()
            if tile in sheet.tile_by_name
            for part in parts
        ]
        return merged(placed)

    def toons(self) -> dict[str, Toon]:
        """The five materials by sheet name."""
        scale = self.detail.pick(1.0, 0.5)
        quality = self.detail.pick(92, 90)
        pictures = {name: sheet.paint(scale) for name, sheet in self.sheets.items()}
        face, body = self.sheets["face"], self.sheets["body"]
        small = 0.125
        hair_paint = qiongjiu_face_paint
        matcap = self.detail.pick(256, 128)
        return {
            "face": Toon(
                "face", _jpeg("face", pictures["face"], quality), shade_colour="#f6c8ba", shift=-0.34, toony=0.80,
                outline=OUTLINE * 0.85, outline_colour="#7d4038",
                outline_widths=_png("face_outline", face.outline_widths(small)),
                rim="#3a2822", rim_power=6,
            ),
            "body": Toon(
                "body", _jpeg("body", pictures["body"], quality),
                shade=_jpeg("body_shade", halved(body.shade_of(pictures["body"], scale)), quality),
                shift=-0.16, toony=0.66,
                outline=OUTLINE, outline_colour="#786a6c", outline_lighting=1.0,
                outline_widths=_png("body_outline", body.outline_widths(small)), rim="#1c2628",
            ),
            "hair": Toon(
                "hair", _jpeg("hair", pictures["hair"], quality), shade_colour="#80819c", shift=-0.06, toony=0.72,
                outline=OUTLINE * 0.48, outline_colour="#06070c",
                outline_widths=_png("hair_outline", painted(hair_paint.hair_outline, (64, 256), (4, 128))),
                matcap=_png("hair_matcap", painted(hair_paint.hair_matcap, (512, 512), (matcap, matcap))),
                rim="#1f2942",
                rim_mask=_png("hair_streaks", painted(hair_paint.hair_streaks, (1024, 64), (1024, 8))),
            ),
            "lines": Toon(
                "lines", _png("lines", pictures["lines"]), shade_colour="#d8dce0", shift=-0.5, toony=0.9,
                alpha="BLEND", queue=1,
            ),
            "sheer": Toon(
                "sheer", _png("sheer", pictures["sheer"]), shade_colour="#a8d8c8", shift=-0.1, toony=0.7, alpha="BLEND",
                is_two_sided=True, writes_depth=True, queue=2,
            ),
        }  # fmt: skip

    def write(self, path: Path, thumbnail: bytes | None) -> dict[str, int]:
        """Write the file; returns triangles by sheet. `thumbnail` is an encoded PNG."""
        writer = VrmWriter(self.rig)
        counts = {}
        toons = self.toons()
        for name in ("face", "body", "hair", "lines", "sheer"):
            part = self.sheet_part(name)
            counts[name] = len(part.faces)
            extras = None
            if name == "body":
                extras = {"qionghua": {"blossoms": BLOSSOMS_IN_A_QIONGHUA, "petalsPerBlossom": PETALS_IN_A_BLOSSOM}}
            writer.mesh(name, part, writer.material(toons[name]), extras)
        presets = {name: Expression(binds, PRESET_OVERRIDES.get(name, {})) for name, binds in PRESET_BINDS.items()}
        custom = {name: Expression({name: 1}) for name in perfect_sync_shapes()}
        picture = Picture("thumbnail", thumbnail, "image/png") if thumbnail else None
        writer.save(path, LICENCE, self.springs, presets, custom, LOOK_AT, picture)
        return counts

    def tile_counts(self) -> dict[str, int]:
        """Triangles by tile, for whoever watches the budget."""
        return {tile: sum(len(part.faces) for part in parts) for tile, parts in self.parts.by_tile.items()}
