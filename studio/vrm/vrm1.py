"""VRMC_vrm 1.0: humanoid, expressions, gaze, first person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from studio.core.arrays import IntArray, frozen
from studio.core.avatar import (
    ColorBind,
    ColorTarget,
    Expression,
    FirstPerson,
    LookAt,
    LookAtKind,
    Mesh,
    MeshInstance,
    MorphBind,
    OverrideKind,
    RangeMap,
    TextureTransformBind,
)
from studio.core.errors import VrmError
from studio.core.names import BONE, BONES, PRESETS
from studio.vrm.fields import Fields
from studio.vrm.limits import Limits

REQUIRED_BONES = (
    "hips", "spine", "head",
    "leftUpperLeg", "leftLowerLeg", "leftFoot", "rightUpperLeg", "rightLowerLeg", "rightFoot",
    "leftUpperArm", "leftLowerArm", "leftHand", "rightUpperArm", "rightLowerArm", "rightHand",
)  # fmt: skip
_BETA_THUMBS = {
    side + old: side + new
    for side in ("left", "right")
    for old, new in (("ThumbProximal", "ThumbMetacarpal"), ("ThumbIntermediate", "ThumbProximal"))
}


@dataclass(frozen=True, slots=True)
class Scenery:
    """What the VRM extension may refer to."""

    node_count: int
    instances: tuple[MeshInstance, ...]
    meshes: tuple[Mesh, ...]
    material_names: tuple[str, ...]
    emissive_strengths: tuple[float, ...]
    notes: list[str]
    limits: Limits

    def instances_of_node(self) -> dict[int, int]:
        return {instance.node: i for i, instance in enumerate(self.instances)}

    def check_binds(self, expressions: Iterable[Expression], where: Fields) -> None:
        """Raises VrmError where expressions move more than anyone could draw."""
        count = sum(len(e.morphs) + len(e.colors) + len(e.texture_transforms) for e in expressions)
        if count > self.limits.binds:
            raise where.too_much(f"{count:,} things moved by expressions", self.limits.binds)


def bones_from_names(nodes_by_name: dict[str, int], where: str, notes: list[str]) -> IntArray:
    """(55,) int32 in the order of `names.BONES`. Raises VrmError if a required bone is missing."""
    bones = np.full(len(BONES), -1, np.int32)
    taken: dict[int, str] = {}
    for name, node in nodes_by_name.items():
        if name not in BONE:
            notes.append(f"{where}: the bone {name!r} is unknown and was left out.")
        elif node in taken:
            notes.append(f"{where}: {name} and {taken[node]} name the same node; {name} was left out.")
        else:
            bones[BONE[name]] = node
            taken[node] = name
    missing = [name for name in REQUIRED_BONES if bones[BONE[name]] < 0]
    if missing:
        raise VrmError(
            f"the humanoid lacks required bones: {', '.join(missing)}",
            where=where,
            remedy="Set up the humanoid in the export tool and export again.",
        )
    return frozen(bones, np.int32)


def read_bones(vrm: Fields, scenery: Scenery) -> IntArray:
    """Raises VrmError."""
    humanoid = vrm.child("humanoid")
    human_bones = humanoid.child("humanBones") if humanoid else None
    if human_bones is None:
        raise vrm.fail("has no humanoid", "humanoid")
    found: dict[str, int] = {}
    for name in human_bones.keys():  # noqa: SIM118 - Fields is no mapping
        bone = human_bones.child(name)
        if bone is not None:
            found[name] = bone.required_index("node", scenery.node_count, "node")
    if any(name.endswith("ThumbIntermediate") for name in found):  # VRM 1.0 beta
        found = {_BETA_THUMBS.get(name, name): node for name, node in found.items()}
    return bones_from_names(found, human_bones.where, scenery.notes)


def read_expressions(vrm: Fields, scenery: Scenery) -> tuple[Expression, ...]:
    """Presets first, then custom ones, each in the file's order. Raises VrmError."""
    expressions = vrm.child("expressions")
    if expressions is None:
        return ()
    result: list[Expression] = []
    drawn_by = scenery.instances_of_node()
    for group, is_preset in (("preset", True), ("custom", False)):
        items = expressions.child(group)
        if items is None:
            continue
        names = list(items.keys())
        if len(names) > scenery.limits.expressions:
            raise items.too_much(f"{len(names)} expressions", scenery.limits.expressions)
        for name in names:
            if (name in PRESETS) is not is_preset:
                scenery.notes.append(f"{items.where}: {name[:80]!r} does not belong here and was left out.")
                continue
            item = items.child(name)
            if item is not None:
                result.append(_expression(name[:200], is_preset, item, scenery, drawn_by))
                scenery.check_binds(result[-1:], item)
    scenery.check_binds(result, expressions)
    return tuple(result)


def _expression(name: str, is_preset: bool, item: Fields, scenery: Scenery, drawn_by: dict[int, int]) -> Expression:
    return Expression(
        name,
        is_preset,
        morphs=tuple(
            b for bind in item.objects("morphTargetBinds", 4096) for b in _morph_bind(bind, scenery, drawn_by)
        ),
        colors=tuple(b for bind in item.objects("materialColorBinds", 4096) for b in _color_bind(bind, scenery)),
        texture_transforms=tuple(
            b for bind in item.objects("textureTransformBinds", 4096) for b in _texture_bind(bind, scenery)
        ),
        is_binary=item.flag("isBinary"),
        override_blink=_override(item, "overrideBlink"),
        override_look_at=_override(item, "overrideLookAt"),
        override_mouth=_override(item, "overrideMouth"),
    )


def _override(item: Fields, key: str) -> OverrideKind:
    try:
        return OverrideKind(item.text(key, "none"))
    except ValueError:
        raise item.fail("is neither none, block nor blend", key) from None


def _morph_bind(bind: Fields, scenery: Scenery, drawn_by: dict[int, int]) -> list[MorphBind]:
    node, morph = bind.index("node", scenery.node_count, "node"), bind.integer("index", -1, -1)
    weight = bind.number("weight", 1.0, -100.0, 100.0)
    number = drawn_by.get(node, -1)
    if number >= 0 and 0 <= morph < scenery.meshes[scenery.instances[number].mesh].morph_count:
        return [MorphBind(number, morph, weight)]
    scenery.notes.append(f"{bind.where}: there is no morph target {morph} on node {node}; left out.")
    return []


def _color_bind(bind: Fields, scenery: Scenery) -> list[ColorBind]:
    material = bind.index("material", len(scenery.material_names), "material")
    if material < 0:
        return []
    try:
        target = ColorTarget(bind.text("type"))
    except ValueError:
        scenery.notes.append(f"{bind.where}: the colour {bind.text('type')!r} is unknown; left out.")
        return []
    r, g, b, a = bind.numbers("targetValue", 4, (1.0, 1.0, 1.0, 1.0), -100.0, 1e4)
    if target is ColorTarget.EMISSION:
        strength = scenery.emissive_strengths[material]
        r, g, b = r * strength, g * strength, b * strength
    return [ColorBind(material, target, (r, g, b, a))]


def _texture_bind(bind: Fields, scenery: Scenery) -> list[TextureTransformBind]:
    material = bind.index("material", len(scenery.material_names), "material")
    if material < 0:
        return []
    return [TextureTransformBind(material, bind.xy("scale", (1.0, 1.0)), bind.xy("offset", (0.0, 0.0)))]


def read_look_at(vrm: Fields) -> LookAt | None:
    """Raises VrmError."""
    item = vrm.child("lookAt")
    if item is None:
        return None
    try:
        kind = LookAtKind(item.text("type", "bone"))
    except ValueError:
        raise item.fail("is neither bone nor expression", "type") from None
    scale = 1.0 if kind is LookAtKind.EXPRESSION else 10.0
    return LookAt(
        kind,
        item.xyz("offsetFromHeadBone", (0.0, 0.06, 0.0)),
        horizontal_inner=_range_map(item, "rangeMapHorizontalInner", scale),
        horizontal_outer=_range_map(item, "rangeMapHorizontalOuter", scale),
        vertical_down=_range_map(item, "rangeMapVerticalDown", scale),
        vertical_up=_range_map(item, "rangeMapVerticalUp", scale),
    )


def _range_map(item: Fields, key: str, scale: float) -> RangeMap:
    field = item.child(key) or Fields({}, item.path(key))
    # Nearly zero would divide by zero; three-vrm holds the same least value.
    return RangeMap(max(field.number("inputMaxValue", 90.0, 0.0, 360.0), 0.01), field.number("outputScale", scale))


def with_first_person(vrm: Fields, scenery: Scenery) -> tuple[MeshInstance, ...]:
    """The mesh instances with what the file says about first person views. Raises VrmError."""
    item = vrm.child("firstPerson")
    kinds: dict[int, FirstPerson] = {}
    for annotation in item.objects("meshAnnotations", 65536) if item else []:
        node = annotation.index("node", scenery.node_count, "node")
        try:
            kinds[node] = FirstPerson(annotation.text("type", "auto"))
        except ValueError:
            raise annotation.fail("is no first person kind", "type") from None
    return tuple(replace(i, first_person=kinds.get(i.node, FirstPerson.AUTO)) for i in scenery.instances)
