// One material, filled by mtoon.py (rows of four floats). All colours linear.
layout(std140) uniform Material {
    vec4 base;              // rgb, alpha
    vec4 shade;             // rgb, shading shift
    vec4 emissive;          // rgb, alpha cutoff
    vec4 rim;               // rgb, fresnel power
    vec4 toon;              // shading scale, shading bias, rim lighting mix, rim lift
    vec4 matcap;            // rgb, scale of the shading-shift texture
    vec4 outline;           // rgb, lighting mix
    vec4 sizes;             // outline width, normal scale x, y
    vec4 surface;           // metallic, roughness
    vec4 uv_animation;      // scroll x, y, rotation
    vec4 lean_lit;          // LEAN only: the material under this frame's light, see lean.py
    vec4 lean_shade;
    vec4 lean_fill;
    vec4 lean_rim;
    vec4 lean_matcap;
    vec4 lean_glow;
    vec4 lean_outline;
    vec4 uv_rows[20];       // two rows of a 2 x 3 transform per texture, in the order of the constants below
} material;

const int SLOT_BASE = 0;
const int SLOT_SHADE = 1;
const int SLOT_SHIFT = 2;
const int SLOT_NORMAL = 3;
const int SLOT_EMISSIVE = 4;
const int SLOT_RIM = 5;
const int SLOT_MATCAP = 6;
const int SLOT_OUTLINE_WIDTH = 7;
const int SLOT_UV_MASK = 8;
const int SLOT_SURFACE = 9;

vec2 transformed_uv(int slot, vec2 uv) {
    vec3 p = vec3(uv, 1.0);
    return vec2(dot(material.uv_rows[2 * slot].xyz, p), dot(material.uv_rows[2 * slot + 1].xyz, p));
}

// VRMC_materials_mtoon-1.0, UV animation: scroll, then turn about the middle.
vec2 animated_uv(vec2 uv, float mask) {
    uv += material.uv_animation.xy * mask;
    float c = cos(material.uv_animation.z * mask);
    float s = sin(material.uv_animation.z * mask);
    uv -= 0.5;
    return vec2(c * uv.x + s * uv.y, c * uv.y - s * uv.x) + 0.5;
}
