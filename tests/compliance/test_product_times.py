from __future__ import annotations

from typing import Any

from studio.compliance.product_times import product_times, report_lines


def _record(event: str, clock_s: float, **facts: Any) -> dict[str, Any]:
    return {"event": event, "clock_s": clock_s, "at": f"t{clock_s:g}", **facts}


def test_each_product_has_its_time_on_and_on_air() -> None:
    story = [
        _record("ProductShown", 0, product="1", name="盒", price_fen=19900),
        _record("WentLive", 10),
        _record("PriceSet", 20, product="1", price_fen=18900, by="x"),
        _record("StockSet", 25, product="2", stock=3, by="x"),
        _record("ProductShown", 40, product="2", name="盘", price_fen=None),
        _record("WentToRehearsal", 50),
        _record("LabelSeen", 55),
    ]
    first, second = product_times(story)
    assert (first.product, first.seconds, first.on_air_s) == ("1", 40, 30)
    assert (first.prices_fen, first.edits) == ((19900, 18900), 1)
    assert (second.seconds, second.on_air_s, second.prices_fen) == (15, 10, ())


def test_a_show_without_goods_has_no_table() -> None:
    assert report_lines(product_times([_record("WentLive", 0)])) == []
