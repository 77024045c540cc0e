"""VRMC_node_constraint 1.0."""

from __future__ import annotations

from studio.core.avatar import Constraint, ConstraintKind
from studio.vrm.fields import Fields
from studio.vrm.limits import Limits

_AXES = {"X": (1.0, 0.0, 0.0), "Y": (0.0, 1.0, 0.0), "Z": (0.0, 0.0, 1.0)}
_MOST = 1024
_AIM_AXES = {
    f"{sign}{name}": (x * factor, y * factor, z * factor)
    for sign, factor in (("Positive", 1.0), ("Negative", -1.0))
    for name, (x, y, z) in _AXES.items()
}


def read_constraints(root: Fields, limits: Limits, notes: list[str]) -> tuple[Constraint, ...]:
    """In the order of the nodes. Raises VrmError."""
    nodes = root.objects("nodes", limits.nodes)
    found: list[Constraint] = []
    for i, node in enumerate(nodes):
        extension = node.extension("VRMC_node_constraint")
        constraint = extension.child("constraint") if extension else None
        if constraint is None:
            continue
        if len(found) == _MOST:
            raise constraint.fail(f"more than {_MOST} constraints")
        one = _constraint(i, constraint, len(nodes))
        if one is None:
            notes.append(f"{constraint.where}: neither roll, aim nor rotation; left out.")
        elif one.source == i:
            notes.append(f"{constraint.where}: a node cannot follow itself; left out.")
        else:
            found.append(one)
    return tuple(found)


def _constraint(node: int, item: Fields, count: int) -> Constraint | None:
    for kind, key, axes in (
        (ConstraintKind.ROLL, "rollAxis", _AXES),
        (ConstraintKind.AIM, "aimAxis", _AIM_AXES),
        (ConstraintKind.ROTATION, "", {}),
    ):
        field = item.child(kind.value)
        if field is None:
            continue
        axis = (1.0, 0.0, 0.0)
        if key:
            name = field.text(key)
            if name not in axes:
                raise field.fail(f"{name[:40]!r} is no axis", key)
            axis = axes[name]
        source = field.required_index("source", count, "node")
        return Constraint(node, source, kind, field.number("weight", 1.0, 0.0, 1.0), axis)
    return None
