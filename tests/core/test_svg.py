from __future__ import annotations

import base64
from pathlib import Path

import pytest

from studio.core.errors import StudioError
from studio.core.svg import check_svg, check_svg_text

_OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
_PNG_HEAD = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


def _data(pixels: int) -> str:
    png = _PNG_HEAD + pixels.to_bytes(4) + pixels.to_bytes(4) + b"\x08\x06\0\0\0"
    return "data:image/png;base64," + base64.b64encode(png).decode()


def _laughing(steps: int) -> str:
    """Each group draws the one before ten times."""
    groups = ['<g id="g0"><rect width="9" height="9"/></g>']
    groups += [f'<g id="g{n}">' + f'<use xlink:href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, steps)]
    return "".join(groups)


SOUND = [
    '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://w3.org/x.dtd">',
    '<style>.a{fill:url(#l)}@media print{}</style><linearGradient id="l"/><path class="a" fill="url(#l)" d="M0 0"/>',
    '<g id="a"><rect/></g><use href="#a"/><use xlink:href="#a"/>',
    f'<image xlink:href="{_data(200)}"/>',
    '<filter id="f"><feGaussianBlur/></filter><rect filter="url(#f)"/>',
]
UNSAFE = {
    "billion laughs by use": _laughing(9),
    "300k rects": "<rect/>" * 300_000,
    "6k rects": "<rect/>" * 6000,
    "a use of itself": '<g id="a"><use href="#a"/></g>',
    "two that use each other": '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
    "far too deep": "<g>" * 900 + "</g>" * 900,
    "a long chain": "".join(f'<g id="g{n}"><use href="#g{n + 1}"/></g>' for n in range(1500)),
    "patterns in patterns": "".join(
        f'<pattern id="p{n}">' + f'<rect fill="url(#p{n + 1})"/>' * 10 + "</pattern>" for n in range(8)
    )
    + '<rect fill="url(#p0)"/>',
    "an inherited pattern": '<pattern id="p">'
    + "<rect/>" * 99
    + '</pattern><g fill="url(#p)">'
    + "<rect/>" * 99
    + "</g>",
    "a pattern by style": '<style>rect{fill:url(#p)}</style><pattern id="p"/><rect/>',
    "many filters": "".join(f'<filter id="f{n}"/><rect filter="url(#f{n})"/>' for n in range(60)),
    "many gradients": '<radialGradient id="r"/>' + '<rect fill="url(#r)"/>' * 1500,
    "many gradients by style": '<style>rect{fill:url(#r)}</style><radialGradient id="r"/>' + "<rect/>" * 1500,
    "an endless outline": f'<path d="{"M0 0 L9 9 " * 150_000}"/><use href="#x"/>' + '<g id="x"/>' * 1300,
    "a marker": '<marker id="m"/>',
    "a file": '<image xlink:href="file:///etc/passwd"/>',
    "a plain path": '<image href="/etc/hostname"/>',
    "a network address": '<use href="http://x.example/a.svg#b"/>',
    "paint from elsewhere": '<rect fill="url(http://x.example/a)"/>',
    "a style that imports": "<style>@import 'http://x.example/a.css';</style>",
    "a style from elsewhere": "<style>rect { fill: URL( '/etc/x' ) }</style>",
    "a style in disguise": r"<style>rect { fill: u\72l(/etc/x) }</style>",
    "svg as data": '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
    "svg that calls itself png": '<image href="data:image/png;base64,PHN2Zy8+"/>',
    "a huge picture inside": f'<image href="{_data(30_000)}"/>',
    "a picture used over and over": f'<image id="i" href="{_data(2000)}"/>' + '<use href="#i"/>' * 100,
}


@pytest.mark.parametrize("body", SOUND)
def test_what_drawing_programs_write_is_let_in(body: str) -> None:
    head, body = (body, "<rect/>") if body.startswith("<?") else ("", body)
    check_svg_text(f"{head}{_OPEN}{body}</svg>".encode(), "a.svg")


def test_the_house_presets_logos_are_let_in() -> None:
    for path in (Path(__file__).parents[2] / "presets").rglob("*.svg"):
        check_svg(path)


@pytest.mark.parametrize("body", UNSAFE.values(), ids=UNSAFE)
def test_bombs_and_ways_out_are_refused_at_once(body: str) -> None:
    with pytest.raises(StudioError) as refused:
        check_svg_text(f"{_OPEN}{body}</svg>".encode(), "a.svg")
    assert refused.value.remedy


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>',
        '<?xml-stylesheet href="/etc/x.css"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        "<html/>",
        "<svg",
        "",
        '<?xml version="1.0" encoding="nonsense"?><svg/>',
        "\x1f\x8b packed",
    ],
)
def test_entities_style_sheets_and_what_is_no_svg_are_refused(text: str) -> None:
    with pytest.raises(StudioError):
        check_svg_text(text.encode("latin-1"), "a.svg")
