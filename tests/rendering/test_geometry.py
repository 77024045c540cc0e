"""Merging an avatar's primitives loses nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from studio.core.avatar import Avatar
from studio.rendering.geometry import geometry_of, morphed
from tests.support.figures import rest_figure
from tests.support.shapes import BLUE, RED, avatar_of, card, flat, sphere, toon


@pytest.fixture
def avatar() -> Avatar:
    return avatar_of([sphere(0), card(1), card(1, at=(0.5, 0, 0))], [toon(), flat(RED), flat(BLUE)])


def test_every_triangle_is_kept_at_its_place(avatar: Avatar) -> None:
    geometry = geometry_of(avatar)

    for part, primitive in zip(geometry.parts, (m.primitives[0] for m in avatar.meshes), strict=True):
        indices = geometry.indices[part.first_index : part.first_index + part.indices]
        assert np.allclose(geometry.shape[indices, :3], primitive.positions[primitive.triangles.ravel()])
        assert np.allclose(geometry.uvs[indices, :2], primitive.uvs[0][primitive.triangles.ravel()])


def test_moved_vertices_come_first_and_morphs_find_them(avatar: Avatar) -> None:
    geometry = geometry_of(avatar)
    (part,) = geometry.morph_parts
    primitive = avatar.meshes[0].primitives[0]

    moved = morphed(part, np.array([0.5], np.float32))[:, :3]

    expected = primitive.positions.copy()
    expected[primitive.morphs[0].vertices] += 0.5 * primitive.morphs[0].positions
    rest = geometry.shape[part.first_vertex : part.first_vertex + part.moved, :3]
    for before, after in zip(rest, moved, strict=True):
        candidates = np.flatnonzero(np.all(np.isclose(primitive.positions, before, atol=1e-6), axis=1))
        assert any(np.allclose(expected[c], after, atol=1e-5) for c in candidates)


def test_no_weights_give_the_rest_shape(avatar: Avatar) -> None:
    (part,) = geometry_of(avatar).morph_parts

    assert (morphed(part, np.zeros(1, np.float32)) == part.rest).all()
    assert (morphed(part, np.zeros(0, np.float32)) == part.rest).all()


def test_the_palette_holds_joints_in_use_and_one_row_per_rigid_node(avatar: Avatar) -> None:
    geometry = geometry_of(avatar)

    assert sorted(geometry.palette_nodes.tolist()) == [1, 2, 3]
    assert geometry.joints.max() == 2


def test_palette_rows_bring_vertices_into_the_world(avatar: Avatar) -> None:
    geometry = geometry_of(avatar)
    figure = rest_figure(avatar)
    world = figure.world_from_node.copy()
    world[2, :3, 3] += (0, 0.25, 0)

    palette = geometry.palette(replace(figure, world_from_node=world))

    top = int(np.argmax(geometry.shape[:, 1]))
    in_world = sum(
        w * (palette[j, :, :3] @ geometry.shape[top, :3] + palette[j, :, 3])
        for j, w in zip(geometry.joints[top], geometry.weights[top], strict=True)
    )
    assert np.allclose(in_world, (0, 0.75, 0), atol=1e-5)


def test_vertices_no_triangle_uses_are_left_out() -> None:
    loose = sphere()
    loose = replace(loose, triangles=loose.triangles[:10])

    geometry = geometry_of(avatar_of([loose], [toon()]))

    assert len(geometry.shape) == len(np.unique(loose.triangles))
    assert len(geometry.indices) == 30


def test_an_empty_avatar_is_an_empty_geometry() -> None:
    geometry = geometry_of(avatar_of([], []))

    assert geometry.shape.shape == (0, 6)
    assert geometry.parts == ()
