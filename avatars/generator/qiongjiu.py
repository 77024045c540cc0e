"""琼玖 Qiong Jiu, the house avatar: 琼花仙子 in Tang dress. Her numbers, and what she wears.

An original, fictional adult (her looks: early twenties, 6.4 heads tall); no living or historical person was a model.
"""

from . import face_paint, qiongjiu_dress_paint, qiongjiu_face_paint
from .accessories import BLOSSOMS_IN_A_QIONGHUA, PETALS_IN_A_BLOSSOM
from .atlas import Sheet, Tile
from .ears import EarStyle
from .face_lines import LineStyle
from .figure import Character, Figure, Finish, face_sheet, hair_sheet, line_sheet
from .head import FaceProportions, round_back, round_widest
from .qiongjiu_dress import QiongjiuDress
from .qiongjiu_hair import QiongjiuHair
from .qiongjiu_upper import QiongjiuUpper
from .torso import Torso
from .vrm_writer import Licence

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
    back=round_back(-0.1170),
    widest=round_widest(-0.1170),
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

EARRINGS = (
    (-0.0625, 0.0018, "silver"),
    (-0.0680, 0.0024, "pearl"),
    (-0.0755, (0.0030, 0.0058, 0.0030), "jade"),
)


def sheer_sheet() -> Sheet:
    """The see-through shawl."""
    tile = Tile("shawl", (0, 0, 256, 1024), (256, 2048), qiongjiu_dress_paint.shawl)
    return Sheet("sheer", (256, 1024), (tile,))


def dress(figure: Figure) -> None:
    """Hair, then clothes from the inside out."""
    rig, springs, parts, detail = figure.rig, figure.springs, figure.parts, figure.detail
    QiongjiuHair(figure.head.centre, rig, springs, parts, detail).build()
    torso = Torso()
    QiongjiuUpper(figure.body, torso, rig, springs, parts, detail).build()
    QiongjiuDress(torso, rig, springs, parts, detail).build()


QIONGJIU = Character(
    name="qiongjiu",
    licence=Licence(
        title="琼玖 Qiong Jiu",
        version="1.0",
        authors=("Qionghua Studio contributors",),
        copyright="2026 Qionghua Studio contributors; made by code, Apache-2.0",
    ),
    face=FACE,
    lines=LineStyle(BROW),
    ears=EarStyle(drops=EARRINGS),
    sheets=(
        face_sheet(face_paint.face(FACE, qiongjiu_face_paint.MAKEUP, qiongjiu_face_paint.huadian)),
        qiongjiu_dress_paint.body_sheet(),
        hair_sheet(qiongjiu_face_paint.hair),
        line_sheet(qiongjiu_face_paint.iris, qiongjiu_face_paint.brow, face_paint.lash()),
        sheer_sheet(),
    ),
    finish=Finish(hair_matcap=qiongjiu_face_paint.hair_matcap),
    dress=dress,
    extras={"body": {"qionghua": {"blossoms": BLOSSOMS_IN_A_QIONGHUA, "petalsPerBlossom": PETALS_IN_A_BLOSSOM}}},
)
