"""The OpenGL context: standalone, without a window, made current before each use."""

from __future__ import annotations

import os
import sys
import threading
from typing import Any

import moderngl

from studio.core.errors import RenderError

_SOFTWARE = (
    "llvmpipe",
    "softpipe",
    "swiftshader",
    "software render",
    "software rasterizer",
    "gdi generic",
    "microsoft basic render",
)
_current = threading.local()


def is_software(renderer_name: str) -> bool:
    """True if the name OpenGL gives its device is that of a program on the processor."""
    name = renderer_name.lower()
    return any(word in name for word in _SOFTWARE)


class Device:
    """One context. Use it from the thread that opened it."""

    def __init__(self, context: Any) -> None:
        self.context = context
        self.name: str = context.info["GL_RENDERER"]
        self.version: str = context.info["GL_VERSION"]
        self.software = is_software(self.name)
        self.max_texture = int(context.info["GL_MAX_TEXTURE_SIZE"])
        self.max_uniform_bytes = int(context.info["GL_MAX_UNIFORM_BLOCK_SIZE"])
        self.max_samples = int(context.max_samples)
        _current.device = self

    def make_current(self) -> None:
        """Cheap when it is current already: switching contexts makes the driver finish its work."""
        if getattr(_current, "device", None) is not self:
            self.context.__enter__()
            _current.device = self

    def close(self) -> None:
        self.make_current()
        self.context.release()
        _current.device = None


def open_device() -> Device:
    """Raises RenderError where there is no OpenGL 3.3, neither of a graphics card nor in software."""
    backends: list[dict[str, Any]] = [{"backend": "egl"}, {}] if sys.platform.startswith("linux") else [{}]
    reasons = []
    for options in backends:
        try:
            context = moderngl.create_context(standalone=True, require=330, **options)
        except Exception as error:  # moderngl and glcontext raise bare Exception
            reasons.append(str(error))
            continue
        return Device(context)
    if sys.platform.startswith("linux"):
        remedy = "Install Mesa's software OpenGL: sudo apt install libegl1 libgl1-mesa-dri (Debian, Ubuntu)."
    elif os.name == "nt":
        remedy = "Update the graphics driver, or put Mesa's opengl32.dll (software OpenGL) beside python.exe."
    else:
        remedy = "Update the system: OpenGL 3.3 is needed."
    raise RenderError(f"There is no usable OpenGL 3.3 ({'; '.join(reasons)}).", where="graphics", remedy=remedy)
