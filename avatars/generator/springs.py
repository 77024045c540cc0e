"""Spring chains and the colliders they rest on, in the terms of VRMC_springBone 1.0."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from .fields import Array
from .meshes import Skin
from .rig import SIDES, Rig


@dataclass(frozen=True, slots=True)
class Feel:
    """How a chain moves. `gravity` is a power along -Y, `radius` the joints' hit radius in metres."""

    stiffness: float
    drag: float
    gravity: float
    radius: float = 0.012


@dataclass(frozen=True, slots=True)
class Collider:
    """A sphere, or a capsule when `tail` is given. `offset` and `tail` are in the bone's space, metres."""

    bone: str
    offset: Sequence[float]
    radius: float
    tail: Sequence[float] | None = None


class Springs:
    """The chains and collider groups of one figure."""

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        self.chains: list[tuple[str, list[str], Feel, tuple[str, ...]]] = []
        self.groups: dict[str, list[Collider]] = {}

    def chain(self, name: str, places: Array, parent: str, feel: Feel, collides_with: Sequence[str] = ()) -> list[str]:
        """Add bones at (n, 3) model-space `places` below `parent`; the last one is only the tail of the chain."""
        bones = []
        for i, place in enumerate(places):
            parent = self.rig.add(f"{name}{i}", parent, place)
            bones.append(parent)
        self.chains.append((name, bones, feel, tuple(collides_with)))
        return bones

    def hanging(self, points: Array, anchor: str, bones: Sequence[str], places: Array, start_y: float) -> Skin:
        """Skin of something that hangs: `anchor` above `start_y`, then each bone of the chain down to the tail."""
        centres = [-start_y] + [-place[1] for place in places[:-1]]
        return self.rig.along(-points[:, 1], [anchor, *bones[:-1]], centres, 1.0)

    def scale(self, k: float) -> None:
        """Hit radii and colliders `k` times as large; the bones are scaled by whoever owns the rig."""
        self.chains = [
            (name, bones, replace(feel, radius=feel.radius * k), collides)
            for name, bones, feel, collides in self.chains
        ]
        self.groups = {
            name: [
                replace(
                    collider,
                    offset=tuple(v * k for v in collider.offset),
                    radius=collider.radius * k,
                    tail=None if collider.tail is None else tuple(v * k for v in collider.tail),
                )
                for collider in members
            ]
            for name, members in self.groups.items()
        }


def add_body_colliders(springs: Springs) -> None:
    """Head and chest, arms, legs: what hair, ribbons, shawl and skirt must not pass through."""
    springs.groups["body"] = [
        Collider("head", (0, 0.100, -0.004), 0.086),
        Collider("upperChest", (0, 0, 0), 0.100),
        Collider("chest", (0, 0, 0.010), 0.105),
    ]
    springs.groups["arms"] = [
        collider
        for s, side in SIDES
        for collider in (
            Collider(side + "UpperArm", (0, 0, 0), 0.056, (s * 0.20, 0, 0)),
            Collider(side + "LowerArm", (0, 0, 0), 0.040, (s * 0.19, 0, 0)),
        )
    ]
    springs.groups["skirtFront"] = [Collider("hips", (0, 0.20, 0), 0.130, (0, -0.30, 0.062))]
    springs.groups["legs"] = [Collider(side + "UpperLeg", (0, 0.10, 0), 0.125, (0, -0.30, 0.02)) for _, side in SIDES]


def as_extension(springs: Springs, node_of_bone: dict[str, int]) -> dict:
    """The VRMC_springBone object; `node_of_bone` gives glTF node numbers."""
    colliders, groups = [], []
    for name, members in springs.groups.items():
        groups.append({"name": name, "colliders": [len(colliders) + i for i in range(len(members))]})
        for member in members:
            shape = {"offset": [float(v) for v in member.offset], "radius": member.radius}
            kind = "sphere"
            if member.tail is not None:
                kind = "capsule"
                shape["tail"] = [float(v) for v in member.tail]
            colliders.append({"node": node_of_bone[member.bone], "shape": {kind: shape}})
    group_numbers = {name: i for i, name in enumerate(springs.groups)}
    chains = []
    for name, bones, feel, collides_with in springs.chains:
        joints = [
            {
                "node": node_of_bone[bone],
                "hitRadius": feel.radius,
                "stiffness": feel.stiffness,
                "gravityPower": feel.gravity,
                "gravityDir": [0, -1, 0],
                "dragForce": feel.drag,
            }
            for bone in bones
        ]
        chain = {"name": name, "joints": joints}
        if collides_with:
            chain["colliderGroups"] = [group_numbers[group] for group in collides_with]
        chains.append(chain)
    return {"specVersion": "1.0", "colliders": colliders, "colliderGroups": groups, "springs": chains}


def column(start: Sequence[float], step: Sequence[float], count: int) -> Array:
    """(count, 3) places on a straight line: the rest pose of a string of beads."""
    return np.array(start, float) + np.arange(count)[:, None] * np.array(step, float)
