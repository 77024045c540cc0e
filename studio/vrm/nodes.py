"""The node tree: names, parents, rest pose. Cycles, second parents and positions out of this world are refused."""

from __future__ import annotations

import numpy as np

from studio.core.arrays import frozen
from studio.core.avatar import Nodes
from studio.core.errors import VrmError
from studio.maths import quaternions, transforms
from studio.vrm.fields import REMEDY, Fields
from studio.vrm.limits import Limits

_FARTHEST_M = 1e5
_DEEPEST = 512


def read_nodes(root: Fields, limits: Limits, *, turned: bool, notes: list[str]) -> Nodes:
    """All nodes of the file in its own order.

    With `turned` (VRM 0.x, which faces −Z) one more node is added at the end, above all roots: half a turn about Y, so
    that the figure faces +Z while every node keeps the local space its file speaks of. Raises VrmError.
    """
    items = root.objects("nodes", limits.nodes)
    count = len(items)
    if not count:
        raise VrmError("the file has no nodes", where="nodes", remedy=REMEDY)
    parents = _parents(items)
    translations = np.zeros((count, 3))
    rotations = np.tile(quaternions.IDENTITY, (count, 1))
    scales = np.ones((count, 3))
    for i, node in enumerate(items):
        translations[i], rotations[i], scales[i] = _local(node, notes)
    names = [_name(node, i) for i, node in enumerate(items)]
    if turned:
        parents[parents < 0] = count
        parents = np.append(parents, np.int32(-1))
        names.append("faces +Z")
        translations = np.vstack((translations, (0.0, 0.0, 0.0)))
        rotations = np.vstack((rotations, (0.0, 1.0, 0.0, 0.0)))
        scales = np.vstack((scales, (1.0, 1.0, 1.0)))
    order = _parents_first(parents, names)
    nodes = Nodes(
        tuple(names),
        frozen(parents, np.int32),
        frozen(order, np.int32),
        frozen(translations),
        frozen(rotations),
        frozen(scales),
    )
    _check_reach(nodes)
    return nodes


def rest_world(nodes: Nodes) -> np.ndarray:
    """(n, 4, 4) float64: world_from_node in the rest pose."""
    local = transforms.compose(nodes.translations, nodes.rotations, nodes.scales).astype(np.float64)
    world = local.copy()
    for i in nodes.order:
        parent = nodes.parents[i]
        if parent >= 0:
            world[i] = world[parent] @ local[i]
    return world


def _parents(items: list[Fields]) -> np.ndarray:
    parents = np.full(len(items), -1, np.int32)
    second: tuple[int, int] | None = None
    for i, node in enumerate(items):
        for child in node.indices("children", len(items), "node"):
            if parents[child] >= 0:
                second = second or (i, child)
            else:
                parents[child] = i
    if second is None:
        return parents
    at, child = second
    above, steps = at, len(items)
    while above not in (-1, child) and steps:
        above, steps = int(parents[above]), steps - 1
    fault = "has two parents" if above == -1 else "is its own ancestor"
    raise items[at].fail(f"node {child} ({_name(items[child], child)}) {fault}", "children")


def _name(node: Fields, index: int) -> str:
    return node.text("name") or f"node {index}"


def _local(node: Fields, notes: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    if "matrix" in node:
        return _decompose(np.array(node.numbers("matrix", 16, ())).reshape(4, 4).T, node, notes)
    rotation = np.array(node.numbers("rotation", 4, (0.0, 0.0, 0.0, 1.0)))
    length = float(np.linalg.norm(rotation))
    if length < 1e-6:
        notes.append(f"{node.where}: a rotation of no length was taken as no rotation.")
        rotation, length = quaternions.IDENTITY, 1.0
    return np.array(node.xyz("translation")), rotation / length, np.array(node.xyz("scale", (1.0, 1.0, 1.0)))


def _decompose(matrix: np.ndarray, node: Fields, notes: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    scale = np.linalg.norm(matrix[:3, :3], axis=0)
    if np.linalg.det(matrix[:3, :3]) < 0:
        scale[0] = -scale[0]
    if np.any(np.abs(scale) < 1e-12):
        notes.append(f"{node.where}: its matrix flattens space; its rotation was left out.")
        return matrix[:3, 3], np.array(quaternions.IDENTITY), scale
    turn = matrix[:3, :3] / scale
    if not np.allclose(turn.T @ turn, np.eye(3), atol=1e-3):
        notes.append(f"{node.where}: the shear in its matrix was left out.")
    return matrix[:3, 3], quaternions.from_matrix(turn), scale


def _parents_first(parents: np.ndarray, names: list[str]) -> np.ndarray:
    depth = np.zeros(len(parents), np.int64)
    above = parents.copy()
    for _ in range(len(parents)):
        alive = above >= 0
        if not alive.any():
            break
        depth += alive
        above = np.where(alive, parents[above], -1)
    else:
        looped = int(np.flatnonzero(above >= 0)[0])
        what = f"node {looped} ({names[looped]}) is, or hangs from, its own ancestor"
        raise VrmError(what, where=f"nodes[{looped}]", remedy=REMEDY)
    if int(depth.max()) > _DEEPEST:
        raise VrmError(f"the node tree is more than {_DEEPEST} levels deep", where="nodes", remedy=REMEDY)
    return np.argsort(depth, kind="stable")


def _check_reach(nodes: Nodes) -> None:
    with np.errstate(all="ignore"):
        world = rest_world(nodes)
    wrong = ~np.isfinite(world).all(axis=(1, 2)) | (np.abs(world).max(axis=(1, 2)) > _FARTHEST_M)
    if wrong.any():
        i = int(np.argmax(wrong))
        raise VrmError(
            f"{nodes.names[i]} lies out of reach or is monstrously scaled", where=f"nodes[{i}]", remedy=REMEDY
        )
