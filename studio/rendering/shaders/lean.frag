// MToon for the processor: what light does to the material is worked out once a frame, cosines once a vertex (figure.vert).
#include "fragment.glsl"

void main() {
    prepare_uv();
    vec4 texel = base_texel();
#ifdef FLAT_OUTLINE
    out_color = vec4(TO_SCREEN(material.lean_outline.rgb), texel.a);
#else
#ifdef DOUBLE_SIDED
    float to_light = gl_FrontFacing ? v_to_light : -v_to_light;
#else
    float to_light = v_to_light;
#endif
    float shift = material.shade.a;
#ifdef SHIFT_MAP
    shift += COLOR_OF(texture(shift_map, UV(SLOT_SHIFT, RAW_SHIFT)).r) * material.matcap.a;
#endif
    float lit = clamp((to_light + shift) * material.toon.x + material.toon.y, 0.0, 1.0);

#ifdef SHADE_IS_BASE
    vec3 color = texel.rgb * mix(material.lean_shade.rgb, material.lean_lit.rgb, lit);
#else
    vec3 shade = material.lean_shade.rgb;
#ifdef SHADE_MAP
    shade *= COLOR_OF(texture(shade_map, UV(SLOT_SHADE, RAW_SHADE)).rgb);
#endif
    vec3 color = mix(shade + texel.rgb * material.lean_fill.rgb, texel.rgb * material.lean_lit.rgb, lit);
#endif

#ifdef RIM_IN_VERTEX
    vec3 rim = vec3(0.0);
#ifdef RIM
    rim += material.lean_rim.rgb * v_rim;
#endif
#ifdef MATCAP_MAP
    rim += material.lean_matcap.rgb * COLOR_OF(texture(matcap_map, v_on_sphere).rgb);
#endif
#ifdef RIM_MAP
    rim *= COLOR_OF(texture(rim_map, UV(SLOT_RIM, RAW_RIM)).rgb);
#endif
    color += rim;
#endif
#ifdef GLOW
#ifdef EMISSIVE_MAP
    color += material.lean_glow.rgb * COLOR_OF(texture(emissive_map, UV(SLOT_EMISSIVE, RAW_EMISSIVE)).rgb);
#else
    color += material.lean_glow.rgb;
#endif
#endif
#ifdef OUTLINE
    color = material.lean_outline.rgb * mix(vec3(1.0), color, material.outline.a);
#endif
    out_color = vec4(TO_SCREEN(color), texel.a);
#endif
}
