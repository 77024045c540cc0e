// What the fragment shaders share: inputs, the UV of each texture, base colour with its alpha mode, the normal.
#include "frame.glsl"
#include "material.glsl"
#include "color.glsl"

#ifdef NEEDS_NORMAL
in vec3 v_normal;
#endif
#ifdef NEEDS_POSITION
in vec3 v_position;
#endif
#ifdef SOFT_OUTLINE
in float v_coverage;
#endif
#ifdef LIT_IN_VERTEX
in float v_to_light;
#endif
#ifdef RIM_IN_VERTEX
in float v_rim;
#ifdef MATCAP_MAP
in vec2 v_on_sphere;
#endif
#endif
#ifdef NEEDS_UV
in vec2 v_uv;
#endif
#ifdef SECOND_UV
in vec2 v_uv1;
#endif
#ifdef VERTEX_COLOR
in vec4 v_color;
#endif
#ifdef TANGENT
in vec4 v_tangent;
#endif

uniform sampler2D base_map;
uniform sampler2D shade_map;
uniform sampler2D shift_map;
uniform sampler2D normal_map;
uniform sampler2D emissive_map;
uniform sampler2D rim_map;
uniform sampler2D matcap_map;
uniform sampler2D uv_mask_map;
uniform sampler2D surface_map;

out vec4 out_color;     // sRGB encoded, straight alpha: blending is done in encoded values, as browsers do

// RAW_BASE, RAW_SHADE … (written by mtoon.py) name the UV set each texture uses: v_uv or v_uv1.
#ifdef SHARED_UV
#define UV(slot, raw) v_uv
#else
float uv_mask;
#ifdef UV_ANIMATION
#define UV(slot, raw) transformed_uv(slot, animated_uv(raw, uv_mask))
#else
#define UV(slot, raw) transformed_uv(slot, raw)
#endif
#endif

void prepare_uv() {
#ifndef SHARED_UV
    uv_mask = 1.0;
#ifdef UV_MASK_MAP
    uv_mask = texture(uv_mask_map, transformed_uv(SLOT_UV_MASK, RAW_UV_MASK)).b;
#endif
#endif
}

// The base map without the base factor, the alpha with it; alpha mode applied.
vec4 base_texel() {
    vec4 texel = vec4(1.0);
#ifdef BASE_MAP
    texel = texture(base_map, UV(SLOT_BASE, RAW_BASE));
    texel.rgb = COLOR_OF(texel.rgb);
#endif
    texel.a *= material.base.a;
#ifdef ALPHA_MASK
    if (texel.a < material.emissive.a) discard;
#endif
#ifndef ALPHA_BLEND
    texel.a = 1.0;
#endif
#ifdef VERTEX_COLOR
    texel.rgb *= v_color.rgb;
#endif
#ifdef SOFT_OUTLINE
    texel.a *= v_coverage;
#endif
    return texel;
}

#ifdef NEEDS_NORMAL
vec3 surface_normal() {
    vec3 normal = normalize(v_normal);
#ifdef DOUBLE_SIDED
    float facing = gl_FrontFacing ? 1.0 : -1.0;
    normal *= facing;
#endif
#ifdef NORMAL_MAP
#ifdef OUTLINE
    normal = -normal;   // three-vrm 3.5 lights the outline of a normal-mapped surface from within, and so do we
#endif
    vec2 uv = UV(SLOT_NORMAL, RAW_NORMAL);
    vec3 bump = texture(normal_map, uv).xyz * 2.0 - 1.0;
    bump.xy *= material.sizes.yz;
#ifdef TANGENT
    vec3 t = normalize(v_tangent.xyz);
    vec3 b = normalize(cross(v_normal, v_tangent.xyz) * v_tangent.w);
#else
    // Tangents from the slope of the UVs, as three.js makes them.
    vec3 across = dFdx(v_position);
    vec3 up = dFdy(v_position);
    vec2 uv_across = dFdx(uv);
    vec2 uv_up = dFdy(uv);
    vec3 up_perp = cross(up, normal);
    vec3 across_perp = cross(normal, across);
    vec3 t = up_perp * uv_across.x + across_perp * uv_up.x;
    vec3 b = up_perp * uv_across.y + across_perp * uv_up.y;
    float longest = max(dot(t, t), dot(b, b));
    float scale = longest == 0.0 ? 0.0 : inversesqrt(longest);
    t *= scale;
    b *= scale;
#endif
#ifdef DOUBLE_SIDED
    t *= facing;
    b *= facing;
#endif
    normal = normalize(mat3(t, b, normal) * bump);
#endif
    return normal;
}
#endif
