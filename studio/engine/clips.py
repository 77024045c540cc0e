"""An authored clip played by an avatar: no performer, no mixer, only the clip, the springs and the stage."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from studio.core.avatar import Avatar
from studio.core.clip import Clip
from studio.core.scene import Scene
from studio.engine.performance import Look
from studio.engine.set_video import SetVideo
from studio.library.sets import find_place
from studio.posing.poser import Poser
from studio.staging.reminders import OPENING, OPENING_S
from studio.staging.stage import Stage


def clip_scenes(clip: Clip, avatar: Avatar, look: Look, fps: float) -> Iterator[tuple[float, Scene]]:
    """(time in seconds, the scene), from the clip's first frame to its last. A clip is never mirrored: it is played as
    its author made it; `look.held` expressions come on top of the clip's own."""
    poser, stage = Poser(avatar), Stage(find_place, partial(SetVideo, patient=True))
    for index in range(math.floor(clip.duration_s * fps + 1e-6) + 1):
        time_s = index / fps
        state = clip.at(time_s)
        figure = poser.pose(replace(state, held=(*state.held, *look.held)), 1.0 / fps)
        yield (
            time_s,
            stage.compose(
                replace(figure, time_s=time_s),
                width=look.canvas.width,
                height=look.canvas.height,
                framing=look.framing.value,
                background=look.background,
                slate=look.slate,
                label=look.label,
                notices=look.notices,
                opening=OPENING if time_s < OPENING_S else "",
            ),
        )
