"""Prices as people type and read them: yuan on the screen, whole fen underneath."""

from __future__ import annotations

import re

from studio.core.goods import yuan

_PRICE = re.compile(r"[¥￥]?\s*(\d{1,8})(?:[.．。](\d{1,2}))?\s*元?")


def fen_of(text: str) -> int | None:
    """`199`, `¥19.9`, `1,299.00 元` in fen; None for what is no price."""
    found = _PRICE.fullmatch(text.strip().replace(",", "").replace("，", ""))
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else None


def price(fen: int | None) -> str:
    """`¥19.9`; an en dash for a price that is not known."""
    return f"¥{yuan(fen)}" if fen is not None else "–"


def minutes_and_seconds(seconds: float) -> str:
    """`03:12`, `75:00`; never less than nothing."""
    whole = max(0, int(seconds))
    return f"{whole // 60:02d}:{whole % 60:02d}"
