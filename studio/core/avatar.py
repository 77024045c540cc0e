"""A loaded VRM avatar, told in VRM 1.0 terms whatever the file's version: +Y up, facing +Z, metres, colours linear.

`studio.vrm` makes it, `studio.posing` moves it, `studio.rendering` draws it; nobody changes it.
Indices point into the tuples of the `Avatar` that holds them; -1 means none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from studio.core.arrays import BoolArray, ByteArray, FloatArray, IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Nodes:
    """The node tree in its rest pose."""

    names: tuple[str, ...]
    parents: IntArray
    """(n,) int32; -1 for a root."""
    order: IntArray
    """(n,) int32: every node once, parents before children."""
    translations: FloatArray
    """(n, 3) float32, metres."""
    rotations: FloatArray
    """(n, 4) float32, (x, y, z, w)."""
    scales: FloatArray
    """(n, 3) float32."""


class Wrap(IntEnum):
    """glTF sampler wrap modes (the OpenGL numbers)."""

    REPEAT = 10497
    CLAMP_TO_EDGE = 33071
    MIRRORED_REPEAT = 33648


@dataclass(frozen=True, slots=True, eq=False)
class Texture:
    name: str
    pixels: ByteArray
    """(height, width, 4) uint8, straight alpha, top row first. Encoded as the file has it: the use decides sRGB or
    linear."""
    wrap_s: Wrap = Wrap.REPEAT
    wrap_t: Wrap = Wrap.REPEAT
    min_filter: int = 9987
    mag_filter: int = 9729


@dataclass(frozen=True, slots=True)
class TextureUse:
    """A texture as a material uses it (KHR_texture_transform folded in)."""

    texture: int
    uv_set: int = 0
    offset: tuple[float, float] = (0.0, 0.0)
    rotation_rad: float = 0.0
    scale: tuple[float, float] = (1.0, 1.0)
    factor: float = 1.0
    """Normal scale, shading-shift scale."""


class AlphaMode(StrEnum):
    OPAQUE = "OPAQUE"
    MASK = "MASK"
    BLEND = "BLEND"


class OutlineMode(StrEnum):
    NONE = "none"
    WORLD = "worldCoordinates"
    SCREEN = "screenCoordinates"


@dataclass(frozen=True, slots=True)
class MToon:
    """VRMC_materials_mtoon-1.0; colours linear."""

    shade_color: tuple[float, float, float] = (1.0, 1.0, 1.0)
    shade_texture: TextureUse | None = None
    shading_shift: float = 0.0
    shading_shift_texture: TextureUse | None = None
    shading_toony: float = 0.9
    gi_equalization: float = 0.9
    matcap_color: tuple[float, float, float] = (1.0, 1.0, 1.0)
    matcap_texture: TextureUse | None = None
    rim_color: tuple[float, float, float] = (0.0, 0.0, 0.0)
    rim_lighting_mix: float = 1.0
    rim_fresnel_power: float = 5.0
    rim_lift: float = 0.0
    rim_multiply_texture: TextureUse | None = None
    outline_mode: OutlineMode = OutlineMode.NONE
    outline_width: float = 0.0
    """Metres, or share of half the screen height in screen mode."""
    outline_width_texture: TextureUse | None = None
    outline_color: tuple[float, float, float] = (0.0, 0.0, 0.0)
    outline_lighting_mix: float = 1.0
    uv_animation_mask: TextureUse | None = None
    uv_scroll_per_s: tuple[float, float] = (0.0, 0.0)
    uv_rotation_rad_per_s: float = 0.0
    transparent_with_z_write: bool = False
    render_queue_offset: int = 0


@dataclass(frozen=True, slots=True)
class Material:
    """A glTF material; `mtoon` where the file has it, else lit as glTF says (`unlit`: not lit at all)."""

    name: str
    base_color: tuple[float, float, float, float] = (1.0, 1.0, 1.0, 1.0)
    base_texture: TextureUse | None = None
    normal_texture: TextureUse | None = None
    emissive: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """Linear, emissive strength folded in; may exceed 1."""
    emissive_texture: TextureUse | None = None
    metallic: float = 0.0
    """Metallic and roughness count only where there is no `mtoon` and the material is lit."""
    roughness: float = 1.0
    metallic_roughness_texture: TextureUse | None = None
    """Roughness in G, metallic in B, not colours."""
    alpha_mode: AlphaMode = AlphaMode.OPAQUE
    alpha_cutoff: float = 0.5
    double_sided: bool = False
    unlit: bool = False
    mtoon: MToon | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Morph:
    """One morph target, sparse: most touch a small share of the vertices."""

    vertices: IntArray
    """(k,) int32, ascending: the vertices it moves."""
    positions: FloatArray
    """(k, 3) float32, metres at weight 1."""
    normals: FloatArray | None = None
    """(k, 3) float32 or None."""


@dataclass(frozen=True, slots=True, eq=False)
class Primitive:
    """Triangles of one material."""

    positions: FloatArray
    """(v, 3) float32."""
    normals: FloatArray
    """(v, 3) float32, unit length; made from the faces where the file has none."""
    uvs: tuple[FloatArray, ...]
    """Per UV set (v, 2) float32, v = 0 at the top row of the texture."""
    triangles: IntArray
    """(t, 3) int32, counter-clockwise in front."""
    material: int
    joints: IntArray | None = None
    """(v, 4) int32 into the skin's joints; None if not skinned."""
    weights: FloatArray | None = None
    """(v, 4) float32, rows sum to 1."""
    colors: FloatArray | None = None
    """(v, 4) float32, linear."""
    tangents: FloatArray | None = None
    """(v, 4) float32 as glTF TANGENT, or None."""
    morphs: tuple[Morph, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    name: str
    primitives: tuple[Primitive, ...]
    """All have the same number of morphs."""
    morph_names: tuple[str, ...] = ()
    default_weights: FloatArray | None = None
    """(m,) float32 or None."""

    @property
    def morph_count(self) -> int:
        return len(self.primitives[0].morphs) if self.primitives else 0


@dataclass(frozen=True, slots=True, eq=False)
class HiddenTriangles:
    """Triangles of a primitive that are not drawn: an accessory that is taken off."""

    mesh: int
    primitive: int
    mask: BoolArray
    """(t,) bool."""


@dataclass(frozen=True, slots=True, eq=False)
class Skin:
    joints: IntArray
    """(j,) int32 node indices."""
    node_from_mesh: FloatArray
    """(j, 4, 4) float32, row-major mathematics (column vectors): the inverse bind matrices."""


class FirstPerson(StrEnum):
    AUTO = "auto"
    BOTH = "both"
    THIRD_PERSON_ONLY = "thirdPersonOnly"
    FIRST_PERSON_ONLY = "firstPersonOnly"


@dataclass(frozen=True, slots=True)
class MeshInstance:
    """A node that draws a mesh."""

    node: int
    mesh: int
    skin: int = -1
    first_person: FirstPerson = FirstPerson.AUTO


class OverrideKind(StrEnum):
    NONE = "none"
    BLOCK = "block"
    BLEND = "blend"


class ColorTarget(StrEnum):
    """VRMC_vrm materialColorBinds.type."""

    BASE = "color"
    EMISSION = "emissionColor"
    SHADE = "shadeColor"
    MATCAP = "matcapColor"
    RIM = "rimColor"
    OUTLINE = "outlineColor"


@dataclass(frozen=True, slots=True)
class MorphBind:
    instance: int
    """Index into `Avatar.instances`."""
    morph: int
    weight: float


@dataclass(frozen=True, slots=True)
class ColorBind:
    material: int
    target: ColorTarget
    value: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class TextureTransformBind:
    material: int
    scale: tuple[float, float]
    offset: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Expression:
    name: str
    """A VRM 1.0 preset name, or the custom name as the file writes it."""
    is_preset: bool
    morphs: tuple[MorphBind, ...] = ()
    colors: tuple[ColorBind, ...] = ()
    texture_transforms: tuple[TextureTransformBind, ...] = ()
    is_binary: bool = False
    override_blink: OverrideKind = OverrideKind.NONE
    override_look_at: OverrideKind = OverrideKind.NONE
    override_mouth: OverrideKind = OverrideKind.NONE


@dataclass(frozen=True, slots=True)
class RangeMap:
    """Degrees in, degrees (bone) or weight (expression) out: min(|in| / input_max, 1) × output_scale."""

    input_max_deg: float = 90.0
    output_scale: float = 10.0


class LookAtKind(StrEnum):
    BONE = "bone"
    EXPRESSION = "expression"


@dataclass(frozen=True, slots=True)
class LookAt:
    kind: LookAtKind = LookAtKind.BONE
    offset_from_head_m: tuple[float, float, float] = (0.0, 0.06, 0.0)
    horizontal_inner: RangeMap = RangeMap()
    horizontal_outer: RangeMap = RangeMap()
    vertical_down: RangeMap = RangeMap()
    vertical_up: RangeMap = RangeMap()


class ColliderShape(StrEnum):
    SPHERE = "sphere"
    CAPSULE = "capsule"
    PLANE = "plane"


@dataclass(frozen=True, slots=True)
class Collider:
    """VRMC_springBone collider, with the shapes of VRMC_springBone_extended_collider; offsets in the node's space."""

    node: int
    shape: ColliderShape
    offset_m: tuple[float, float, float] = (0.0, 0.0, 0.0)
    tail_m: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """Capsule only."""
    radius_m: float = 0.0
    normal: tuple[float, float, float] = (0.0, 1.0, 0.0)
    """Plane only."""
    inside: bool = False
    """Keeps joints in instead of out (sphere, capsule)."""


@dataclass(frozen=True, slots=True)
class SpringJoint:
    node: int
    hit_radius_m: float = 0.0
    stiffness: float = 1.0
    gravity_power: float = 0.0
    gravity_dir: tuple[float, float, float] = (0.0, -1.0, 0.0)
    drag_force: float = 0.5
    angle_limit_rad: float | None = None
    """Non-standard `angleLimit` seen in the wild; None = free."""


@dataclass(frozen=True, slots=True)
class Spring:
    name: str
    joints: tuple[SpringJoint, ...]
    """In VRM 1.0 the last joint is only a tail; a 0.x chain without a child gets a tail of 7 cm (`virtual_tail`)."""
    colliders: tuple[int, ...] = ()
    center: int = -1
    """Node whose space the inertia is evaluated in."""
    virtual_tail: bool = False


class ConstraintKind(StrEnum):
    ROLL = "roll"
    AIM = "aim"
    ROTATION = "rotation"


@dataclass(frozen=True, slots=True)
class Constraint:
    """VRMC_node_constraint-1.0."""

    node: int
    source: int
    kind: ConstraintKind
    weight: float = 1.0
    axis: tuple[float, float, float] = (1.0, 0.0, 0.0)
    """Roll axis or aim axis, unit vector; unused for rotation."""


@dataclass(frozen=True, slots=True)
class Licence:
    """The VRM licence block in 1.0 words; "" where the file does not say."""

    authors: tuple[str, ...] = ()
    copyright: str = ""
    url: str = ""
    avatar_permission: str = ""
    """onlyAuthor | onlySeparatelyLicensedPerson | everyone"""
    commercial_usage: str = ""
    """personalNonProfit | personalProfit | corporation"""
    credit: str = ""
    """required | unnecessary"""
    redistribution: bool | None = None
    modification: str = ""
    """prohibited | allowModification | allowModificationRedistribution"""
    violent: bool | None = None
    sexual: bool | None = None
    political_or_religious: bool | None = None
    antisocial_or_hate: bool | None = None
    other: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Avatar:
    """Everything needed to pose and draw one figure."""

    name: str
    vrm_version: str
    """"1.0" or "0.x": what the file was."""
    nodes: Nodes
    bones: IntArray
    """(55,) int32: node of each humanoid bone in the order of `names.BONES`, -1 where absent."""
    instances: tuple[MeshInstance, ...]
    meshes: tuple[Mesh, ...]
    skins: tuple[Skin, ...]
    materials: tuple[Material, ...]
    textures: tuple[Texture, ...]
    expressions: tuple[Expression, ...] = ()
    look_at: LookAt | None = None
    colliders: tuple[Collider, ...] = ()
    springs: tuple[Spring, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    licence: Licence = field(default_factory=Licence)
    thumbnail: ByteArray | None = None
    """(h, w, 4) uint8 or None."""
    notes: tuple[str, ...] = ()
    """What the loader mended or left out, a sentence each, for the import report."""
    hidden: tuple[HiddenTriangles, ...] = ()
    """What `dressing` took off; a file has none."""

    @property
    def triangle_count(self) -> int:
        return sum(len(p.triangles) for i in self.instances for p in self.meshes[i.mesh].primitives)
