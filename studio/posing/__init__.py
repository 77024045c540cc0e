"""AvatarState → Figure: the skeleton, the gaze, the face, constraints and spring bones of one avatar."""

from studio.posing.poser import Poser

__all__ = ["Poser"]
