"""Triangles sorted out on the processor are those nobody would see."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core.avatar import Avatar, Primitive
from studio.maths import transforms
from studio.rendering.culling import Culling, Visible
from studio.rendering.geometry import Geometry, geometry_of
from tests.support.figures import rest_figure
from tests.support.shapes import avatar_of, sphere, toon


def _sorted(
    avatar: Avatar, eye: tuple[float, float, float], target: tuple[float, float, float]
) -> tuple[Geometry, Visible]:
    geometry = geometry_of(avatar)
    triangles = geometry.indices.reshape(-1, 3)
    culling = Culling(geometry, triangles, [(0, len(triangles), False)])
    clip = transforms.perspective(0.6, 1.0, 0.1, 20.0) @ transforms.look_at(eye, target)
    return geometry, culling.sort(geometry.palette(rest_figure(avatar)), np.array(eye, np.float32), clip)


def _facing(geometry: Geometry, eye: tuple[float, float, float]) -> set[tuple[int, ...]]:
    """Triangles whose winding faces the eye."""
    corners = geometry.shape[geometry.indices.reshape(-1, 3), :3]
    front = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    seen = np.einsum("ti,ti->t", front, np.array(eye) - corners[:, 0]) > 0
    return {tuple(t) for t in geometry.indices.reshape(-1, 3)[seen].tolist()}


def _kept(visible: Visible, ranges: tuple[tuple[int, int], ...]) -> set[tuple[int, ...]]:
    first, count = ranges[0]
    return {tuple(t) for t in visible.indices[first : first + count].reshape(-1, 3).tolist()}


@settings(max_examples=40, deadline=None)
@given(st.floats(0, 6.28), st.floats(-1.4, 1.4), st.floats(2.0, 6.0))
def test_no_triangle_that_faces_the_eye_is_lost(yaw: float, pitch: float, distance: float) -> None:
    eye = (
        distance * float(np.sin(yaw) * np.cos(pitch)),
        distance * float(np.sin(pitch)),
        distance * float(np.cos(yaw) * np.cos(pitch)),
    )
    geometry, visible = _sorted(avatar_of([sphere(rings=10)], [toon()]), eye, (0.0, 0.0, 0.0))

    assert _facing(geometry, eye) <= _kept(visible, visible.surface)


def test_about_half_of_a_sphere_is_sent_and_a_rim_of_its_hull() -> None:
    geometry, visible = _sorted(avatar_of([sphere()], [toon()]), (0.0, 0.0, 3.0), (0.0, 0.0, 0.0))
    every = len(geometry.indices) // 3

    assert len(_kept(visible, visible.surface)) < 0.7 * every
    assert len(_kept(visible, visible.hull)) < 0.5 * every


def test_nothing_is_sent_of_what_is_beside_the_picture() -> None:
    _, visible = _sorted(avatar_of([sphere()], [toon()]), (0.0, 0.0, 3.0), (3.0, 0.0, 0.0))

    assert len(visible.indices) == 0


def test_normals_that_point_inwards_do_not_hide_the_surface() -> None:
    inward = sphere()
    inward = Primitive(inward.positions, -inward.normals, inward.uvs, inward.triangles, 0)

    geometry, visible = _sorted(avatar_of([inward], [toon()]), (0.0, 0.0, 3.0), (0.0, 0.0, 0.0))

    assert _facing(geometry, (0.0, 0.0, 3.0)) <= _kept(visible, visible.surface)


@pytest.mark.parametrize("flattened", [0.0, 1e-12])
def test_a_joint_that_squeezes_its_mesh_flat_is_no_error(flattened: float) -> None:
    avatar = avatar_of([sphere()], [toon()])
    geometry = geometry_of(avatar)
    triangles = geometry.indices.reshape(-1, 3)
    palette = geometry.palette(rest_figure(avatar)).copy()
    palette[:, :, :3] *= flattened
    clip = transforms.perspective(0.6, 1.0, 0.1, 20.0) @ transforms.look_at((0, 0, 3), (0, 0, 0))

    visible = Culling(geometry, triangles, [(0, len(triangles), False)]).sort(palette, np.array((0, 0, 3.0)), clip)

    assert np.isfinite(visible.indices).all()
