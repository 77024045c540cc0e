"""One pose out of several sources, part by part. A source that is not heard leaves its part to idle life."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import frozen
from studio.core.names import BONES
from studio.core.pose import PerformerPose, rest_rotations
from studio.core.routes import PART_OF_BONE, BodyPart, PoseSource, Routes

Array = NDArray[Any]

_ROWS: dict[BodyPart, Array] = {
    part: np.array([row for row, its in enumerate(PART_OF_BONE) if its is part]) for part in BodyPart
}


def routed(poses: Mapping[PoseSource, PerformerPose | None], routes: Routes) -> PerformerPose | None:
    """The performer as the routes want them; None if none of the sources is heard."""
    sources = {routes.face, routes.body, routes.hands}
    heard = [pose for source in sources if (pose := poses.get(source)) is not None]
    if not heard:
        return None
    if len(sources) == 1:
        return heard[0]
    rotations = rest_rotations()
    trust = np.zeros(len(BONES), np.float32)
    for part in BodyPart:
        pose = poses.get(routes.source_of(part))
        if pose is not None:
            rows = _ROWS[part]
            rotations[rows], trust[rows] = pose.rotations[rows], pose.trust[rows]
    face, body = poses.get(routes.face), poses.get(routes.body)
    newest_s = max(pose.captured_at_s for pose in heard)
    told = PerformerPose(newest_s, frozen(rotations), frozen(trust))
    return PerformerPose(
        newest_s,
        told.rotations,
        told.trust,
        hips_offset_m=body.hips_offset_m if body is not None else told.hips_offset_m,
        arkit=face.arkit if face is not None else told.arkit,
        presets=face.presets if face is not None else told.presets,
        gaze_rad=face.gaze_rad if face is not None else told.gaze_rad,
        face_trust=face.face_trust if face is not None else 0.0,
    )
