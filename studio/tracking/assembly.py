"""The newest of every part, joined into one value; presence decides what is told and what is kept back."""

from __future__ import annotations

from typing import Generic, TypeVar

from studio.core.landmarks import BodyLandmarks, FaceLandmarks, HandLandmarks, Landmarks
from studio.tracking.presence import Patience, Presence

T = TypeVar("T", FaceLandmarks, BodyLandmarks, HandLandmarks)


class _Newest(Generic[T]):
    """What was last seen of one part, told while the part is present: a look that fails leaves it at its age."""

    def __init__(self, patience: Patience) -> None:
        self._presence = Presence(patience)
        self._value: T | None = None

    def look(self, value: T | None) -> None:
        present = self._presence.look(value is not None)
        if value is not None:
            self._value = value
        elif not present:
            self._value = None

    @property
    def told(self) -> T | None:
        return self._value if self._presence.is_present else None


class Assembly:
    """Takes in looks at the parts, in any order, and tells what is known. Not for several threads at once."""

    def __init__(self, slow_every: int = 1) -> None:
        """`slow_every`: pose and hands look at each n-th picture only, so fewer looks make up the same time."""
        slow_loss = max(2, round(9 / slow_every))
        self._face: _Newest[FaceLandmarks] = _Newest(Patience(found_after=2, lost_after=6))
        self._body: _Newest[BodyLandmarks] = _Newest(Patience(found_after=2, lost_after=slow_loss))
        self._left: _Newest[HandLandmarks] = _Newest(Patience(found_after=2, lost_after=slow_loss))
        self._right: _Newest[HandLandmarks] = _Newest(Patience(found_after=2, lost_after=slow_loss))

    def face(self, face: FaceLandmarks | None) -> None:
        """Takes in a look at the face."""
        self._face.look(face)

    def body(self, body: BodyLandmarks | None) -> None:
        """Takes in a look at the body."""
        self._body.look(body)

    def hands(self, left: HandLandmarks | None, right: HandLandmarks | None) -> None:
        """Takes in a look at both hands."""
        self._left.look(left)
        self._right.look(right)

    def landmarks(self, captured_at_s: float, image_size: tuple[int, int]) -> Landmarks:
        """All that is present now."""
        return Landmarks(captured_at_s, image_size, self._face.told, self._body.told, self._left.told, self._right.told)
