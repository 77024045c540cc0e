// Moves a vertex by its joints; one program for surface and outline of every material kind.
#include "frame.glsl"
#include "material.glsl"

#ifdef PALETTE_IN_TEXTURE
uniform sampler2D palette_texture;   // three texels (matrix rows) per palette entry, PALETTE_ENTRIES_PER_ROW entries a row
vec4 palette_row(int i) {
    int width = 3 * PALETTE_ENTRIES_PER_ROW;
    return texelFetch(palette_texture, ivec2(i % width, i / width), 0);
}
#else
layout(std140) uniform Palette {
    vec4 rows[PALETTE_ROWS];
} palette;
#define palette_row(i) palette.rows[i]
#endif

in vec3 in_position;
in vec3 in_normal;
in vec4 in_uv;
in uvec4 in_joints;
in vec4 in_weights;
#ifdef VERTEX_COLOR
in vec4 in_color;
out vec4 v_color;
#endif
#ifdef TANGENT
in vec4 in_tangent;
out vec4 v_tangent;
#endif

#ifdef NEEDS_NORMAL
out vec3 v_normal;      // camera space
#endif
#ifdef NEEDS_POSITION
out vec3 v_position;    // camera space
#endif
#ifdef SOFT_OUTLINE
out float v_coverage;   // share of a pixel the outline is wide
#endif
#ifdef LIT_IN_VERTEX
out float v_to_light;   // cosine between normal and light
#endif
#ifdef RIM_IN_VERTEX
out float v_rim;        // strength of the rim light
#ifdef MATCAP_MAP
out vec2 v_on_sphere;
#endif
#endif
#ifdef NEEDS_UV
out vec2 v_uv;          // with the base map's transform where SHARED_UV
#endif
#ifdef SECOND_UV
out vec2 v_uv1;
#endif

#ifdef OUTLINE_WIDTH_MAP
uniform sampler2D outline_width_map;
#endif

void main() {
    ivec4 row = 3 * ivec4(in_joints);
    vec4 x = palette_row(row.x) * in_weights.x + palette_row(row.y) * in_weights.y
           + palette_row(row.z) * in_weights.z + palette_row(row.w) * in_weights.w;
    row += 1;
    vec4 y = palette_row(row.x) * in_weights.x + palette_row(row.y) * in_weights.y
           + palette_row(row.z) * in_weights.z + palette_row(row.w) * in_weights.w;
    row += 1;
    vec4 z = palette_row(row.x) * in_weights.x + palette_row(row.y) * in_weights.y
           + palette_row(row.z) * in_weights.z + palette_row(row.w) * in_weights.w;
    vec4 local = vec4(in_position, 1.0);
    vec3 in_world = vec3(dot(x, local), dot(y, local), dot(z, local));
    vec3 normal_in_world = vec3(dot(x.xyz, in_normal), dot(y.xyz, in_normal), dot(z.xyz, in_normal));

#ifdef OUTLINE
    float width = material.sizes.x;
#ifdef OUTLINE_WIDTH_MAP
#ifdef OUTLINE_WIDTH_UV1
    width *= textureLod(outline_width_map, transformed_uv(SLOT_OUTLINE_WIDTH, in_uv.zw), 0.0).g;
#else
    width *= textureLod(outline_width_map, transformed_uv(SLOT_OUTLINE_WIDTH, in_uv.xy), 0.0).g;
#endif
#endif
#if defined(OUTLINE_SCREEN) || defined(SOFT_OUTLINE)
    float distance = -dot(vec4(frame.camera_from_world[0].z, frame.camera_from_world[1].z,
                               frame.camera_from_world[2].z, frame.camera_from_world[3].z), vec4(in_world, 1.0));
#endif
#ifdef OUTLINE_SCREEN
    width *= distance / frame.lens.x;
#endif
#ifdef SOFT_OUTLINE
    float pixel = distance * frame.lens.y;
    v_coverage = min(width / pixel, 1.0);
    width = max(width, pixel);
#endif
    in_world += normalize(normal_in_world) * width;
#endif

    gl_Position = frame.clip_from_world * vec4(in_world, 1.0);
#ifdef SETBACK_M
    vec3 to_viewer = vec3(frame.camera_from_world[0].z, frame.camera_from_world[1].z, frame.camera_from_world[2].z);
    vec4 behind = frame.clip_from_world * vec4(in_world - SETBACK_M * to_viewer, 1.0);
    gl_Position.z = behind.z / behind.w * gl_Position.w;
#endif
#ifdef OUTLINE
    gl_Position.z += 1e-6 * gl_Position.w;  // keeps the hull behind a surface it touches
#endif
#if defined(NEEDS_NORMAL) || defined(LIT_IN_VERTEX)
    vec3 normal = mat3(frame.camera_from_world) * normal_in_world;
#endif
#if defined(NEEDS_POSITION) || defined(RIM_IN_VERTEX)
    vec3 position = (frame.camera_from_world * vec4(in_world, 1.0)).xyz;
#endif
#ifdef NEEDS_NORMAL
    v_normal = normal;
#endif
#ifdef NEEDS_POSITION
    v_position = position;
#endif
#ifdef LIT_IN_VERTEX
    normal = normalize(normal);
    v_to_light = dot(normal, frame.to_light_in_camera.xyz);
#ifdef RIM_IN_VERTEX
    vec3 to_eye = normalize(-position);
    float facing = dot(normal, to_eye);
#ifdef DOUBLE_SIDED
    facing = abs(facing);   // the side that faces the eye is the one that is seen
#endif
    v_rim = pow(clamp(1.0 - facing + material.toon.w, 0.0, 1.0), material.rim.a);
#ifdef MATCAP_MAP
    vec3 right = normalize(vec3(to_eye.z, 0.0, -to_eye.x));
    vec3 up = cross(to_eye, right);
    v_on_sphere = transformed_uv(SLOT_MATCAP, 0.5 + 0.5 * vec2(dot(right, normal), -dot(up, normal)));
#endif
#endif
#endif
#ifdef NEEDS_UV
#ifdef SHARED_UV
#ifdef SHARED_UV1
    v_uv = in_uv.zw;
#else
    v_uv = in_uv.xy;
#endif
#ifdef UV_ANIMATION
    v_uv = animated_uv(v_uv, 1.0);
#endif
    v_uv = transformed_uv(SLOT_BASE, v_uv);
#else
    v_uv = in_uv.xy;
#endif
#endif
#ifdef SECOND_UV
    v_uv1 = in_uv.zw;
#endif
#ifdef VERTEX_COLOR
    v_color = in_color;
#endif
#ifdef TANGENT
    vec3 tangent = vec3(dot(x.xyz, in_tangent.xyz), dot(y.xyz, in_tangent.xyz), dot(z.xyz, in_tangent.xyz));
    v_tangent = vec4(mat3(frame.camera_from_world) * tangent, in_tangent.w);
#endif
}
