"""Marks of the demo brands as SVG, of plain shapes that every reader of SVG draws alike."""

from __future__ import annotations

import math
from collections.abc import Callable


def _svg(body: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" width="200" height="200">{body}</svg>\n'


def _ring(count: int, radius: float, draw: Callable[[float, float, float], str]) -> str:
    return "".join(
        draw(100 + radius * math.cos(a), 100 + radius * math.sin(a), math.degrees(a))
        for a in (math.tau * n / count - math.pi / 2 for n in range(count))
    )


def lacquer() -> str:
    """A box seen from above, its lid inlaid with eight flowers."""
    shells = ("#9af3e2", "#b9aefc", "#f3b6dc", "#f6e3b0")

    def flower(x: float, y: float, turn: float) -> str:
        return "".join(
            f'<ellipse cx="{x:.1f}" cy="{y - 8:.1f}" rx="5" ry="8" fill="{shells[(n + int(turn) // 45) % 4]}" '
            f'transform="rotate({turn + 72 * n:.0f} {x:.1f} {y:.1f})"/>'
            for n in range(5)
        )

    return _svg(
        '<rect x="8" y="8" width="184" height="184" rx="26" fill="#17141b"/>'
        '<rect x="15" y="15" width="170" height="170" rx="20" fill="none" stroke="#e2b657" stroke-width="4"/>'
        f'{_ring(8, 54, flower)}<circle cx="100" cy="100" r="17" fill="#e2b657"/>'
    )


def cosmetics() -> str:
    """An egg of powder in a jade ring, a sprig across it."""
    leaves = "".join(
        f'<path d="M0 0 Q14 -12 30 0 Q14 8 0 0Z" fill="#3f7a66" transform="translate({x} {y}) rotate({turn})"/>'
        for x, y, turn in ((92, 132, -30), (104, 112, -78), (88, 148, 196), (112, 96, -20), (96, 120, 214))
    )
    petals = "".join(
        f'<ellipse cx="118" cy="66" rx="9" ry="15" fill="#e58f9c" transform="rotate({72 * n} 118 80)"/>'
        for n in range(5)
    )
    return _svg(
        '<circle cx="100" cy="100" r="92" fill="#f8f3ec"/>'
        '<circle cx="100" cy="100" r="86" fill="none" stroke="#3f7a66" stroke-width="6"/>'
        '<ellipse cx="100" cy="104" rx="58" ry="70" fill="#fbdcd6"/>'
        '<path d="M84 166 Q92 128 118 84" fill="none" stroke="#3f7a66" stroke-width="4"/>'
        f'{leaves}{petals}<circle cx="118" cy="80" r="6" fill="#f0c239"/>'
    )


def teahouse() -> str:
    """A steamer and its steam on indigo."""
    steam = "".join(
        f'<path d="M{x} 84 q-12 -14 0 -28 q12 -14 0 -28" fill="none" '
        'stroke="#fdf4e0" stroke-width="8" stroke-linecap="round"/>'
        for x in (70, 100, 130)
    )
    return _svg(
        '<rect x="6" y="6" width="188" height="188" rx="94" fill="#065279"/>'
        '<circle cx="100" cy="100" r="86" fill="none" stroke="#fdf4e0" stroke-width="3" stroke-dasharray="9 6"/>'
        f"{steam}"
        '<path d="M46 102 h108 v34 q0 22 -54 22 q-54 0 -54 -22Z" fill="#f2be45"/>'
        '<ellipse cx="100" cy="102" rx="54" ry="13" fill="#fdf4e0"/>'
        '<path d="M46 122 q54 24 108 0" fill="none" stroke="#8a4f12" stroke-width="4"/>'
        '<path d="M46 138 q54 24 108 0" fill="none" stroke="#8a4f12" stroke-width="4"/>'
    )


LOGOS: dict[str, Callable[[], str]] = {"lacquer": lacquer, "cosmetics": cosmetics, "teahouse": teahouse}
