"""AvatarState → Figure, in the order of the VRM specification: humanoid, look-at, expressions, constraints, springs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.core.arrays import frozen
from studio.core.avatar import Avatar
from studio.core.figure import Figure
from studio.core.pose import HIPS_OF_A_PERSON_M, AvatarState
from studio.posing.constraints import Constraints
from studio.posing.expressions import Expressions
from studio.posing.look_at import Gaze
from studio.posing.rig import Rig
from studio.posing.springs import SpringBones

Array = NDArray[Any]


class Poser:
    """Poses one avatar, frame after frame. Holds the springs' motion; all else follows from the state handed in.

    `hips_scale` multiplies the hips' offset; by default it is the avatar's hip height over a person's, so that a small
    avatar does not sink into the floor when a tall performer sits down.
    The springs start at rest in the first pose, and again after a jump. With `like_reference` they start in the T-pose,
    no jump resets them, and they step as three-vrm's do (see `springs`): for comparing, not for a show.
    """

    def __init__(
        self, avatar: Avatar, *, springs: bool = True, hips_scale: float | None = None, like_reference: bool = False
    ) -> None:
        self.avatar = avatar
        self.rig = Rig(avatar)
        self.gaze = Gaze(avatar, self.rig)
        self.expressions = Expressions(avatar)
        self.constraints = Constraints(avatar, self.rig)
        self.springs = (
            SpringBones(avatar, self.rig, like_reference=like_reference) if springs and avatar.springs else None
        )
        height_m = float(self.rig.rest_world[self.rig.hips, 1, 3])
        self._hips_scale = min(max(height_m / HIPS_OF_A_PERSON_M, 0.2), 1.5) if hips_scale is None else hips_scale
        self._like_reference = like_reference
        self.reset()

    def reset(self) -> None:
        """Forgets all motion: the next pose starts anew."""
        self._time_s = 0.0
        self._is_fresh = True

    def wear(self, dressed: Avatar) -> None:
        """The same avatar with other colours or accessories; its motion goes on."""
        self.avatar = dressed
        self.expressions = Expressions(dressed)

    def pose(self, state: AvatarState, dt_s: float, *, look_at_target: ArrayLike | None = None) -> Figure:
        """The figure `dt_s` seconds after the last one. With a target (3,), world, the eyes look there instead of
        along `state.gaze_rad`."""
        rotations = np.asarray(state.rotations, np.float64)
        yaw, pitch = state.gaze_rad.tolist()
        offset = np.asarray(state.hips_offset_m, np.float64) * self._hips_scale
        if look_at_target is not None:
            yaw, pitch = self.gaze.towards(look_at_target, self.rig.world_from_head(rotations, offset))
        look = self.gaze.look_weights(yaw, pitch)
        weights = self.expressions.weights(state.arkit, state.presets, state.held, look)
        return self.place(rotations, offset, weights, (yaw, pitch), dt_s)

    def place(
        self, rotations: Array, hips_offset_m: Array, weights: Array, gaze_rad: tuple[float, float], dt_s: float
    ) -> Figure:
        """The lower half of `pose`: (55, 4) normalized rotations, metres, (e,) expression weights, (yaw, pitch)."""
        rotations = np.array(rotations, np.float64)  # the eyes are turned in it
        self.gaze.turn_eyes(rotations, *gaze_rad)
        local_rotations = self.rig.local_rotations(rotations)
        local = self.rig.local(local_rotations, hips_offset_m)
        outputs = self.expressions.outputs(weights)
        if self.constraints:
            self.constraints.apply(local_rotations, local)
        world = self.rig.world(local)
        if self.springs:
            world = self._with_springs(self.springs, world, local, dt_s)
        self._is_fresh = False
        self._time_s += dt_s
        return Figure(
            self.avatar,
            frozen(world),
            self.expressions.morph_weights(outputs),
            self.expressions.materials(outputs),
            self._time_s,
        )

    def weights_of(self, named: Mapping[str, float]) -> Array:
        """(e,) weights of expressions by name, clamped to 0–1; unknown names are passed over."""
        weights = np.zeros(len(self.expressions.names))
        for i, name in enumerate(self.expressions.names):
            weights[i] = min(max(named.get(name, 0.0), 0.0), 1.0)
        return weights

    def _with_springs(self, springs: SpringBones, world: Array, local: Array, dt_s: float) -> Array:
        if self._is_fresh and self._like_reference:
            springs.reset(self.rig.rest_world)
        elif self._is_fresh or (not self._like_reference and springs.jumped(world)):
            springs.reset(world)
        return springs.advance(world, local, dt_s)
