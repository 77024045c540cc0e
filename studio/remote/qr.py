"""A QR code as plain rows, for a desk to paint and a terminal to print."""

from __future__ import annotations

import segno


def rows(text: str) -> tuple[str, ...]:
    """One "0" or "1" a module, dark is 1; the quiet zone is the painter's. Level M."""
    code = segno.make(text, error="m", micro=False)
    return tuple("".join(str(module) for module in row) for row in code.matrix)


def printed(matrix: tuple[str, ...], quiet: int = 2) -> str:
    """For a terminal: two rows a line in half blocks, light on whatever is behind, so that dark themes scan too."""
    width = len(matrix[0]) + 2 * quiet
    light = "0" * width
    all_rows = [light] * quiet + [f"{'0' * quiet}{row}{'0' * quiet}" for row in matrix] + [light] * quiet
    if len(all_rows) % 2:
        all_rows.append(light)
    signs = {"00": "█", "01": "▀", "10": "▄", "11": " "}
    pairs = zip(all_rows[::2], all_rows[1::2], strict=True)
    return "\n".join("".join(signs[top + below] for top, below in zip(*pair, strict=True)) for pair in pairs)
