"""The renderer on OpenGL 3.3: backdrop, figures, smoothing, what stands before them, overlays, label, readback."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import moderngl
import numpy as np

from studio.core.avatar import Avatar
from studio.core.errors import RenderError
from studio.core.figure import Figure
from studio.core.image import Image
from studio.core.scene import Scene
from studio.maths import transforms
from studio.rendering.device import Device
from studio.rendering.living import LivingPass
from studio.rendering.meshes import AvatarMeshes, Draw, View
from studio.rendering.overlays import PicturePass
from studio.rendering.renderer import RendererInfo, RenderSettings
from studio.rendering.shaders import BINDINGS, Programs
from studio.rendering.targets import Targets

_KEPT_AVATARS = 2
"""The one on air and the one coming."""
_SCENERY_TEXTURE = 2048


class GlRenderer:
    """See `renderer.Renderer`."""

    def __init__(self, device: Device, settings: RenderSettings) -> None:
        self._device = device
        self._settings = settings
        self._programs = Programs(device.context)
        self._pictures = PicturePass(device.context, self._programs)
        self._living = LivingPass(device.context, self._programs, self._pictures)
        self._targets: Targets | None = None
        self._meshes: list[AvatarMeshes] = []
        self._scenery: AvatarMeshes | None = None
        self._frame_block = device.context.buffer(reserve=192, dynamic=True)
        self._view: tuple[tuple[Any, ...], View] | None = None
        self._draw_calls = 0
        self._triangles = 0
        self._stage_done: Callable[[str], None] | None = None

    def describe(self) -> RendererInfo:
        return RendererInfo(self._device.name, self._device.version, self._device.software, self._settings)

    @property
    def last_draw_calls(self) -> int:
        """Draw calls of figures in the last frame."""
        return self._draw_calls

    @property
    def last_triangles(self) -> int:
        return self._triangles

    def watch(self, stage_done: Callable[[str], None] | None) -> None:
        """For measuring: after each stage the device finishes its work and `stage_done` is told the stage's name."""
        self._stage_done = stage_done

    def draw(self, scene: Scene) -> Image:
        targets = self._draw_under_overlays(scene)
        self._living.draw(targets.size, scene.front, scene.time_s)
        self._stage("front")
        for overlay in scene.overlays:
            self._pictures.draw(targets.size, overlay.image, overlay.rect, overlay.opacity, live=overlay.live)
        self._pictures.draw(targets.size, scene.label.image, scene.label.rect)
        self._stage("overlays and label")
        image = targets.read()
        self._stage("readback")
        return image

    def draw_figures(self, scene: Scene) -> Image:
        return self._draw_under_overlays(scene).read()

    def prepare(self, avatar: Avatar) -> None:
        """Brings an avatar to the device before it is shown, so that its first frame is not late."""
        self._device.make_current()
        self._meshes_of(avatar)

    def close(self) -> None:
        for meshes in self._meshes:
            meshes.release()
        self._meshes.clear()
        if self._scenery is not None:
            self._scenery.release()
            self._scenery = None
        self._device.close()

    def _draw_under_overlays(self, scene: Scene) -> Targets:
        self._device.make_current()
        targets = self._targets_for(scene.width, scene.height)
        self._draw_calls = self._triangles = 0
        targets.begin(scene, self._pictures, self._living, lambda scenery: self._draw_scenery(scene, scenery, targets))
        self._stage("backdrop")
        hidden_from = self._living.hidden_from(scene.front, targets.size)
        if hidden_from < scene.height:  # behind a table nothing is drawn
            width, height = targets.drawing_size
            rows = int((scene.height - hidden_from) * height / scene.height)
            self._device.context.scissor = (0, rows, width, height - rows)
        for figure in scene.figures:
            self._draw_figure(scene, figure, self._meshes_of(figure.avatar), targets)
        self._device.context.scissor = None
        targets.resolve()
        self._stage("smoothing")
        return targets

    def _targets_for(self, width: int, height: int) -> Targets:
        if self._targets is None or self._targets.size != (width, height):
            if max(width, height) > self._device.max_texture:
                raise RenderError(
                    f"A picture of {width} × {height} is larger than this device draws.",
                    where="graphics",
                    remedy=f"Choose a canvas of at most {self._device.max_texture} pixels a side.",
                )
            if self._targets is not None:
                self._targets.release()
            self._targets = Targets(
                self._device.context, self._programs, (width, height), self._settings, self._device.max_samples
            )
        return self._targets

    def _meshes_of(self, avatar: Avatar) -> AvatarMeshes:
        for meshes in self._meshes:
            if meshes.avatar is avatar:
                return meshes
        for meshes in self._meshes:
            if meshes.is_figure_of(avatar):
                meshes.wear(avatar)
                return meshes
        meshes = AvatarMeshes(self._device, self._programs, avatar, self._settings)
        self._meshes.append(meshes)
        if len(self._meshes) > _KEPT_AVATARS:
            self._meshes.pop(0).release()
        return meshes

    def _draw_scenery(self, scene: Scene, scenery: Figure, targets: Targets) -> None:
        """Not drawn with every frame, hence as well as can be."""
        if self._scenery is None or self._scenery.avatar is not scenery.avatar:
            if self._scenery is not None:
                self._scenery.release()
            textures = max(self._settings.max_texture, _SCENERY_TEXTURE)
            settings = replace(self._settings, exact=True, culling=False, soft_outline=False, max_texture=textures)
            self._scenery = AvatarMeshes(self._device, self._programs, scenery.avatar, settings)
        self._draw_figure(scene, scenery, self._scenery, targets)

    def _draw_figure(self, scene: Scene, figure: Figure, meshes: AvatarMeshes, targets: Targets) -> None:
        view = self._view_of(scene, targets.drawing_size[1])
        meshes.update(figure, view)
        self._stage("morphs, palette, culling")
        self._frame_block.bind_to_uniform_block(BINDINGS["Frame"])
        meshes.bind()
        context = self._device.context
        context.enable_only(moderngl.DEPTH_TEST)
        context.depth_func = "<="
        context.front_face = "ccw"
        context.blend_func = (
            moderngl.SRC_ALPHA, moderngl.ONE_MINUS_SRC_ALPHA, moderngl.ONE, moderngl.ONE_MINUS_SRC_ALPHA,
        )  # fmt: skip
        state = _State(context)
        for draw in meshes.draws(figure, view):
            state.set(draw)
            triangles = meshes.draw(draw)
            self._draw_calls += bool(triangles)
            self._triangles += triangles
        state.restore()
        self._stage("figures")

    def _view_of(self, scene: Scene, drawing_height: int) -> View:
        """The view, with the Frame block on the device: both are made anew only when camera or light change."""
        key = (scene.camera, scene.key_light, scene.ambient, scene.width, scene.height, drawing_height)
        if self._view is None or self._view[0] != key:
            self._view = (key, view_of(scene))
            self._frame_block.write(_frame_rows(scene, self._view[1], drawing_height))
        return self._view[1]

    def _stage(self, name: str) -> None:
        if self._stage_done is not None:
            self._device.context.finish()
            self._stage_done(name)


class _State:
    """Culling, blending and depth writing, set only where they change."""

    def __init__(self, context: Any) -> None:
        self._context = context
        self._culled: str | None = None
        self._blend = False
        self._depth_write = True

    def set(self, draw: Draw) -> None:
        culled = None if draw.front_faces and draw.back_faces else "back" if draw.front_faces else "front"
        if culled != self._culled:
            if culled is None:
                self._context.disable(moderngl.CULL_FACE)
            else:
                self._context.enable(moderngl.CULL_FACE)
                self._context.cull_face = culled
            self._culled = culled
        if draw.blend != self._blend:
            self._blend = draw.blend
            (self._context.enable if self._blend else self._context.disable)(moderngl.BLEND)
        if draw.recipe.depth_write != self._depth_write:
            self._depth_write = draw.recipe.depth_write
            self._context.fbo.depth_mask = self._depth_write

    def restore(self) -> None:
        self._context.fbo.depth_mask = True
        self._context.enable_only(moderngl.NOTHING)


def view_of(scene: Scene) -> View:
    camera_from_world = transforms.look_at(scene.camera.position, scene.camera.target)
    camera = scene.camera
    aspect = scene.width / scene.height
    clip_from_camera = transforms.perspective(camera.vertical_fov_rad, aspect, camera.near_m, camera.far_m)
    eye = np.asarray(camera.position, np.float32)
    return View(eye, clip_from_camera @ camera_from_world, camera_from_world, scene.key_light, scene.ambient)


def _frame_rows(scene: Scene, view: View, drawing_height: int) -> bytes:
    """The Frame block; matrices column by column, as std140 wants them."""
    to_light = np.asarray(scene.key_light.direction_to_light, float)
    to_light = view.camera_from_world[:3, :3] @ (to_light / max(float(np.linalg.norm(to_light)), 1e-9))
    half_height = float(np.tan(scene.camera.vertical_fov_rad / 2))
    rows = np.zeros((12, 4), np.float32)
    rows[0:4] = view.clip_from_world.T
    rows[4:8] = view.camera_from_world.T
    rows[8, :3] = to_light
    rows[9, :3] = np.asarray(scene.key_light.color) * scene.key_light.intensity
    rows[10, :3] = np.asarray(scene.ambient.color) * scene.ambient.intensity
    rows[11, :2] = (1 / half_height, 2 * half_height / drawing_height)
    return rows.tobytes()
