"""The stage: keeps camera, backdrop and label ready for the canvas, and puts a figure among them."""

from __future__ import annotations

from dataclasses import dataclass

from studio.core.avatar import Avatar
from studio.core.figure import Figure
from studio.core.scene import Ambient, Backdrop, Camera, Label, Light, Overlay, Scene
from studio.staging import lights
from studio.staging.backdrop import make_backdrop
from studio.staging.framing import framing_camera
from studio.staging.label import paint_label
from studio.staging.notice import paint_notice
from studio.staging.slate import paint_slate


@dataclass(frozen=True, slots=True)
class Setting:
    """What the stage looks like; equal settings make the same picture."""

    width: int = 1280
    height: int = 720
    label: str = "AI生成 · 数字人"
    framing: str = "bust"
    background: str = "default"
    """See `backdrop.make_backdrop`."""
    notice: str = ""
    """Words for the performer in rehearsal; "" for none."""
    key_light: Light = lights.KEY
    fill_light: Ambient = lights.FILL


class Stage:
    """Composes scenes. What a scene needs is painted once per setting, so composing a frame costs microseconds."""

    def __init__(self) -> None:
        self._labels: dict[tuple[str, int, int], Label] = {}
        self._backdrops: dict[tuple[str, int, int], Backdrop] = {}
        self._notices: dict[tuple[str, int, int], Overlay] = {}
        self._slates: dict[tuple[int, int], Backdrop] = {}
        self._camera: tuple[Avatar, str, int, int, Camera] | None = None

    def compose(self, figure: Figure | None, setting: Setting, *, overlays: tuple[Overlay, ...] = ()) -> Scene:
        """The scene of one frame. Raises StudioError if label or backdrop cannot be made."""
        size = (setting.width, setting.height)
        if setting.notice:
            overlays = (*overlays, self._notice(setting.notice, *size))
        return Scene(
            *size,
            label=self.label(setting.label, *size),
            camera=self._camera_for(figure.avatar, setting) if figure is not None else Camera(),
            figures=() if figure is None else (figure,),
            backdrop=self._backdrop(setting.background, *size),
            key_light=setting.key_light,
            ambient=setting.fill_light,
            overlays=overlays,
        )

    def slate(self, setting: Setting) -> Scene:
        """The slate in place of the show, with the label like every frame."""
        size = (setting.width, setting.height)
        if size not in self._slates:
            self._slates = {size: Backdrop((1.0, 1.0, 1.0, 1.0), paint_slate(*size))}
        return Scene(*size, label=self.label(setting.label, *size), camera=Camera(), backdrop=self._slates[size])

    def label(self, text: str, width: int, height: int) -> Label:
        key = (text, width, height)
        if key not in self._labels:
            self._labels = {key: paint_label(text, width, height)}
        return self._labels[key]

    def _notice(self, text: str, width: int, height: int) -> Overlay:
        key = (text, width, height)
        if key not in self._notices:
            if len(self._notices) > 8:
                self._notices.clear()
            self._notices[key] = paint_notice(text, width, height)
        return self._notices[key]

    def _backdrop(self, words: str, width: int, height: int) -> Backdrop:
        key = (words, width, height)
        if key not in self._backdrops:
            self._backdrops = {key: make_backdrop(words, width, height)}
        return self._backdrops[key]

    def _camera_for(self, avatar: Avatar, setting: Setting) -> Camera:
        key = (setting.framing, setting.width, setting.height)
        if self._camera is None or self._camera[0] is not avatar or self._camera[1:4] != key:
            self._camera = (avatar, *key, framing_camera(avatar, *key))
        return self._camera[4]
