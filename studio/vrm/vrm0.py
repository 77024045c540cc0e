"""The `VRM` extension of 0.x told in 1.0 terms: names, units and axes. The model itself is turned in `nodes`.

0.x speaks Unity's left-handed axes in free vectors: a local vector (x, y, z) of the file is (x, y, −z) in glTF.
"""

from __future__ import annotations

from dataclasses import replace

from studio.core.arrays import IntArray
from studio.core.avatar import (
    ColorBind,
    ColorTarget,
    Expression,
    FirstPerson,
    LookAt,
    LookAtKind,
    MeshInstance,
    MorphBind,
    RangeMap,
    TextureTransformBind,
)
from studio.core.names import PRESETS
from studio.vrm.fields import Fields
from studio.vrm.materials0 import linear
from studio.vrm.vrm1 import Scenery, bones_from_names

_BONES = {
    side + old: side + new
    for side in ("left", "right")
    for old, new in (("ThumbProximal", "ThumbMetacarpal"), ("ThumbIntermediate", "ThumbProximal"))
}
_PRESETS = {
    "a": "aa", "i": "ih", "u": "ou", "e": "ee", "o": "oh",
    "blink": "blink", "blink_l": "blinkLeft", "blink_r": "blinkRight",
    "joy": "happy", "angry": "angry", "sorrow": "sad", "fun": "relaxed", "neutral": "neutral",
    "lookup": "lookUp", "lookdown": "lookDown", "lookleft": "lookLeft", "lookright": "lookRight",
}  # fmt: skip
_COLORS = {
    "_Color": ColorTarget.BASE,
    "_EmissionColor": ColorTarget.EMISSION,
    "_ShadeColor": ColorTarget.SHADE,
    "_RimColor": ColorTarget.RIM,
    "_OutlineColor": ColorTarget.OUTLINE,
}
_FIRST_PERSON = {
    "FirstPersonOnly": FirstPerson.FIRST_PERSON_ONLY,
    "ThirdPersonOnly": FirstPerson.THIRD_PERSON_ONLY,
    "Both": FirstPerson.BOTH,
    "Auto": FirstPerson.AUTO,
}
_STRAIGHT_CURVE = [0, 0, 0, 1, 1, 1, 1, 0]
_MOST = 4096


def local_vector(item: Fields, key: str, default: tuple[float, float, float]) -> tuple[float, float, float]:
    """A vector {x, y, z} in the space of its node, in glTF axes."""
    vector = item.child(key)
    if vector is None:
        return default
    return vector.number("x", default[0]), vector.number("y", default[1]), -vector.number("z", -default[2])


def world_vector(item: Fields, key: str, default: tuple[float, float, float]) -> tuple[float, float, float]:
    """A vector {x, y, z} of Unity's world, where the figure faces +Z and its left is −X, in the studio's world."""
    vector = item.child(key)
    if vector is None:
        return default
    return -vector.number("x", -default[0]), vector.number("y", default[1]), vector.number("z", default[2])


def read_bones(vrm: Fields, scenery: Scenery) -> IntArray:
    """Raises VrmError."""
    humanoid = vrm.child("humanoid")
    if humanoid is None:
        raise vrm.fail("has no humanoid", "humanoid")
    found: dict[str, int] = {}
    for bone in humanoid.objects("humanBones", _MOST):
        name = _BONES.get(bone.text("bone"), bone.text("bone"))
        node = bone.integer("node", -1, -1)
        if not name or node < 0:
            continue
        if node >= scenery.node_count:
            raise bone.fail(f"points at node {node}, but there are {scenery.node_count}", "node")
        if name in found:
            scenery.notes.append(f"{bone.where}: {name} is named twice; the first is used.")
            continue
        found[name] = node
    return bones_from_names(found, humanoid.path("humanBones"), scenery.notes)


def read_expressions(vrm: Fields, scenery: Scenery) -> tuple[Expression, ...]:
    """Raises VrmError."""
    master = vrm.child("blendShapeMaster")
    result: dict[str, Expression] = {}
    drawn_by: dict[int, list[int]] = {}
    for number, instance in enumerate(scenery.instances):
        drawn_by.setdefault(instance.mesh, []).append(number)
    for group in master.objects("blendShapeGroups", scenery.limits.expressions) if master else []:
        name = _PRESETS.get(group.text("presetName").lower()) or group.text("name")
        if not name:
            scenery.notes.append(f"{group.where}: an expression without a name was left out.")
        elif name in result:
            scenery.notes.append(f"{group.where}: the expression {name!r} stands there twice; the first is used.")
        else:
            result[name] = _expression(name, group, scenery, drawn_by)
            scenery.check_binds([result[name]], group)
    scenery.check_binds(result.values(), vrm)
    return tuple(result.values())


def _expression(name: str, group: Fields, scenery: Scenery, drawn_by: dict[int, list[int]]) -> Expression:
    colors: list[ColorBind] = []
    transforms: list[TextureTransformBind] = []
    for value in group.objects("materialValues", _MOST):
        _material_value(value, scenery, colors, transforms)
    return Expression(
        name,
        name in PRESETS,
        morphs=tuple(b for bind in group.objects("binds", _MOST) for b in _morph_binds(bind, scenery, drawn_by)),
        colors=tuple(colors),
        texture_transforms=tuple(transforms),
        is_binary=group.flag("isBinary"),
    )


def _morph_binds(bind: Fields, scenery: Scenery, drawn_by: dict[int, list[int]]) -> list[MorphBind]:
    """One bind per node that draws the mesh; weights of 0.x are percent."""
    mesh, morph = bind.integer("mesh", -1, -1), bind.integer("index", -1, -1)
    weight = 0.01 * bind.number("weight", 100.0, -1e4, 1e4)
    found = [
        MorphBind(number, morph, weight)
        for number in drawn_by.get(mesh, ())
        if 0 <= morph < scenery.meshes[mesh].morph_count
    ]
    if not found:
        scenery.notes.append(f"{bind.where}: there is no morph target {morph} on mesh {mesh}; left out.")
    return found


def _material_value(
    value: Fields, scenery: Scenery, colors: list[ColorBind], transforms: list[TextureTransformBind]
) -> None:
    name, prop = value.text("materialName"), value.text("propertyName")
    materials = [i for i, material in enumerate(scenery.material_names) if material == name]
    target = value.array("targetValue", 16)
    if not materials or len(target) != 4 or not (prop in _COLORS or prop.startswith("_MainTex_ST")):
        scenery.notes.append(f"{value.where}: {prop!r} of the material {name!r} cannot be moved; left out.")
        return
    a, b, c, d = value.numbers("targetValue", 4, ())
    for material in materials:
        if prop in _COLORS:
            colors.append(ColorBind(material, _COLORS[prop], (linear(a), linear(b), linear(c), d)))
        else:
            transforms.append(TextureTransformBind(material, (a, b), (c, 1.0 - d - b)))


def read_look_at(vrm: Fields, notes: list[str]) -> LookAt | None:
    """Raises VrmError."""
    item = vrm.child("firstPerson")
    if item is None:
        return None
    kind = LookAtKind.EXPRESSION if item.text("lookAtTypeName") == "BlendShape" else LookAtKind.BONE
    scale = 1.0 if kind is LookAtKind.EXPRESSION else 10.0
    inner, outer, down, up = (
        _degree_map(item, key, scale, notes)
        for key in ("lookAtHorizontalInner", "lookAtHorizontalOuter", "lookAtVerticalDown", "lookAtVerticalUp")
    )
    return LookAt(kind, local_vector(item, "firstPersonBoneOffset", (0.0, 0.06, 0.0)), inner, outer, down, up)


def _degree_map(item: Fields, key: str, scale: float, notes: list[str]) -> RangeMap:
    field = item.child(key) or Fields({}, item.path(key))
    curve = field.array("curve", 4096)
    if curve and curve != _STRAIGHT_CURVE:
        notes.append(f"{field.where}: its curve is taken as a straight line, as in VRM 1.0.")
    return RangeMap(max(field.number("xRange", 90.0, 0.0, 360.0), 0.01), field.number("yRange", scale))


def with_first_person(vrm: Fields, scenery: Scenery) -> tuple[MeshInstance, ...]:
    """Raises VrmError."""
    item = vrm.child("firstPerson")
    kinds: dict[int, FirstPerson] = {}
    for annotation in item.objects("meshAnnotations", 65536) if item else []:
        kind = _FIRST_PERSON.get(annotation.text("firstPersonFlag"), FirstPerson.BOTH)
        kinds.setdefault(annotation.integer("mesh", -1, -1), kind)
    return tuple(replace(i, first_person=kinds.get(i.mesh, FirstPerson.AUTO)) for i in scenery.instances)
