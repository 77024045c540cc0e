"""Hands in T-pose: palm down, thumb to the front, fingers slim and apart."""

import numpy as np

from .detail import Detail
from .fields import Array, capsule, ellipsoid, mesh_field, union
from .meshes import PartList, Skin, ball
from .rig import SIDES, BodyProportions, Finger, Rig

WRIST_BEND = (0.520, 0.574)
"""x between which a bare wrist passes from forearm to hand."""


class HandMaker:
    """Builds both hands from one field, the right one mirrored."""

    def __init__(self, body: BodyProportions, rig: Rig, parts: PartList, detail: Detail) -> None:
        self.body, self.rig, self.parts, self.detail = body, rig, parts, detail
        y, z = body.arm_y, body.arm_z
        self.thumb = [
            np.array(point)
            for point in (
                (0.566, y - 0.006, z + 0.014),
                (0.587, y - 0.010, z + 0.0305),
                (0.610, y - 0.0130, z + 0.0425),
                (0.631, y - 0.0145, z + 0.0480),
            )
        ]

    def build(self) -> None:
        """Add both hands and their nails."""
        points, faces, normals = mesh_field(
            self._field(),
            (0.526, self.body.arm_y - 0.040, self.body.arm_z - 0.055),
            (0.735, self.body.arm_y + 0.030, self.body.arm_z + 0.066),
            0.0017,
            self.detail.pick(4200, 520),
        )
        for s, side in SIDES:
            mirror = np.array([s, 1, 1])
            skin = self._skin(points, side)
            placed = self.body.on_hand(points) * mirror
            self.parts.add("skin", placed, faces if s > 0 else faces[:, ::-1], skin, self._uv(points), normals * mirror)
            if not self.detail.is_light:
                self._add_nails(side, mirror)

    def joints(self, finger: Finger) -> list[Array]:
        """The four points a finger's capsules run between; fingers fan out and droop a little."""
        share = np.array([-0.010 / finger.length, 0.44, 0.74, 1.0])
        drop = (0.001, 0.0015, 0.0050, 0.0105)
        fan = 1 + np.array([-0.04, 0.14, 0.20, 0.24])
        return [
            np.array(
                [
                    finger.knuckle_x + share[i] * finger.length,
                    self.body.arm_y - drop[i],
                    self.body.arm_z + finger.z * fan[i],
                ]
            )
            for i in range(4)
        ]

    def _field(self):
        y, z = self.body.arm_y, self.body.arm_z
        palm = [
            ellipsoid((0.598, y - 0.0015, z + 0.001), (0.046, 0.0108, 0.0300)),
            ellipsoid((0.577, y - 0.006, z + 0.015), (0.028, 0.0102, 0.0125)),
            capsule((0.515, y, z), (0.560, y - 0.001, z), 0.0172, 0.0160),
            ellipsoid((0.615, y - 0.0005, z), (0.024, 0.0092, 0.0292)),
        ]
        fingers = []
        for finger in self.body.fingers:
            points, radii = self.joints(finger), finger.radii
            fingers += [capsule(points[i], points[i + 1], radii[i], radii[i + 1]) for i in range(3)]
        a, b, c, d = self.thumb
        fingers += [capsule(a, b, 0.0096, 0.0080), capsule(b, c, 0.0078, 0.0066), capsule(c, d, 0.0066, 0.0046)]
        return union(0.0024, union(0.012, *palm), *fingers)

    def _skin(self, points: Array, side: str) -> Skin:
        """Each vertex follows the nearest finger, joint by joint along its length."""
        hand = side + "Hand"
        joints, weights = self.rig.rigid(len(points), hand)
        distances = np.stack(
            [
                np.min([capsule(q[i], q[i + 1], 0.006)(points) for i in range(3)], 0)
                for q in map(self.joints, self.body.fingers)
            ],
            1,
        )
        thumb_distance = np.min([capsule(self.thumb[i], self.thumb[i + 1], 0.0075)(points) for i in range(3)], 0)
        nearest = distances.argmin(1)
        thumb = (thumb_distance < distances.min(1)) & (points[:, 2] > self.body.arm_z + 0.012)
        for number, finger in enumerate(self.body.fingers):
            mine = (nearest == number) & ~thumb
            x, length, name = finger.knuckle_x, finger.length, side + finger.name
            bones = [hand, name + "Proximal", name + "Intermediate", name + "Distal"]
            centres = [x - 0.014, x + 0.012, x + 0.53 * length, x + 0.82 * length]
            joints[mine], weights[mine] = self.rig.along(points[mine, 0], bones, centres, 0.8)
        reach = np.linalg.norm(points[thumb] - self.thumb[0], axis=1)
        bones = [hand, side + "ThumbMetacarpal", side + "ThumbProximal", side + "ThumbDistal"]
        joints[thumb], weights[thumb] = self.rig.along(reach, bones, [-0.004, 0.014, 0.036, 0.058], 0.8)
        if self.body.has_bare_wrists:
            root = points[:, 0] < WRIST_BEND[1]
            joints[root], weights[root] = self.rig.along(points[root, 0], [side + "LowerArm", hand], WRIST_BEND, 1.0)
        return joints, weights

    def _uv(self, points: Array) -> Array:
        """v runs from wrist to finger tips: the skin tile blushes toward them."""
        x = points[:, 0]
        return np.c_[np.full(len(x), 0.5), np.clip((x - 0.53) / 0.18, 0.02, 0.98)]

    def _add_nails(self, side: str, mirror: Array) -> None:
        tips = [(finger.name, self.joints(finger)) for finger in self.body.fingers] + [("Thumb", self.thumb)]
        for name, points in tips:
            along = points[3] - points[2]
            angle = np.arctan2(along[1], along[0])
            turn = np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0], [0, 0, 1]])
            yaw = np.arctan2(along[2], along[0])
            sway = np.array([[np.cos(yaw), 0, -np.sin(yaw)], [0, 1, 0], [np.sin(yaw), 0, np.cos(yaw)]])
            nail, faces, gloss = ball(np.zeros(3), np.array([0.0052, 0.0011, 0.0030]), 6, 10)
            nail = nail @ turn.T @ sway.T + points[3] + along / np.linalg.norm(along) * 0.0006 + [0, 0.0033, 0]
            faces = faces if mirror[0] > 0 else faces[:, ::-1]
            skin = self.rig.rigid(len(nail), side + name + "Distal")
            self.parts.add("nail", self.body.on_hand(nail) * mirror, faces, skin, gloss)
