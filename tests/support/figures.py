"""Figures in their rest pose, without a poser."""

from __future__ import annotations

import numpy as np

from studio.core.avatar import Avatar
from studio.core.figure import Figure
from studio.maths import transforms


def rest_figure(avatar: Avatar, *, morphs: dict[int, float] | None = None, time_s: float = 0.0) -> Figure:
    """`avatar` as its file has it; `morphs`: weights by morph number, the same for every mesh."""
    nodes = avatar.nodes
    local = transforms.compose(nodes.translations, nodes.rotations, nodes.scales)
    world = np.empty_like(local)
    for node in nodes.order:
        parent = nodes.parents[node]
        world[node] = local[node] if parent < 0 else world[parent] @ local[node]
    weights = []
    for instance in avatar.instances:
        mesh = avatar.meshes[instance.mesh]
        row = np.zeros(mesh.morph_count, np.float32)
        if mesh.default_weights is not None:
            row[:] = mesh.default_weights
        for number, weight in (morphs or {}).items():
            if number < len(row):
                row[number] = weight
        weights.append(row)
    return Figure(avatar, world, tuple(weights), time_s=time_s)
