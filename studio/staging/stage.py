"""The stage: keeps camera, backdrop and label ready for the canvas, and puts a figure among them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from studio.core.avatar import Avatar
from studio.core.figure import Figure
from studio.core.image import Image
from studio.core.life import Living
from studio.core.on_screen import NOTHING, OnScreen
from studio.core.scene import Ambient, Backdrop, Camera, Label, Light, MovingPicture, Overlay, Rect, Scene
from studio.core.tuning import KeyLight
from studio.staging import lights
from studio.staging.backdrop import make_backdrop
from studio.staging.contact import with_shadows
from studio.staging.framing import framing_camera
from studio.staging.label import paint_label
from studio.staging.notice import paint_notice
from studio.staging.overlays.painter import OverlayPainter
from studio.staging.parallax import Approach, approach
from studio.staging.reminders import paint_opening, paint_watermark
from studio.staging.sets import Place, Standing, stand
from studio.staging.slate import paint_slate

LABEL = "AI生成 · 数字人"
SET = "set:"
_AS_IT_IS = KeyLight()
_KEPT_NOTICES = 8
_PAINTED_FOR = "bust"
"""The framing sets are painted for."""
Lives = tuple[Living, ...]


class Stage:
    """Composes scenes. What a scene needs is painted once, so composing a frame costs microseconds."""

    def __init__(
        self,
        find_place: Callable[[str], Place] | None = None,
        open_video: Callable[[Path, tuple[int, int]], MovingPicture] | None = None,
    ) -> None:
        """`find_place`: what stands behind a background of `set:ID` or `set:ID/VARIANT`, `open_video`: plays the video
        of such a place; both raise StudioError."""
        self._find_place = find_place
        self._open_video = open_video
        self._video: tuple[tuple[str, int, int], MovingPicture] | None = None
        self._place: tuple[str, Place] | None = None
        self._labels: dict[tuple[str, int, int], Label] = {}
        self._backdrops: dict[tuple[str, int, int], Backdrop] = {}
        self._standing: dict[tuple[tuple[str, int, int], Approach | None], tuple[Standing, Backdrop]] = {}
        self._living: tuple[Camera, Light, Standing, tuple[Lives, Lives]] | None = None
        self._notices: dict[tuple[str, int, int], Overlay] = {}
        self._reminders: dict[tuple[str, int, int, str], Overlay | None] = {}
        self._slates: dict[tuple[int, int], Backdrop] = {}
        self.overlays = OverlayPainter()
        """What a brand lays over the picture; it tells what could not be shown."""
        self._cameras: tuple[Avatar, dict[tuple[str, int, int], Camera]] | None = None

    def compose(
        self,
        figure: Figure | None,
        *,
        width: int = 1280,
        height: int = 720,
        framing: str = "bust",
        background: str = "default",
        label: str = LABEL,
        notices: tuple[str, ...] = (),
        on_screen: OnScreen = NOTHING,
        close_up: Image | None = None,
        now_s: float = 0.0,
        slate: bool = False,
        opening: str = "",
        rehearsal: bool = False,
        key_light: Light | None = None,
        key_light_set: KeyLight = _AS_IT_IS,
        fill_light: Ambient | None = None,
    ) -> Scene:
        """The scene of one frame; `slate`: the slate instead of the figure, `notices`: words for the performer,
        `on_screen`: what the brand lays over it, in motion up to `now_s` on the show's clock, `close_up`: the second
        camera's picture for it,
        `opening`: the long words that a broadcast or recording begins with, `rehearsal`: mark the picture 排练.

        `background`: see `backdrop.make_backdrop`, or a set. The lights are the set's own, or the studio's, unless
        given; `key_light_set` turns and tints the key. Raises StudioError if label or backdrop cannot be made.
        """
        size = (width, height)
        place = self._place_of(background)
        drawn = figure if figure is not None and not slate else None
        mark = self._label(label, *size)
        camera = Camera() if drawn is None else self._camera_for(drawn.avatar, framing, *size)
        time_s = 0.0 if figure is None else figure.time_s
        key = lights.against(key_light or (place.key_light if place else lights.KEY), key_light_set)
        view = None
        if place is not None and drawn is not None:
            view = approach(self._camera_for(drawn.avatar, _PAINTED_FOR, *size), camera)
        behind: Lives = ()
        front: Lives = ()
        if place is not None and not slate:
            standing, _ = self._stands(place, (background, *size), view)
            behind, front = self._lives(standing, size, drawn, camera, key)
        scenery = None if place is None or slate else place.scenery
        return Scene(
            *size,
            label=mark,
            camera=camera if scenery is None else scenery.seen_by(camera),
            figures=() if drawn is None else (drawn,),
            backdrop=self._slate(*size) if slate else self._backdrop(background, *size, view, time_s),
            key_light=key,
            ambient=fill_light or (place.fill_light if place else lights.FILL),
            overlays=(
                *self.overlays.overlays(on_screen, mark, *size, now_s, slate=slate, close_up=close_up),
                *self._reminded(opening, rehearsal, mark, *size),
                *self._stacked(notices, *size),
            ),
            scenery=None if scenery is None else scenery.figure,
            behind=behind,
            front=front,
            time_s=time_s,
        )

    def _place_of(self, words: str) -> Place | None:
        if self._find_place is None or not words.startswith(SET):
            return None
        if self._place is None or self._place[0] != words:
            self._place = (words, self._find_place(words))
        return self._place[1]

    def _label(self, text: str, width: int, height: int) -> Label:
        key = (text, width, height)
        if key not in self._labels:
            self._labels = {key: paint_label(text, width, height)}
        return self._labels[key]

    def _reminded(self, opening: str, rehearsal: bool, label: Label, width: int, height: int) -> list[Overlay]:
        found: list[Overlay | None] = []
        for wanted, text in ((rehearsal, ""), (bool(opening), opening)):
            if not wanted:
                continue
            key = (text, width, height, label.text)
            if key not in self._reminders:
                kept = {k: v for k, v in self._reminders.items() if k[1:] == key[1:]}
                painted = paint_opening(text, width, height, label) if text else paint_watermark(width, height, label)
                self._reminders = {**kept, key: painted}
            found.append(self._reminders[key])
        return [overlay for overlay in found if overlay is not None]

    def _stacked(self, notices: tuple[str, ...], width: int, height: int) -> list[Overlay]:
        """Chips one over the other, the first lowest; those that find no room above are left out."""
        stacked: list[Overlay] = []
        up = 0
        for text in notices:
            chip = self._notice(text, width, height)
            if chip.rect.y - up < height // 3:
                break
            at = Rect(chip.rect.x, chip.rect.y - up, chip.rect.width, chip.rect.height)
            stacked.append(Overlay(chip.image, at))
            up += round(1.25 * chip.rect.height)
        return stacked

    def _notice(self, text: str, width: int, height: int) -> Overlay:
        key = (text, width, height)
        if key not in self._notices:
            if len(self._notices) >= _KEPT_NOTICES:
                self._notices.clear()
            self._notices[key] = paint_notice(text, width, height)
        return self._notices[key]

    def _backdrop(self, words: str, width: int, height: int, view: Approach | None, time_s: float) -> Backdrop:
        key = (words, width, height)
        if self._video is not None and self._video[0] != key:
            self._video[1].close()
            self._video = None
        place = self._place_of(words)
        if place is None:
            if key not in self._backdrops:
                self._backdrops = {key: make_backdrop(words, width, height)}
            return self._backdrops[key]
        if place.video is not None and self._open_video is not None:
            if self._video is None:
                self._video = (key, self._open_video(place.video, (width, height)))
            return Backdrop((0.0, 0.0, 0.0, 1.0), self._video[1].at(time_s))
        return self._stands(place, key, view)[1]

    def _stands(self, place: Place, key: tuple[str, int, int], view: Approach | None) -> tuple[Standing, Backdrop]:
        """The place on one canvas from one distance, and what of it keeps still; those of the last two cameras stay."""
        if (key, view) not in self._standing:
            standing = stand(place, *key[1:], view)
            made = (standing, Backdrop((1.0, 1.0, 1.0, 1.0), standing.picture))
            kept = [entry for entry in self._standing.items() if entry[0][0] == key][-1:]
            self._standing = dict([*kept, ((key, view), made)])
        return self._standing[key, view]

    def _lives(
        self, standing: Standing, canvas: tuple[int, int], figure: Figure | None, camera: Camera, light: Light
    ) -> tuple[Lives, Lives]:
        """What moves or lies behind the figure, and what stands before it."""
        if figure is None:
            return standing.behind, standing.front
        kept = self._living
        if kept is None or kept[0] is not camera or kept[1] != light or kept[2] is not standing:
            lives = with_shadows(standing, figure.avatar, camera, light, canvas)
            self._living = kept = (camera, light, standing, lives)
        return kept[3]

    def _slate(self, width: int, height: int) -> Backdrop:
        if (width, height) not in self._slates:
            self._slates = {(width, height): Backdrop((1.0, 1.0, 1.0, 1.0), paint_slate(width, height))}
        return self._slates[width, height]

    def _camera_for(self, avatar: Avatar, framing: str, width: int, height: int) -> Camera:
        if self._cameras is None or self._cameras[0] is not avatar:
            self._cameras = (avatar, {})
        cameras, key = self._cameras[1], (framing, width, height)
        if key not in cameras:
            cameras[key] = framing_camera(avatar, *key)
        return cameras[key]
