"""Spring bones and their colliders: VRMC_springBone 1.0 with extended colliders, and `secondaryAnimation` of 0.x."""

from __future__ import annotations

import math
from collections.abc import Iterator

from studio.core.avatar import Collider, ColliderShape, Nodes, Spring, SpringJoint
from studio.vrm.fields import Fields
from studio.vrm.limits import Limits
from studio.vrm.vrm0 import local_vector, world_vector

_EXTENDED = "VRMC_springBone_extended_collider"


def read_springs(
    extension: Fields, nodes: Nodes, limits: Limits, notes: list[str]
) -> tuple[tuple[Collider, ...], tuple[Spring, ...]]:
    """(colliders, springs) of VRMC_springBone. Raises VrmError."""
    count = len(nodes.names)
    colliders: list[Collider] = []
    numbers: dict[int, int] = {}
    for i, item in enumerate(extension.objects("colliders", limits.colliders)):
        collider = _collider(item, count, notes)
        if collider is not None:
            numbers[i] = len(colliders)
            colliders.append(collider)
    groups = [
        [numbers[c] for c in group.array("colliders", limits.items) if isinstance(c, int) and c in numbers]
        for group in extension.objects("colliderGroups", limits.items)
    ]
    springs: list[Spring] = []
    taken: set[int] = set()
    total = 0
    for item in extension.objects("springs", limits.items):
        joints = [_joint(joint, count) for joint in item.objects("joints", limits.spring_joints)]
        total += len(joints)
        if total > limits.spring_joints:
            raise item.too_much(f"{total:,} spring joints", limits.spring_joints)
        joints = _one_chain(joints, nodes, taken, item, notes)
        if len(joints) < 2:
            continue
        springs.append(
            Spring(
                item.text("name"),
                tuple(joints),
                _group_colliders(item, groups, limits),
                item.index("center", count, "node"),
            )
        )
    return tuple(colliders), tuple(springs)


def _one_chain(
    joints: list[SpringJoint], nodes: Nodes, taken: set[int], item: Fields, notes: list[str]
) -> list[SpringJoint]:
    """The joints as far as each hangs from the one before and no other spring moves it."""
    chain: list[SpringJoint] = []
    for joint in joints:
        if chain and not _hangs_from(joint.node, chain[-1].node, nodes):
            notes.append(f"{item.where}: {nodes.names[joint.node]} does not hang from the joint before; cut there.")
            break
        if joint.node in taken:
            notes.append(f"{item.where}: {nodes.names[joint.node]} belongs to another spring already; cut there.")
            break
        chain.append(joint)
    taken.update(joint.node for joint in chain[:-1])
    return chain


def _hangs_from(node: int, ancestor: int, nodes: Nodes) -> bool:
    above = int(nodes.parents[node])
    while above >= 0:
        if above == ancestor:
            return True
        above = int(nodes.parents[above])
    return False


def _joint(item: Fields, nodes: int) -> SpringJoint:
    limit = item.number("angleLimit", math.nan, 0.0, 360.0)
    return SpringJoint(
        item.required_index("node", nodes, "node"),
        hit_radius_m=item.number("hitRadius", 0.0, 0.0, 1e3),
        stiffness=item.number("stiffness", 1.0, 0.0, 1e4),
        gravity_power=item.number("gravityPower", 0.0, -1e4, 1e4),
        gravity_dir=item.xyz("gravityDir", (0.0, -1.0, 0.0)),
        drag_force=item.number("dragForce", 0.5, 0.0, 1.0),
        angle_limit_rad=None if math.isnan(limit) else math.radians(limit),
    )


def _group_colliders(item: Fields, groups: list[list[int]], limits: Limits) -> tuple[int, ...]:
    """Each collider once, in order: a collider of two groups would only push twice the same way."""
    wanted = item.indices("colliderGroups", len(groups), "collider group")
    colliders = tuple(dict.fromkeys(collider for group in dict.fromkeys(wanted) for collider in groups[group]))
    if len(colliders) > limits.spring_colliders:
        raise item.too_much(f"{len(colliders):,} colliders for one spring", limits.spring_colliders)
    return colliders


def _collider(item: Fields, nodes: int, notes: list[str]) -> Collider | None:
    node = item.required_index("node", nodes, "node")
    base = item.child("shape")
    collider = None if base is None else _shape(node, base)
    extended = item.extension(_EXTENDED)
    if extended is not None:
        shape = extended.child("shape")
        if extended.text("specVersion") in ("1.0", "1.0-draft"):
            collider = (_shape(node, shape) if shape else None) or collider
        elif collider is not None:
            notes.append(f"{extended.where}: its version is not stated; the base shape is used.")
        elif shape is not None:
            notes.append(f"{extended.where}: its version is not stated; read as 1.0.")
            collider = _shape(node, shape)
    if collider is None:
        notes.append(f"{item.where}: a collider without a shape was left out.")
    return collider


def _shape(node: int, shape: Fields) -> Collider | None:
    sphere, capsule, plane = (shape.child(key) for key in ("sphere", "capsule", "plane"))
    if sphere is not None:
        return Collider(
            node,
            ColliderShape.SPHERE,
            sphere.xyz("offset"),
            radius_m=sphere.number("radius", 0.0, 0.0, 1e6),
            inside=sphere.flag("inside"),
        )
    if capsule is not None:
        return Collider(
            node,
            ColliderShape.CAPSULE,
            capsule.xyz("offset"),
            tail_m=capsule.xyz("tail"),
            radius_m=capsule.number("radius", 0.0, 0.0, 1e6),
            inside=capsule.flag("inside"),
        )
    if plane is not None:
        x, y, z = plane.xyz("normal", (0.0, 0.0, 1.0))
        length = math.sqrt(x * x + y * y + z * z)
        normal = (x / length, y / length, z / length) if length > 1e-6 else (0.0, 0.0, 1.0)
        return Collider(node, ColliderShape.PLANE, plane.xyz("offset"), normal=normal)
    return None


def read_springs0(
    secondary: Fields, nodes: Nodes, children: list[list[int]], limits: Limits, notes: list[str]
) -> tuple[tuple[Collider, ...], tuple[Spring, ...]]:
    """(colliders, springs) of 0.x: each root with all below it, told as one chain per branch. Raises VrmError.

    `children` are the children of every node of the file, in the file's order.
    """
    file_nodes = len(children)
    colliders: list[Collider] = []
    groups: list[list[int]] = []
    for group in secondary.objects("colliderGroups", limits.items):
        node = group.integer("node", -1, -1, file_nodes - 1)
        members = group.objects("colliders", limits.items)
        groups.append(list(range(len(colliders), len(colliders) + len(members))) if node >= 0 else [])
        if len(colliders) + len(members) > limits.colliders:
            raise group.too_much(f"{len(colliders) + len(members):,} colliders", limits.colliders)
        for item in members if node >= 0 else []:
            colliders.append(
                Collider(
                    node,
                    ColliderShape.SPHERE,
                    local_vector(item, "offset", (0.0, 0.0, 0.0)),
                    radius_m=item.number("radius", 0.0, 0.0, 1e6),
                )
            )
    springs: list[Spring] = []
    taken: set[int] = set()
    for group in secondary.objects("boneGroups", limits.items):
        model = SpringJoint(
            0,
            hit_radius_m=group.number("hitRadius", 0.0, 0.0, 1e3),
            stiffness=group.number("stiffiness", 1.0, 0.0, 1e4),  # sic: the 0.x schema spells it so
            gravity_power=group.number("gravityPower", 0.0, -1e4, 1e4),
            gravity_dir=world_vector(group, "gravityDir", (0.0, -1.0, 0.0)),
            drag_force=group.number("dragForce", 0.4, 0.0, 1.0),
        )
        wanted = _group_colliders(group, groups, limits)
        center = group.integer("center", -1, -1, file_nodes - 1)
        name = group.text("comment")
        for root in group.indices("bones", file_nodes, "node"):
            for chain in _branches(root, children):
                free = [node for node in chain if node not in taken]
                if len(free) < len(chain):
                    notes.append(f"{group.where}: {nodes.names[chain[0]]} belongs to another spring already.")
                if not free or free[-1] != chain[-1]:
                    continue
                taken.update(free)
                if len(taken) > limits.spring_joints:
                    raise group.too_much(f"{len(taken):,} spring joints", limits.spring_joints)
                joints = tuple(_like(model, node) for node in free)
                springs.append(Spring(name, joints, wanted, center, virtual_tail=True))
    return tuple(colliders), tuple(springs)


def _like(model: SpringJoint, node: int) -> SpringJoint:
    return SpringJoint(
        node, model.hit_radius_m, model.stiffness, model.gravity_power, model.gravity_dir, model.drag_force
    )


def _branches(root: int, children: list[list[int]]) -> Iterator[list[int]]:
    """Chains that follow the first child down to a leaf; every other child begins one of its own."""
    starts = [root]
    while starts:
        chain = [starts.pop()]
        while below := children[chain[-1]]:
            starts.extend(reversed(below[1:]))
            chain.append(below[0])
        yield chain
