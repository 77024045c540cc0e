"""GLSL sources of this package: includes resolved, a permutation chosen by defines, each program built once."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import moderngl

from studio.core.errors import RenderError

_INCLUDE = re.compile(r'^#include "([a-z_]+\.glsl)"$', re.MULTILINE)

BINDINGS = {"Frame": 0, "Material": 1, "Palette": 2}
"""Binding points of the uniform blocks."""
UNITS = {
    "base_map": 0, "shade_map": 1, "shift_map": 2, "normal_map": 3, "emissive_map": 4, "rim_map": 5, "matcap_map": 6,
    "outline_width_map": 7, "uv_mask_map": 8, "surface_map": 9, "palette_texture": 10, "picture": 0,
}  # fmt: skip
"""Texture units of the samplers; those of materials in the order of `mtoon.SLOTS`."""


@cache
def source(name: str) -> str:
    """A shader file with its includes put in."""
    text = files(__package__).joinpath("shaders", name).read_text(encoding="utf-8")
    return _INCLUDE.sub(lambda match: source(match[1]), text)


class Programs:
    """Built programs of one context, by files and defines."""

    def __init__(self, context: Any) -> None:
        self._context = context
        self._built: dict[tuple[str, str, tuple[str, ...]], Any] = {}

    def get(self, vertex: str, fragment: str, defines: tuple[str, ...] = ()) -> Any:
        key = (vertex, fragment, defines)
        if key not in self._built:
            self._built[key] = self._build(*key)
        return self._built[key]

    def _build(self, vertex: str, fragment: str, defines: tuple[str, ...]) -> Any:
        head = "#version 330 core\n" + "".join(f"#define {define}\n" for define in defines)
        try:
            program = self._context.program(
                vertex_shader=head + source(vertex), fragment_shader=head + source(fragment)
            )
        except moderngl.Error as error:
            raise RenderError(
                f"The graphics driver cannot build a shader ({vertex}, {fragment}): {error}",
                where="graphics",
                remedy="Update the graphics driver, or start with LIBGL_ALWAYS_SOFTWARE=1.",
            ) from error
        for name in program:
            member = program[name]
            if isinstance(member, moderngl.UniformBlock):
                member.binding = BINDINGS[name]
            elif name in UNITS:
                member.value = UNITS[name]
        return program
