// VRMC_materials_mtoon-1.0 with one directional and one ambient light, as three-vrm 3.5 computes it.
#include "fragment.glsl"

void main() {
    prepare_uv();
#ifdef FLAT_OUTLINE
    // The outline takes no light: only its alpha asks for the surface.
    out_color = vec4(TO_SCREEN(material.outline.rgb), base_texel().a);
#else
    vec4 texel = base_texel();
    vec3 base = texel.rgb * material.base.rgb;
    vec3 normal = surface_normal();

    vec3 shade = material.shade.rgb;
#ifdef SHADE_MAP
    shade *= COLOR_OF(texture(shade_map, UV(SLOT_SHADE, RAW_SHADE)).rgb);
#endif
#ifdef SHADE_IS_BASE
    shade *= texel.rgb;
#elif defined(VERTEX_COLOR)
    shade *= v_color.rgb;
#endif

    float shift = material.shade.a;
#ifdef SHIFT_MAP
    shift += texture(shift_map, UV(SLOT_SHIFT, RAW_SHIFT)).r * material.matcap.a;
#endif
    float lit = dot(normal, frame.to_light_in_camera.xyz) + shift;
    lit = clamp(lit * material.toon.x + material.toon.y, 0.0, 1.0);
    vec3 color = frame.light.rgb * mix(shade, base, lit) + frame.ambient.rgb * base;

#if defined(RIM) || defined(MATCAP_MAP)
    vec3 to_eye = normalize(-v_position);
    vec3 rim = vec3(0.0);
#ifdef RIM
    rim += material.rim.rgb * pow(clamp(1.0 - dot(to_eye, normal) + material.toon.w, 0.0, 1.0), material.rim.a);
#endif
#ifdef MATCAP_MAP
    vec3 right = normalize(vec3(to_eye.z, 0.0, -to_eye.x));
    vec3 up = cross(to_eye, right);
    vec2 on_sphere = 0.5 + 0.5 * vec2(dot(right, normal), -dot(up, normal));
    rim += material.matcap.rgb * COLOR_OF(texture(matcap_map, transformed_uv(SLOT_MATCAP, on_sphere)).rgb);
#endif
#ifdef RIM_MAP
    rim *= COLOR_OF(texture(rim_map, UV(SLOT_RIM, RAW_RIM)).rgb);
#endif
    color += rim * mix(vec3(1.0), frame.light.rgb + frame.ambient.rgb, material.toon.z);
#endif

#ifdef GLOW
#ifdef EMISSIVE_MAP
    color += material.emissive.rgb * COLOR_OF(texture(emissive_map, UV(SLOT_EMISSIVE, RAW_EMISSIVE)).rgb);
#else
    color += material.emissive.rgb;
#endif
#endif

#ifdef OUTLINE
    color = material.outline.rgb * mix(vec3(1.0), color, material.outline.a);
#endif
    out_color = vec4(TO_SCREEN(color), texel.a);
#endif
}
