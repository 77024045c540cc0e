"""VRM 0.x material properties (Unity's MToon and unlit shaders) told as VRMC_materials_mtoon 1.0.

The translation is UniVRM's and three-vrm's (three-vrm-materials-v0compat 3.5.5); Unity's colours are gamma 2.2 encoded,
its texture origin is at the bottom, its outline widths are centimetres.
"""

from __future__ import annotations

from dataclasses import replace

from studio.core.avatar import AlphaMode, Material, MToon, OutlineMode, TextureUse
from studio.vrm.fields import Fields
from studio.vrm.images import Textures

_OUTLINE_MODES = (OutlineMode.NONE, OutlineMode.WORLD, OutlineMode.SCREEN)
_UNLIT_Z_WRITE = "VRM/UnlitTransparentZWrite"


def translate_materials(
    materials: list[Material], properties: list[Fields], textures: Textures, notes: list[str]
) -> list[Material]:
    """The materials with what `materialProperties` say in place of the glTF fallback. Raises VrmError."""
    queues = _Queues(properties)
    result = list(materials)
    for i, item in enumerate(properties[: len(materials)]):
        shader = item.text("shader")
        source = _Properties(item, textures)
        if shader == "VRM/MToon":
            result[i] = _mtoon(materials[i], source, queues)
        elif shader.startswith("VRM/Unlit"):
            result[i] = _unlit(materials[i], source, queues, shader)
        elif shader != "VRM_USE_GLTFSHADER":
            notes.append(f"{item.where}: the shader {shader!r} is unknown; the plain glTF material is used.")
    return result


def linear(value: float) -> float:
    return float(max(value, 0.0) ** 2.2)


class _Properties:
    """One entry of `materialProperties`."""

    def __init__(self, item: Fields, textures: Textures) -> None:
        self.item = item
        self._textures = textures
        self._floats, self._vectors, self._keywords, self._pictures = (
            item.child(key) or Fields({}, item.path(key))
            for key in ("floatProperties", "vectorProperties", "keywordMap", "textureProperties")
        )
        self.offset, self.scale = self._texture_transform()

    def number(self, key: str, default: float) -> float:
        return self._floats.number(key, default)

    def keyword(self, key: str) -> bool:
        return self._keywords.raw(key) is True

    def color(self, key: str, default: tuple[float, float, float]) -> tuple[float, float, float]:
        r, g, b, _ = self._vector(key, (*default, 1.0))
        return linear(r), linear(g), linear(b)

    def base_color(self, *, linear_alpha: bool) -> tuple[float, float, float, float]:
        r, g, b, a = self._vector("_Color", (1.0, 1.0, 1.0, 1.0))
        return linear(r), linear(g), linear(b), a if linear_alpha else linear(a)

    def texture(self, key: str, factor: float = 1.0) -> TextureUse | None:
        """With the main texture's scale and offset, as Unity's MToon uses them for all its textures."""
        index = self._pictures.index(key, self._textures.count, "texture")
        if index < 0:
            return None
        return TextureUse(self._textures.use(index), offset=self.offset, scale=self.scale, factor=factor)

    def _vector(self, key: str, default: tuple[float, ...]) -> tuple[float, float, float, float]:
        values = self._vectors.array(key, 4)
        if not values:
            r, g, b, a = default
            return r, g, b, a
        r, g, b, *rest = self._vectors.numbers(key, len(values), ()) if len(values) >= 3 else default
        return r, g, b, rest[0] if rest else 1.0

    def _texture_transform(self) -> tuple[tuple[float, float], tuple[float, float]]:
        if not self._vectors.array("_MainTex", 4):
            return (0.0, 0.0), (1.0, 1.0)
        x, y, width, height = self._vectors.numbers("_MainTex", 4, ())
        return (x, 1.0 - height - y), (width, height)


def _mtoon(material: Material, source: _Properties, queues: _Queues) -> Material:
    blend, cutoff = source.keyword("_ALPHABLEND_ON"), source.keyword("_ALPHATEST_ON")
    shift = source.number("_ShadeShift", 0.0)
    toony = source.number("_ShadeToony", 0.9)
    toony += (1.0 - toony) * (0.5 + 0.5 * shift)
    matcap = source.texture("_SphereAdd")
    mode = round(source.number("_OutlineWidthMode", 0.0))
    mixed = source.number("_OutlineColorMode", 0.0) == 1.0
    return replace(
        material,
        base_color=source.base_color(linear_alpha=True),
        base_texture=source.texture("_MainTex"),
        normal_texture=source.texture("_BumpMap", source.number("_BumpScale", 1.0)),
        emissive=source.color("_EmissionColor", (0.0, 0.0, 0.0)),
        emissive_texture=source.texture("_EmissionMap"),
        alpha_mode=AlphaMode.BLEND if blend else AlphaMode.MASK if cutoff else AlphaMode.OPAQUE,
        alpha_cutoff=source.number("_Cutoff", 0.5) if cutoff else 0.5,
        double_sided=source.number("_CullMode", 2.0) == 0.0,
        unlit=False,
        mtoon=MToon(
            shade_color=source.color("_ShadeColor", (0.97, 0.81, 0.86)),
            shade_texture=source.texture("_ShadeTexture"),
            shading_shift=-shift - (1.0 - toony),
            shading_toony=toony,
            gi_equalization=1.0 - source.number("_IndirectLightIntensity", 0.1),
            matcap_color=(1.0, 1.0, 1.0),
            matcap_texture=None if matcap is None else TextureUse(matcap.texture),
            rim_color=source.color("_RimColor", (0.0, 0.0, 0.0)),
            rim_lighting_mix=source.number("_RimLightingMix", 0.0),
            rim_fresnel_power=source.number("_RimFresnelPower", 1.0),
            rim_lift=source.number("_RimLift", 0.0),
            rim_multiply_texture=source.texture("_RimTexture"),
            outline_mode=_OUTLINE_MODES[mode] if 0 <= mode < len(_OUTLINE_MODES) else OutlineMode.NONE,
            outline_width=0.01 * source.number("_OutlineWidth", 0.0),
            outline_width_texture=source.texture("_OutlineWidthTexture"),
            outline_color=source.color("_OutlineColor", (0.0, 0.0, 0.0)),
            outline_lighting_mix=source.number("_OutlineLightingMix", 1.0) if mixed else 0.0,
            uv_animation_mask=source.texture("_UvAnimMaskTexture"),
            uv_scroll_per_s=(source.number("_UvAnimScrollX", 0.0), -source.number("_UvAnimScrollY", 0.0)),
            uv_rotation_rad_per_s=source.number("_UvAnimRotation", 0.0),
            transparent_with_z_write=blend and source.number("_ZWrite", 0.0) == 1.0,
            render_queue_offset=queues.offset(source.item),
        ),
    )


def _unlit(material: Material, source: _Properties, queues: _Queues, shader: str) -> Material:
    """Told as MToon without a shade, as three-vrm does: unlike glTF's, unlit of 0.x knows depth writing and queues."""
    blend = shader in ("VRM/UnlitTransparent", _UNLIT_Z_WRITE)
    cutoff = shader == "VRM/UnlitCutout"
    base = source.base_color(linear_alpha=False)
    texture = source.texture("_MainTex")
    return replace(
        material,
        base_color=base,
        base_texture=texture,
        alpha_mode=AlphaMode.BLEND if blend else AlphaMode.MASK if cutoff else AlphaMode.OPAQUE,
        alpha_cutoff=source.number("_Cutoff", 0.5) if cutoff else 0.5,
        unlit=False,
        mtoon=MToon(
            shade_color=base[:3],
            shade_texture=texture,
            transparent_with_z_write=shader == _UNLIT_Z_WRITE,
            render_queue_offset=queues.offset(source.item),
        ),
    )


class _Queues:
    """Unity's render queue numbers told as offsets of 1.0: −9–0 without, 0–9 with depth writing, in the same order."""

    def __init__(self, properties: list[Fields]) -> None:
        self._used: dict[bool, list[int]] = {False: [], True: []}
        for item in properties:
            if _is_transparent(item):
                self._used[_writes_depth(item)].append(item.integer("renderQueue", 3000, -1, 10000))
        self._used = {writes: sorted(set(queues)) for writes, queues in self._used.items()}

    def offset(self, item: Fields) -> int:
        if not _is_transparent(item):
            return 0
        writes = _writes_depth(item)
        queues = self._used[writes]
        place = queues.index(item.integer("renderQueue", 3000, -1, 10000))
        return min(place, 9) if writes else max(place - len(queues) + 1, -9)


def _is_transparent(item: Fields) -> bool:
    keywords = item.child("keywordMap")
    blends = keywords is not None and "_ALPHABLEND_ON" in keywords
    return blends or item.text("shader") in ("VRM/UnlitTransparent", _UNLIT_Z_WRITE)


def _writes_depth(item: Fields) -> bool:
    floats = item.child("floatProperties")
    return item.text("shader") == _UNLIT_Z_WRITE or (floats is not None and floats.number("_ZWrite", 0.0) == 1.0)
