"""竹西 Zhu Xi: garden mistress of Yangzhou in the dress of Qing Han women. Her numbers, and what she wears.

An original, fictional adult (her looks: mid twenties, composed, 6.4 heads tall); no living or historical person was a
model, and no family of a real garden is meant.
"""

from . import face_paint, zhuxi_dress_paint, zhuxi_face_paint
from .atlas import Sheet
from .ears import EarStyle
from .face_lines import LineStyle
from .figure import Character, Figure, Finish, face_sheet, hair_sheet, line_sheet
from .head import FaceProportions, round_back, round_widest
from .torso import Torso
from .vrm_writer import Licence
from .zhuxi_coat import ZhuxiCoat
from .zhuxi_fan import FAN, ZhuxiFan
from .zhuxi_hair import ZhuxiHair
from .zhuxi_motifs import BAMBOO, MOON, PLUM, Palette
from .zhuxi_skirt import ZhuxiSkirt
from .zhuxi_trim import ZhuxiTrim

FACE = FaceProportions(
    centre=(0, 1.435, 0.010),
    top=0.126,
    chin=-0.1165,
    half_width=(
        (-0.1165, -0.1150, -0.1112, -0.1036, -0.092, -0.079, -0.063, -0.044, -0.022, 0.005, 0.035, 0.065),
        (0.0022, 0.0102, 0.0186, 0.0290, 0.0404, 0.0517, 0.0623, 0.0699, 0.0746, 0.0770, 0.0782, 0.0762),
    ),
    front=(
        (-0.1165, -0.1110, -0.1025, -0.0930, -0.0838, -0.0725, -0.062,
         -0.048, -0.030, -0.014, 0.004, 0.026, 0.050, 0.075),
        (0.0655, 0.0740, 0.0754, 0.0734, 0.0764, 0.0775, 0.0778,
         0.0773, 0.0769, 0.0781, 0.0812, 0.0836, 0.0818, 0.0735),
    ),
    back=round_back(-0.1165),
    widest=round_widest(-0.1165),
    eye=(0.0362, -0.0225),
    eye_half_width=0.0252,
    upper_lid=0.0117,
    lower_lid=0.0100,
    eye_tilt=0.135,
    iris_radii=(0.0150, 0.0170),
    nose_y=-0.0588,
    mouth_y=-0.0838,
    mouth_half_width=0.0164,
    mouth_corner_lift=0.0047,
    nose_bridge=0.0016,
    upper_lid_bend=(0.02, 2.30, 0.80),
    lower_lid_bend=(0.10, 2.3, 0.98),
    nose_tip=0.0050,
    nose_size=0.95,
    cheek=0.0022,
    lips=1.12,
)  # fmt: skip

LINES = LineStyle(
    brow=((0.0138, 0.0042), (0.0260, 0.0072), (0.0410, 0.0088), (0.0535, 0.0066), (0.0640, 0.0012)),
    brow_width=(0.0022, 0.0034, 0.0033, 0.0023, 0.0006),
    wing=((0.0016, -0.0006), (0.0040, 0.0004), (0.0070, 0.0032)),
    wing_top=((0.0022, 0.0030), (0.0046, 0.0030), (0.0071, 0.0034)),
)

EARRINGS = (
    (-0.0595, 0.0024, "gold"),
    (-0.0655, 0.0020, "pearl"),
    (-0.0745, (0.0042, 0.0068, 0.0042), "jade"),
)


def dress(figure: Figure) -> None:
    """Hair, then clothes from the inside out, then what she holds."""
    rig, springs, parts, detail = figure.rig, figure.springs, figure.parts, figure.detail
    ZhuxiHair(figure.head.centre, rig, springs, parts, detail).build()
    ZhuxiSkirt(rig, springs, parts, detail).build()
    coat = ZhuxiCoat(figure.body, Torso(), rig, springs, parts, detail)
    coat.build()
    ZhuxiTrim(coat, rig, springs, parts, detail).build()
    ZhuxiFan(figure.body, rig, parts, detail).build()


def sheets(palette: Palette) -> tuple[Sheet, ...]:
    """Her sheets in one colourway."""
    return (
        face_sheet(face_paint.face(FACE, zhuxi_face_paint.MAKEUP, zhuxi_face_paint.beauty_spot)),
        zhuxi_dress_paint.body_sheet(palette),
        zhuxi_dress_paint.robe_sheet(palette),
        hair_sheet(zhuxi_face_paint.hair),
        zhuxi_dress_paint.fan_sheet(),
        line_sheet(
            zhuxi_face_paint.iris, zhuxi_face_paint.brow, zhuxi_face_paint.lash, low_lash="#7d5242", crease="#ad6e58",
            lip_line="#8a2f34",
        ),
    )  # fmt: skip


ZHUXI = Character(
    name="zhuxi",
    licence=Licence(
        title="竹西 Zhu Xi",
        version="1.0",
        authors=("Qionghua Studio contributors",),
        copyright="2026 Qionghua Studio contributors; made by code, Apache-2.0",
    ),
    face=FACE,
    lines=LINES,
    neck_top=-0.048,
    ears=EarStyle(is_sculpted=True, drops=EARRINGS, drop_x=0.0725, drop_z=-0.026),
    sheets=sheets(BAMBOO),
    finish=Finish(
        hair_matcap=zhuxi_face_paint.hair_matcap,
        face_outline="#7a4436",
        body_outline="#4e5348",
        body_rim="#20261e",
        hair_shade="#9a8a88",
        hair_outline="#0a0706",
        hair_rim="#3a2c24",
    ),
    dress=dress,
    toggles={FAN: {FAN: 1}},
    colourways={"plum": sheets(PLUM), "moon": sheets(MOON)},
)
