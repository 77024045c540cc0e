"""邗儿 Han'er, boat woman of the Slender West Lake. Her numbers, and what she wears.

An original, fictional adult (her looks: early twenties, 6.4 heads tall); no living or historical person was a model.
"""

from . import face_paint, haner_face_paint
from .accessories import BLOSSOMS_IN_A_QIONGHUA, PETALS_IN_A_BLOSSOM
from .atlas import Sheet
from .ears import EarStyle
from .face_lines import LineStyle
from .figure import Character, Figure, Finish, face_sheet, hair_sheet, line_sheet
from .haner_apron import HanerApron
from .haner_body import HanerBody
from .haner_dress_paint import body_sheet
from .haner_hair import HanerHair
from .haner_hat import HanerHat
from .haner_jacket import HanerJacket
from .haner_kerchief import HanerKerchief
from .haner_props import TOGGLES, HanerProps, prop_sheet
from .haner_stitch_paint import INDIGO, MADDER, WILLOW, Cotton
from .haner_trousers import HanerTrousers
from .head import FaceProportions, round_back, round_widest
from .rig import BodyProportions
from .vrm_writer import Licence

FACE = FaceProportions(
    centre=(0, 1.423, 0.010),
    top=0.126,
    chin=-0.1165,
    half_width=(
        (-0.1165, -0.1150, -0.1115, -0.1040, -0.0925, -0.0785, -0.063, -0.044, -0.022, 0.005, 0.035, 0.065),
        (0.0020, 0.0098, 0.0178, 0.0290, 0.0415, 0.0538, 0.0645, 0.0715, 0.0750, 0.0770, 0.0785, 0.0765),
    ),
    front=(
        (-0.1165, -0.1105, -0.102, -0.0925, -0.083, -0.072, -0.062, -0.048, -0.030, -0.014, 0.004, 0.026, 0.05, 0.075),
        (0.0660, 0.0745, 0.0760, 0.0738, 0.0765, 0.0775, 0.0780, 0.0775, 0.0768, 0.0780, 0.0812, 0.0836, 0.082, 0.0735),
    ),
    back=round_back(-0.1165),
    widest=round_widest(-0.1165),
    eye=(0.0355, -0.0195),
    eye_half_width=0.0246,
    upper_lid=0.0139,
    lower_lid=0.0112,
    eye_tilt=0.120,
    iris_radii=(0.0156, 0.0180),
    nose_y=-0.0575,
    mouth_y=-0.0822,
    mouth_half_width=0.0188,
    mouth_corner_lift=0.0070,
    nose_bridge=0.0008,
    nose_tip=0.0050,
    cheek=0.0026,
    lips=1.05,
)  # fmt: skip

LINES = LineStyle(
    brow=((0.0150, 0.0060), (0.0270, 0.0104), (0.0400, 0.0130), (0.0520, 0.0114), (0.0610, 0.0066)),
    brow_width=(0.0022, 0.0036, 0.0037, 0.0026, 0.0007),
)
"""Brows a little lifted and full, as if something good were about to happen."""


def dress(figure: Figure) -> None:
    """Hair and kerchief, then clothes from the inside out."""
    rig, springs, parts, detail = figure.rig, figure.springs, figure.parts, figure.detail
    hair = HanerHair(figure.head.centre, rig, springs, parts, detail)
    hair.build()
    HanerKerchief(hair.field, hair.comb, rig, springs, parts, detail).build()
    shape = HanerBody(figure.body)
    HanerTrousers(shape, rig, parts, detail).build()
    HanerJacket(figure.body, shape, rig, parts, detail).build()
    HanerApron(shape, rig, springs, parts, detail).build()
    HanerHat(shape, rig, parts, detail).build()
    HanerProps(figure.body, rig, parts, detail).build()


def sheets(cotton: Cotton) -> tuple[Sheet, ...]:
    """Her sheets in one colourway."""
    return (
        face_sheet(
            face_paint.face(FACE, haner_face_paint.MAKEUP, haner_face_paint.marks), tint="#f6efea", shade="#f4bfa6"
        ),
        body_sheet(cotton),
        hair_sheet(haner_face_paint.hair),
        line_sheet(
            haner_face_paint.iris, haner_face_paint.brow, haner_face_paint.lash, low_lash="#6f4438", crease="#a5664c",
            lip_line="#94382f",
        ),
        prop_sheet(),
    )  # fmt: skip


HANER = Character(
    name="haner",
    licence=Licence(
        title="邗儿 Han'er",
        version="1.0",
        authors=("Qionghua Studio contributors",),
        copyright="2026 Qionghua Studio contributors; made by code, Apache-2.0",
    ),
    face=FACE,
    lines=LINES,
    ears=EarStyle(is_sculpted=True, at=(0.0752, -0.034, -0.019)),
    sheets=sheets(INDIGO),
    colourways={"madder": sheets(MADDER), "willow": sheets(WILLOW)},
    finish=Finish(
        hair_matcap=haner_face_paint.hair_matcap,
        face_shade="#f2bfa6",
        face_outline="#76402f",
        body_outline="#4d5a6c",
        hair_shade="#8d7a80",
        hair_outline="#0d0705",
        hair_rim="#3c2a1c",
    ),
    dress=dress,
    body=BodyProportions(has_bare_wrists=True),
    extras={"body": {"qionghuaPrint": {"blossoms": BLOSSOMS_IN_A_QIONGHUA, "petalsPerBlossom": PETALS_IN_A_BLOSSOM}}},
    toggles=TOGGLES,
)
