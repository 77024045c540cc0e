"""Cameras that suit an avatar: its own eyes, crown and hips decide, so tall hair and small bodies are framed well."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.avatar import Avatar
from studio.core.errors import StudioError
from studio.core.names import BONE
from studio.core.scene import Camera
from studio.maths import transforms

FRAMINGS = ("face", "bust", "half", "full")
HEADROOM = {
    (False, "face"): 0.05, (False, "bust"): 0.085, (False, "half"): 0.08, (False, "full"): 0.06,
    (True, "face"): 0.245, (True, "bust"): 0.225, (True, "half"): 0.22, (True, "full"): 0.21,
}  # fmt: skip
"""(portrait, framing): share of the picture above the crown at rest. In portrait the head keeps below the label
(`core.safe_area`) and the platform's own controls, with room to nod in: the nearer, the more."""


MOST_HAIR_IN_PORTRAIT = {"bust": 0.18, "half": 0.16}
"""Share of a portrait picture between eyes and crown: the face is then over by 46 % of the height."""


@dataclass(frozen=True, slots=True)
class Stature:
    """Heights of an avatar at rest, metres above its ground."""

    crown: float
    """Top of head, hair and what is worn in it."""
    head_width: float
    """Left to right, hair and ornaments included, metres."""
    eyes: float
    chin: float
    chest: float
    hips: float
    ground: float
    center_x: float
    center_z: float


def framing_camera(avatar: Avatar, framing: str, width: int, height: int) -> Camera:
    """The camera for "face", "bust", "half" or "full". Raises StudioError for another word."""
    if framing not in FRAMINGS:
        raise StudioError(
            f"There is no framing “{framing}”.", where="camera", remedy=f"Choose one of {', '.join(FRAMINGS)}."
        )
    stature = stature_of(avatar)
    portrait = height > width
    bottom = _bottom(stature, framing)
    span = (stature.crown - bottom) / (1.0 - HEADROOM[portrait, framing])
    if portrait and framing != "face":
        span = max(span, 1.12 * stature.head_width * height / width)
    if portrait and framing in MOST_HAIR_IN_PORTRAIT:
        # Goods are shown under the face and above the viewers' comments: high hair may not push the face down there.
        span = max(span, (stature.crown - stature.eyes) / MOST_HAIR_IN_PORTRAIT[framing])
    vertical_fov_rad = math.radians(24.0 if portrait else 18.0)
    distance = span / 2 / math.tan(vertical_fov_rad / 2)
    # The crown keeps its place; a wider picture shows more below.
    top = stature.crown + HEADROOM[portrait, framing] * span
    bottom = top - span
    middle = (top + bottom) / 2
    return Camera(
        position=(stature.center_x, middle, stature.center_z + distance),
        target=(stature.center_x, middle, stature.center_z),
        vertical_fov_rad=vertical_fov_rad,
        near_m=max(distance - 2.5, 0.05),
        far_m=distance + 4.0,
    )


def _bottom(stature: Stature, framing: str) -> float:
    if framing == "face":
        return stature.chin - 1.5 * (stature.eyes - stature.chin)
    if framing == "bust":
        return stature.chest - 0.42 * (stature.chest - stature.hips)
    if framing == "half":
        return stature.hips - 0.22 * (stature.eyes - stature.hips)
    return stature.ground - 0.03 * (stature.crown - stature.ground)


def stature_of(avatar: Avatar) -> Stature:
    """Measured on the rest pose. Bones that are missing are guessed from those every VRM has: hips, spine, head."""
    world = rest_world(avatar)
    positions, nodes = _rest_vertices(avatar, world)

    def bone(*names: str) -> FloatArray | None:
        for name in names:
            node = int(avatar.bones[BONE[name]])
            if node >= 0:
                return world[node, :3, 3]
        return None

    head, hips = bone("head"), bone("hips")
    if head is None or hips is None or not len(positions):
        low, high = (float(v) for v in (positions[:, 1].min(), positions[:, 1].max())) if len(positions) else (0.0, 1.6)
        tall = high - low
        return Stature(
            high, 0.12 * tall, high - 0.1 * tall, high - 0.17 * tall, low + 0.7 * tall, low + 0.5 * tall, low, 0.0, 0.0
        )
    on_head = _below(avatar, int(avatar.bones[BONE["head"]]))[nodes]
    # The highest half per cent of a hairdo are single strands.
    crown = float(np.percentile(positions[on_head, 1], 99.5)) if on_head.any() else float(positions[:, 1].max())
    over_chin = on_head & (positions[:, 1] > head[1])
    left, right = bone("leftEye"), bone("rightEye")
    eyes = (
        float((left[1] + right[1]) / 2)
        if left is not None and right is not None
        else float(head[1]) + 0.38 * (crown - float(head[1]))
    )
    chest = bone("upperChest", "chest", "spine")
    return Stature(
        crown=max(crown, eyes + 0.02),
        head_width=float(np.ptp(np.percentile(positions[over_chin, 0], (0.5, 99.5)))) if over_chin.any() else 0.2,
        eyes=eyes,
        chin=min(float(head[1]), eyes - 0.01),
        chest=float(chest[1]) if chest is not None else float(head[1] + hips[1]) / 2,
        hips=float(hips[1]),
        ground=float(positions[:, 1].min()),
        center_x=float(head[0]),
        center_z=float(head[2]),
    )


def rest_world(avatar: Avatar) -> FloatArray:
    """(n, 4, 4) float32: world_from_node in the rest pose."""
    nodes = avatar.nodes
    local = transforms.compose(nodes.translations, nodes.rotations, nodes.scales)
    world = np.empty_like(local)
    for node in nodes.order:
        parent = nodes.parents[node]
        world[node] = local[node] if parent < 0 else world[parent] @ local[node]
    return world


def _rest_vertices(avatar: Avatar, world: FloatArray) -> tuple[FloatArray, FloatArray]:
    """World positions (v, 3) and the node (v,) each vertex hangs on most."""
    positions, owners = [np.zeros((0, 3), np.float32)], [np.zeros(0, np.int32)]
    for instance in avatar.instances:
        for primitive in avatar.meshes[instance.mesh].primitives:
            count = len(primitive.positions)
            if instance.skin >= 0 and primitive.joints is not None and primitive.weights is not None:
                skin = avatar.skins[instance.skin]
                strongest = np.argmax(primitive.weights, axis=1)
                joint = primitive.joints[np.arange(count), strongest]
                matrices = (world[skin.joints] @ skin.node_from_mesh)[joint]
                owner = skin.joints[joint]
            else:
                matrices = np.broadcast_to(world[instance.node], (count, 4, 4))
                owner = np.full(count, instance.node, np.int32)
            positions.append(np.einsum("vij,vj->vi", matrices[:, :3, :3], primitive.positions) + matrices[:, :3, 3])
            owners.append(owner)
    return np.concatenate(positions), np.concatenate(owners)


def _below(avatar: Avatar, root: int) -> FloatArray:
    """(n,) bool: nodes that are `root` or hang on it."""
    below = np.zeros(len(avatar.nodes.parents), bool)
    below[root] = True
    for node in avatar.nodes.order:
        parent = avatar.nodes.parents[node]
        if parent >= 0 and below[parent]:
            below[node] = True
    return below
