"""From the records of an evidence log: which product was on, for how long, at which price, and what was changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from studio.core.goods import yuan

_ENDS = ("ProductShown", "PresetOpened", "PresetClosed", "ShowStopped")


@dataclass(frozen=True, slots=True)
class ProductTime:
    product: str
    name: str
    began: str
    """Wall clock."""
    seconds: float
    on_air_s: float
    prices_fen: tuple[int, ...]
    """In the order in which they were shown."""
    edits: int


def product_times(records: Iterable[Mapping[str, Any]]) -> tuple[ProductTime, ...]:
    """In the order in which they came on; the last one ends with the log."""
    done: list[ProductTime] = []
    present: ProductTime | None = None
    live = False
    last_s: float | None = None
    for record in records:
        event, now_s = record.get("event"), float(record.get("clock_s") or 0.0)
        if present is not None and last_s is not None:
            passed_s = max(now_s - last_s, 0.0)
            on_air_s = present.on_air_s + (passed_s if live else 0.0)
            present = replace(present, seconds=present.seconds + passed_s, on_air_s=on_air_s)
        last_s = now_s
        live = event == "WentLive" or (live and event not in ("WentToRehearsal", "ShowStopped"))
        if present is not None and event in _ENDS:
            done.append(present)
            present = None
        if event == "ProductShown":
            prices = (int(record["price_fen"]),) if record.get("price_fen") is not None else ()
            name, began = str(record.get("name", "")), str(record.get("at", ""))
            present = ProductTime(str(record.get("product", "")), name, began, 0.0, 0.0, prices, 0)
        elif present is not None and record.get("product") == present.product:
            if event == "PriceSet":
                present = replace(present, prices_fen=(*present.prices_fen, int(record["price_fen"])))
            if event in ("PriceSet", "ComparedPriceSet", "StockSet"):
                present = replace(present, edits=present.edits + 1)
    return (*done, present) if present is not None else tuple(done)


def report_lines(times: Iterable[ProductTime]) -> list[str]:
    """A table in Markdown; nothing without products."""
    rows = [
        f"| {time.began} | {time.product} | {time.name} | {time.seconds:.0f} | {time.on_air_s:.0f} "
        f"| {' → '.join('¥' + yuan(fen) for fen in time.prices_fen)} | {time.edits} |"
        for time in times
    ]
    if not rows:
        return []
    head = "| 时刻 from | 编号 id | 商品 product | 秒 s | 播出秒 on air s | 价格 price | 改动 edits |"
    return ["", head, "|---|---|---|---:|---:|---|---:|", *rows]
