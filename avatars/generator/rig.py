"""The skeleton and the functions that bind surfaces to it.

`Rig` holds bones in file order; every weight function returns a `Skin`, bone numbers and weights for (n,) vertices.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .fields import Array, smoothstep
from .meshes import Skin

SIDES = ((1, "left"), (-1, "right"))


@dataclass(frozen=True, slots=True)
class Finger:
    """One finger in T-pose: z from the arm axis (thumb +), x of the knuckle, length, radii at the joints."""

    name: str
    z: float
    knuckle_x: float
    length: float
    radii: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class BodyProportions:
    """Joint places in model space (metres); x values are those of the left side."""

    arm_y: float = 1.228
    arm_z: float = -0.012
    shoulder_x: float = 0.118
    elbow_x: float = 0.338
    wrist_x: float = 0.548
    hips_y: float = 0.86
    stature: float = 1.0
    """Heights of spine and legs against those of a body whose shoulders stand at y = 1.228."""
    arm_blend: tuple[float, float] = (0.062, 0.150)
    """|x| between which the upper arm takes a garment over from the chest."""
    hand_scale: float = 1.0
    """Size of the hands; `fingers` and `hands.py` tell a hand of size 1 at a wrist at x = 0.548."""
    has_bare_wrists: bool = False
    """The hand's root then bends with the forearm; under a cuff it may stay stiff."""
    fingers: tuple[Finger, ...] = (
        Finger("Index", 0.0225, 0.632, 0.067, (0.0071, 0.0064, 0.0057, 0.0044)),
        Finger("Middle", 0.0070, 0.636, 0.075, (0.0073, 0.0066, 0.0058, 0.0045)),
        Finger("Ring", -0.0085, 0.632, 0.069, (0.0070, 0.0062, 0.0055, 0.0043)),
        Finger("Little", -0.0230, 0.624, 0.054, (0.0062, 0.0054, 0.0048, 0.0038)),
    )

    def on_hand(self, points: Array) -> Array:
        """Points of the left hand of size 1, taken to this body's wrist and size."""
        points = np.asarray(points, float) + [self.wrist_x - 0.548, 0, 0]
        if self.hand_scale == 1:
            return points
        wrist = np.array([self.wrist_x, self.arm_y, self.arm_z])
        return wrist + (points - wrist) * self.hand_scale


class Rig:
    """Bones by name, in the order in which they are numbered for skinning."""

    def __init__(self, body: BodyProportions) -> None:
        self.body = body
        self.parents: dict[str, str | None] = {}
        self.places: dict[str, Array] = {}
        self.humanoid: list[str] = []
        self.numbers: dict[str, int] = {}

    def add(self, name: str, parent: str | None, place: Sequence[float], humanoid: bool = False) -> str:
        """Add a bone at `place` in model space."""
        self.parents[name] = parent
        self.places[name] = np.array(place, float)
        self.numbers[name] = len(self.numbers)
        if humanoid:
            self.humanoid.append(name)
        return name

    def rigid(self, count: int, bone: str) -> Skin:
        """Everything follows one bone."""
        joints, weights = np.zeros((count, 4), int), np.zeros((count, 4))
        joints[:, 0], weights[:, 0] = self.numbers[bone], 1
        return joints, weights

    def along(self, x: Array, bones: Sequence[str], centres: Sequence[float], softness: float = 0.5) -> Skin:
        """Blend from bone to bone along the coordinate `x`; `centres` (rising) is where each bone rules alone."""
        x = np.asarray(x, float)
        joints, weights = np.zeros((len(x), 4), int), np.zeros((len(x), 4))
        centres = np.asarray(centres, float)
        i = np.clip(np.searchsorted(centres, x) - 1, 0, len(centres) - 2)
        t = np.clip((x - centres[i]) / (centres[i + 1] - centres[i]), 0, 1)
        t = smoothstep((t - 0.5) / softness + 0.5, 0, 1)
        numbers = np.array([self.numbers[bone] for bone in bones])
        joints[:, 0], joints[:, 1] = numbers[i], numbers[i + 1]
        weights[:, 0], weights[:, 1] = 1 - t, t
        return joints, weights

    def torso(self, points: Array) -> Skin:
        """Spine, chest and upper chest by height; the upper arm takes over toward the shoulder."""
        joints, weights = self.spine(points)
        arm = smoothstep(np.abs(points[:, 0]), *self.body.arm_blend)
        weights = weights * (1 - arm)[:, None]
        joints[:, 2] = np.where(points[:, 0] > 0, self.numbers["leftUpperArm"], self.numbers["rightUpperArm"])
        weights[:, 2] = arm
        return joints, weights

    def _height(self, points: Array) -> Array:
        """(n,) heights as they would be on a body of stature 1."""
        return points[:, 1] / self.body.stature

    def spine(self, points: Array) -> Skin:
        """Spine, chest and upper chest by height alone: bands that must not follow the arms."""
        return self.along(self._height(points), ["spine", "chest", "upperChest"], [0.99, 1.09, 1.175])

    def arm(self, points: Array, body: BodyProportions) -> Skin:
        """Upper chest, upper arm, lower arm, hand along |x|."""
        x, left = np.abs(points[:, 0]), points[:, 0] > 0
        upper = smoothstep(x, *self.body.arm_blend)
        lower = smoothstep(x, body.elbow_x - 0.030, body.elbow_x + 0.030)
        hand = smoothstep(x, body.wrist_x - 0.016, body.wrist_x + 0.018)

        def number(bone: str) -> Array:
            return np.where(left, self.numbers["left" + bone], self.numbers["right" + bone])

        chest = np.full(len(x), self.numbers["upperChest"])
        joints = np.stack([chest, number("UpperArm"), number("LowerArm"), number("Hand")], 1)
        weights = np.stack([1 - upper, upper * (1 - lower), upper * lower * (1 - hand), upper * lower * hand], 1)
        return joints, weights

    def leg(self, points: Array) -> Skin:
        """Hips, upper leg, lower leg, foot downward, of the side on which a point lies."""
        left = points[:, 0] > 0
        y = self._height(points)
        upper = smoothstep(-y, -0.88, -0.79)
        lower = smoothstep(-y, -0.50, -0.42)
        foot = smoothstep(-y, -0.125, -0.065)

        def number(bone: str) -> Array:
            return np.where(left, self.numbers["left" + bone], self.numbers["right" + bone])

        hips = np.full(len(points), self.numbers["hips"])
        joints = np.stack([hips, number("UpperLeg"), number("LowerLeg"), number("Foot")], 1)
        weights = np.stack([1 - upper, upper * (1 - lower), upper * lower * (1 - foot), upper * lower * foot], 1)
        return joints, weights

    def skirt(self, points: Array) -> Skin:
        """Hips to upper chest by height; below the hips the legs pull the half of the cloth that lies before them.

        Under y = 0.56 the first two of the four bones are free: see the skirt's own chains.
        """
        y = self._height(points)
        joints, weights = self.along(y, ["hips", "spine", "chest", "upperChest"], [0.90, 1.0, 1.10, 1.185])
        below = smoothstep(-y, -0.86, -0.42)
        side = smoothstep(points[:, 0], -0.09, 0.09)
        pull = 0.80 * below + 0.20 * smoothstep(-y, -0.70, -0.56)
        weights = weights * (1 - pull)[:, None]
        joints[:, 2], weights[:, 2] = self.numbers["leftUpperLeg"], pull * side
        joints[:, 3], weights[:, 3] = self.numbers["rightUpperLeg"], pull * (1 - side)
        return joints, weights


def humanoid(body: BodyProportions, head_centre: Array, eye: tuple[float, float] = (0.0358, -0.0205)) -> Rig:
    """The VRM humanoid with all fingers, in T-pose; `eye` is the middle of the left eye in head space."""
    rig = Rig(body)
    y, k = head_centre[1], body.stature
    rig.add("root", None, (0, 0, 0))

    def bone(name: str, parent: str, place: Sequence[float]) -> str:
        return rig.add(name, parent, place, humanoid=True)

    bone("hips", "root", (0, body.hips_y, 0))
    bone("spine", "hips", (0, 0.95 * k, 0.004))
    bone("chest", "spine", (0, 1.055 * k, 0.002))
    bone("upperChest", "chest", (0, 1.15 * k, -0.006))
    bone("neck", "upperChest", (0, 1.268 * k, -0.022))
    bone("head", "neck", (0, y - 0.088, -0.008))
    for s, side in SIDES:
        bone(side + "Eye", "head", (s * (eye[0] - 0.0006), y + eye[1] - 0.001, 0.038))
        bone(side + "Shoulder", "upperChest", (s * 0.030, 1.236 * k, -0.014))
        bone(side + "UpperArm", side + "Shoulder", (s * body.shoulder_x, body.arm_y, body.arm_z))
        bone(side + "LowerArm", side + "UpperArm", (s * body.elbow_x, body.arm_y, body.arm_z - 0.002))
        bone(side + "Hand", side + "LowerArm", (s * body.wrist_x, body.arm_y, body.arm_z))
        bone(side + "UpperLeg", "hips", (s * 0.074 * k, 0.83 * k, 0))
        bone(side + "LowerLeg", side + "UpperLeg", (s * 0.076 * k, 0.46 * k, 0.006))
        bone(side + "Foot", side + "LowerLeg", (s * 0.078 * k, 0.085 * k, -0.010))
        bone(side + "Toes", side + "Foot", (s * 0.080 * k, 0.022 * k, 0.085))
        for finger in body.fingers:
            parent, x = side + "Hand", finger.knuckle_x
            for segment, share in (("Proximal", 0.44), ("Intermediate", 0.30), ("Distal", 0.26)):
                place = body.on_hand((x, body.arm_y - 0.001, body.arm_z + finger.z)) * [s, 1, 1]
                parent = bone(side + finger.name + segment, parent, place)
                x += share * finger.length
        parent = side + "Hand"
        for joint, segment in enumerate(("ThumbMetacarpal", "ThumbProximal", "ThumbDistal")):
            place = (
                0.565 + 0.021 * joint,
                body.arm_y - 0.004 - 0.003 * joint,
                body.arm_z + 0.013 + 0.014 * joint,
            )
            parent = bone(side + segment, parent, body.on_hand(place) * [s, 1, 1])
    return rig
