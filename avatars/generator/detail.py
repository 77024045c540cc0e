"""How finely a figure is built. The light figure is authored coarser, number by number."""

from dataclasses import dataclass
from typing import TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Detail:
    """One level of detail: every builder asks it for the figure it wants."""

    name: str
    is_light: bool

    def pick(self, full: Value, light: Value) -> Value:
        """The number for this level; both stand side by side where they are used."""
        return light if self.is_light else full


FULL = Detail("full", is_light=False)
LIGHT = Detail("light", is_light=True)
