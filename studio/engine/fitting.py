"""An avatar of the shelf in what it wears."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from studio.core.avatar import Avatar
from studio.core.wardrobe import Outfit
from studio.dressing import dress
from studio.library.shelf import AvatarOnShelf
from studio.library.wardrobe_file import WardrobeOnShelf
from studio.vrm import load_avatar


@dataclass(frozen=True, slots=True, eq=False)
class Fitting:
    bare: Avatar
    """As its file has it; what is dressed shares all with it that is not dyed."""
    own: WardrobeOnShelf | None = None

    def wearing(self, outfit: Outfit) -> Avatar:
        """The avatar itself where there is nothing to change. Takes up to some seconds."""
        if self.own is None or outfit == Outfit():
            return self.bare
        return dress(self.bare, self.own.wardrobe, self.own.pattern, outfit)


def fitting_of(entry: AvatarOnShelf, load: Callable[[Path], Avatar] = load_avatar) -> Fitting:
    """Loads it. Raises StudioError, as `load` does."""
    return Fitting(load(entry.path), entry.wardrobe)
