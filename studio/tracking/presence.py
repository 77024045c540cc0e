"""Whether a part is there, told calmly: one false look neither brings it in nor takes it away."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """How many looks in a row it takes to believe a change."""

    found_after: int = 2
    lost_after: int = 6


class Presence:
    """Counts looks at one part."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._streak = 0
        self.is_present = False

    def look(self, seen: bool) -> bool:
        """Takes in one look and tells whether the part is present now."""
        if seen == self.is_present:
            self._streak = 0
            return self.is_present
        self._streak += 1
        needed = self._patience.lost_after if self.is_present else self._patience.found_after
        if self._streak >= needed:
            self.is_present, self._streak = seen, 0
        return self.is_present

    def forget(self) -> None:
        """Nobody is there until seen again: the camera was changed or lost."""
        self.is_present, self._streak = False, 0
