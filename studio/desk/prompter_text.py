"""What the prompter shows of a product, as HTML for Qt: price and offer, points, script, and what must not be said."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from studio.core.goods import Product
from studio.desk.money import price
from studio.desk.product_words import name_of

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours on the prompter's black: the same in both themes, since a performer reads it from afar."""

    text: str = "#f3f9f1"
    soft: str = "#bac4bf"
    accent: str = "#aac792"
    warn: str = "#f0c239"
    never: str = "#161823"
    never_ground: str = "#ff9b7a"


INKS = Inks()


def marked(text: str, never: Iterable[str]) -> str:
    """The text as HTML, with every word of `never` struck through on a ground nobody overlooks."""
    words = sorted({word.strip() for word in never if word.strip()}, key=len, reverse=True)
    if not words:
        return html.escape(text)
    pattern = re.compile("|".join(re.escape(word) for word in words), re.IGNORECASE)
    made, at = [], 0
    for found in pattern.finditer(text):
        made.append(html.escape(text[at : found.start()]))
        made.append(
            f'<span style="background-color:{INKS.never_ground};color:{INKS.never};text-decoration:line-through">'
            f"&nbsp;{html.escape(found[0])}&nbsp;</span>"
        )
        at = found.end()
    made.append(html.escape(text[at:]))
    return "".join(made)


def sheet(product: Product | None, size: int) -> str:
    """The whole sheet; `size`: of the script's letters, pixels."""
    if product is None:
        return _paragraph(translate("Prompter", "No product is on."), size, INKS.soft)
    small = round(size * 0.62)
    parts = [_paragraph(html.escape(name_of(product)), round(size * 1.15), INKS.accent, bold=True)]
    money = f'<span style="font-weight:700">{html.escape(price(product.price_fen))}</span>'
    if product.unit:
        money += f'<span style="font-size:{small}px;color:{INKS.soft}"> / {html.escape(product.unit)}</span>'
    if product.usual_price_fen is not None:
        basis = f" {product.compare_basis}" if product.compare_basis else ""
        money += (
            f'<span style="font-size:{small}px;color:{INKS.soft}">&nbsp;&nbsp;'
            f"<s>{html.escape(price(product.usual_price_fen))}</s>{html.escape(basis)}</span>"
        )
    parts.append(_paragraph(money, round(size * 1.3), INKS.warn))
    if product.offer:
        parts.append(_paragraph(marked(product.offer, product.never), size, INKS.text))
    if product.never:
        never = " · ".join(html.escape(word) for word in product.never)
        title = html.escape(translate("Prompter", "Do not say"))
        parts.append(
            _paragraph(
                f'<span style="color:{INKS.never_ground};font-weight:700">{title}</span>&nbsp;&nbsp;{never}',
                small,
                INKS.soft,
            )
        )
    points = "".join(
        f'<div style="margin-top:{size // 5}px">'
        f'<span style="color:{INKS.accent}">·</span>&nbsp;{marked(point, product.never)}</div>'
        for point in product.points
    )
    if points:
        parts.append(f'<div style="font-size:{size}px;color:{INKS.text};margin-bottom:{size // 3}px">{points}</div>')
    for line in product.script.splitlines():
        if line.strip():
            parts.append(_paragraph(marked(line.strip(), product.never), size, INKS.text))
    if product.note:
        parts.append(_paragraph(html.escape(product.note), small, INKS.soft))
    return "".join(parts)


def _paragraph(text: str, size: int, ink: str, *, bold: bool = False) -> str:
    weight = "font-weight:600;" if bold else ""
    return f'<p style="font-size:{size}px;color:{ink};{weight}margin:0 0 {size // 4}px 0">{text}</p>'
