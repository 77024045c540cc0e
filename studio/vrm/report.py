"""What an avatar file holds and allows, in words a brand manager understands."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from studio.core.avatar import Avatar, Licence, LookAtKind
from studio.core.names import ARKIT, BONE, BONES, PRESETS

_LIGHT_TRIANGLES, _HEAVY_TRIANGLES = 25_000, 80_000
_LIGHT_PARTS, _HEAVY_PARTS = 14, 30
_NOT_SAID = "not said"
_MOUTH = ("aa", "ih", "ou", "ee", "oh")


def report(avatar: Avatar, path: Path) -> str:
    """Plain text, several lines, no line feed at the end."""
    blocks = (
        (f"{avatar.name}  ({path.name}, VRM {avatar.vrm_version})", ()),
        ("Licence: what its author allows", _licence(avatar.licence)),
        ("What it is made of", _contents(avatar)),
        ("What it can do", _abilities(avatar)),
        ("What it costs to draw", _cost(avatar)),
        ("Mended or left out while reading", avatar.notes or ("Nothing.",)),
    )
    return "\n\n".join("\n".join((title, *(f"  {line}" for line in lines))) for title, lines in blocks)


def company_may_use(licence: Licence) -> str:
    """ "yes", "no" or "not said", with the reason: may a company use the avatar commercially?"""
    if licence.commercial_usage == "corporation":
        return "yes"
    if licence.commercial_usage == "personalNonProfit":
        return "no (only private use without profit)"
    if licence.commercial_usage == "personalProfit":
        return "no (a single person may earn with it, a company may not)"
    return _NOT_SAID


def _licence(licence: Licence) -> list[str]:
    who = {
        "everyone": "everyone",
        "onlySeparatelyLicensedPerson": "only people the author has given a licence",
        "onlyAuthor": "only the author",
    }.get(licence.avatar_permission, _NOT_SAID)
    changes = {
        "prohibited": "no",
        "allowModification": "yes, but the changed avatar may not be passed on",
        "allowModificationRedistribution": "yes, and the changed avatar may be passed on",
    }.get(licence.modification, _NOT_SAID)
    credit = {"required": "yes", "unnecessary": "no"}.get(licence.credit, _NOT_SAID)
    lines = [
        f"Made by: {', '.join(licence.authors) or _NOT_SAID}",
        f"Who may appear as this avatar: {who}",
        f"A company may use it commercially: {company_may_use(licence)}",
        f"The author must be named: {credit}",
        f"It may be passed on: {_yes_no(licence.redistribution)}",
        f"It may be changed: {changes}",
        f"Violent shows: {_yes_no(licence.violent)}; sexual shows: {_yes_no(licence.sexual)}; "
        f"political or religious shows: {_yes_no(licence.political_or_religious)}",
    ]
    lines += [f"{label}: {text}" for label, text in _further(licence) if text]
    return lines


def _further(licence: Licence) -> Iterable[tuple[str, str]]:
    return (("Copyright", licence.copyright), ("Licence text", licence.url), ("Also", licence.other))


def _yes_no(allowed: bool | None) -> str:
    return _NOT_SAID if allowed is None else "yes" if allowed else "no"


def _contents(avatar: Avatar) -> list[str]:
    vertices = sum(len(p.positions) for i in avatar.instances for p in avatar.meshes[i.mesh].primitives)
    sides = [max(t.pixels.shape[:2]) for t in avatar.textures]
    pictures = f", the largest {max(sides)} pixels wide" if sides else ""
    toon = sum(m.mtoon is not None for m in avatar.materials)
    return [
        f"{avatar.triangle_count:,} triangles, {vertices:,} points",
        f"{len(avatar.materials)} materials ({toon} drawn as anime), {len(sides)} pictures{pictures}",
        f"{len(avatar.nodes.names)} nodes, {int((avatar.bones >= 0).sum())} of {len(BONES)} body bones",
        f"{len(avatar.springs)} swinging parts (hair, cloth) with {_joints(avatar)} joints, "
        f"{len(avatar.colliders)} colliders; {len(avatar.constraints)} helper bones that follow others",
    ]


def _joints(avatar: Avatar) -> int:
    return sum(len(s.joints) - (not s.virtual_tail) for s in avatar.springs)


def _abilities(avatar: Avatar) -> list[str]:
    names = {e.name for e in avatar.expressions}
    folded = {name.casefold() for name in names}
    missing = [name for name in (*_MOUTH, "blink") if name not in names]
    perfect = sum(name.casefold() in folded for name in ARKIT)
    custom = sorted(e.name for e in avatar.expressions if not e.is_preset)
    fingers = any(avatar.bones[i] >= 0 for i, name in enumerate(BONES) if "Index" in name)
    return [
        f"Speaks and blinks: {'yes' if not missing else 'not fully, it lacks ' + ', '.join(missing)}",
        f"Expressions: {', '.join(n for n in PRESETS if n in names) or 'none'}"
        + (f"; its own: {', '.join(custom[:20])}{' …' if len(custom) > 20 else ''}" if custom else ""),
        f"Fine face tracking (52 shapes): {'yes' if perfect >= 40 else 'no'}"
        + (f", {perfect} of 52" if perfect else ""),
        f"Looks about: {_gaze(avatar)}; moves its fingers: {'yes' if fingers else 'no'}",
    ]


def _gaze(avatar: Avatar) -> str:
    if avatar.look_at is None:
        return "no"
    if avatar.look_at.kind is LookAtKind.EXPRESSION:
        return "yes, by expressions"
    has_eyes = avatar.bones[BONE["leftEye"]] >= 0 or avatar.bones[BONE["rightEye"]] >= 0
    return "yes, by eye bones" if has_eyes else "no, it has no eye bones"


def _cost(avatar: Avatar) -> list[str]:
    parts = sum(len(avatar.meshes[i.mesh].primitives) for i in avatar.instances)
    memory = sum(t.pixels.nbytes for t in avatar.textures) / 1e6
    if avatar.triangle_count <= _LIGHT_TRIANGLES and parts <= _LIGHT_PARTS:
        verdict = "light: fits a computer without a graphics card"
    elif avatar.triangle_count <= _HEAVY_TRIANGLES and parts <= _HEAVY_PARTS:
        verdict = "middling: needs a graphics card, a built-in one will do"
    else:
        verdict = "heavy: needs a good graphics card; ask for a lighter version"
    return [f"Cost class: {verdict}", f"{parts} parts drawn one by one, {memory:.0f} MB of pictures in memory"]
