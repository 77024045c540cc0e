"""A .vrm file (0.x told in 1.0 terms, 1.0) → `core.avatar.Avatar`; a .vrma file → `core.clip.Clip`;
a .glb scene → an `Avatar` without bones.

A hostile file ends in a VrmError.
"""

from studio.vrm.animation import clip_from_bytes, load_clip
from studio.vrm.limits import Limits
from studio.vrm.loader import avatar_from_bytes, load_avatar, load_scenery, scenery_from_bytes
from studio.vrm.report import company_may_use, report

__all__ = [
    "Limits", "avatar_from_bytes", "clip_from_bytes", "company_may_use", "load_avatar", "load_clip", "load_scenery",
    "report", "scenery_from_bytes",
]  # fmt: skip
