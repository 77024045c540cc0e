"""A snapshot job's scene: a figure alone in front of a plain background, to be laid beside a reference picture.

The scene has a label like every scene, and `Renderer.draw` would draw it. The reference has none, so the snapshot takes
`Renderer.draw_figures`, which stops before overlays and label; that picture is a measurement, not a frame of a show.
"""

from __future__ import annotations

import numpy as np

from studio.core.arrays import ByteArray
from studio.core.figure import Figure
from studio.core.image import Alpha, Image
from studio.core.scene import Ambient, Backdrop, Camera, Light, Scene, Vec3
from studio.staging.label import paint_label
from studio.staging.stage import LABEL


def job_scene(
    figure: Figure,
    *,
    width: int,
    height: int,
    camera: Camera,
    light: Light,
    ambient: Ambient,
    background: Vec3 | None,
) -> Scene:
    """`background`: sRGB 0–1, None for transparent. Raises StudioError if the picture is too small for the label."""
    return Scene(
        width,
        height,
        label=paint_label(LABEL, width, height),
        camera=camera,
        figures=(figure,),
        backdrop=Backdrop() if background is None else Backdrop((*background, 1.0)),
        key_light=light,
        ambient=ambient,
    )


def straight_pixels(image: Image) -> ByteArray:
    """(h, w, 4) uint8 with straight alpha, as PNG files have it."""
    pixels = image.pixels
    if image.alpha is not Alpha.PREMULTIPLIED or int(pixels[..., 3].min(initial=255)) == 255:
        return pixels
    alpha = pixels[..., 3:].astype(np.uint16)
    color = (pixels[..., :3].astype(np.uint16) * 255 + alpha // 2) // np.maximum(alpha, 1)
    return np.concatenate((np.minimum(color, 255).astype(np.uint8), pixels[..., 3:]), axis=2)
