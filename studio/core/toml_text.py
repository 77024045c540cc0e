"""TOML that somebody else wrote, read within bounds."""

from __future__ import annotations

import tomllib
from typing import Any

MOST_DOTS = 1000
"""On one line: the cost of a key grows with the square of its parts."""


def toml_tables(text: str) -> dict[str, Any]:
    """The text's tables. Raises ValueError, in the parser's words, for whatever is none."""
    if any(line.count(".") > MOST_DOTS for line in text.split("\n")):
        raise ValueError(f"a line has more than {MOST_DOTS} dots")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("it is nested far too deep") from None
