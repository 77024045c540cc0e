"""A solid scene round the avatar, such as the digital twin of a real place: where it stands, and how far it reaches."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from studio.core.avatar import Avatar
from studio.core.figure import Figure
from studio.core.scene import Camera, Vec3
from studio.maths import transforms
from studio.staging.framing import rest_world

_FARTHEST_M = 2000.0
_NEAREST_M = 0.15
_BEFORE_HER_M = 2.5
"""What is nearer to the lens than this before her is cut away: a wall in the camera's back hides nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Scenery:
    figure: Figure
    """Placed: the avatar's feet at the origin, the viewer towards +Z."""
    reach_m: float
    """No corner of it is farther from the origin."""
    sky: str = "#b9cdd4"
    """sRGB, where there is nothing."""
    ground: bool = True
    """The avatar's shadow lies at her feet."""

    def seen_by(self, camera: Camera) -> Camera:
        """The camera, seeing as far as the scene reaches."""
        distance_m = math.dist(camera.position, camera.target)
        far_m = min(distance_m + self.reach_m, _FARTHEST_M)
        return replace(
            camera, near_m=max(distance_m - _BEFORE_HER_M, _NEAREST_M), far_m=max(camera.far_m, 1.01 * far_m)
        )


def placed(model: Avatar, at: Vec3, turn_rad: float, scale: float, *, sky: str, ground: bool) -> Scenery:
    """`model` as it stands round an avatar whose feet are at `at` and who looks along the scene's +Z turned towards
    its +X by `turn_rad`; `scale`: metres of one unit."""
    c, s = scale * math.cos(turn_rad), scale * math.sin(turn_rad)
    world_from_scene = np.eye(4)
    world_from_scene[:3, :3] = ((c, 0.0, -s), (0.0, scale, 0.0), (s, 0.0, c))
    world_from_scene[:3, 3] = -world_from_scene[:3, :3] @ np.asarray(at)
    world = np.asarray(world_from_scene @ rest_world(model), np.float32)
    weights = []
    reach_m = 0.0
    for instance in model.instances:
        mesh = model.meshes[instance.mesh]
        default = mesh.default_weights
        weights.append(np.zeros(mesh.morph_count, np.float32) if default is None else default)
        for primitive in mesh.primitives:
            if len(primitive.positions):
                low, high = primitive.positions.min(axis=0), primitive.positions.max(axis=0)
                corners = np.stack(np.meshgrid(*zip(low, high, strict=True)), -1).reshape(-1, 3)
                reached = transforms.points(world[instance.node], corners)
                reach_m = max(reach_m, float(np.linalg.norm(reached, axis=1).max()))
    return Scenery(Figure(model, world, tuple(weights)), reach_m, sky, ground)
