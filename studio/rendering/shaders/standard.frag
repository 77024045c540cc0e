// glTF metallic-roughness with one directional and one ambient light and no environment, as three.js computes it.
#include "fragment.glsl"

const float PI = 3.14159265358979;

void main() {
    prepare_uv();
    vec4 base = base_texel();
    base.rgb *= material.base.rgb;
    vec3 geometric = normalize(v_normal);
    vec3 normal = surface_normal();
    vec3 to_eye = normalize(-v_position);
    vec3 to_light = frame.to_light_in_camera.xyz;

    float metallic = material.surface.x;
    float roughness = material.surface.y;
#ifdef SURFACE_MAP
    vec4 texel = texture(surface_map, UV(SLOT_SURFACE, RAW_SURFACE));
    metallic *= texel.b;
    roughness *= texel.g;
#endif
    vec3 slope = max(abs(dFdx(geometric)), abs(dFdy(geometric)));
    roughness = min(max(roughness, 0.0525) + max(max(slope.x, slope.y), slope.z), 1.0);

    float n_l = clamp(dot(normal, to_light), 0.0, 1.0);
    vec3 color = base.rgb * (1.0 - metallic) * (n_l * frame.light.rgb + frame.ambient.rgb);

    vec3 between = normalize(to_light + to_eye);
    float n_v = clamp(dot(normal, to_eye), 0.0, 1.0);
    float n_h = clamp(dot(normal, between), 0.0, 1.0);
    float v_h = clamp(dot(to_eye, between), 0.0, 1.0);
    float alpha = roughness * roughness;
    float a2 = alpha * alpha;
    float masking = n_l * sqrt(a2 + (1.0 - a2) * n_v * n_v) + n_v * sqrt(a2 + (1.0 - a2) * n_l * n_l);
    float spread = n_h * n_h * (a2 - 1.0) + 1.0;
    float fresnel = exp2((-5.55473 * v_h - 6.98316) * v_h);
    vec3 facing = mix(vec3(0.04), base.rgb, metallic);
    vec3 reflected = facing * (1.0 - fresnel) + fresnel;
    color += frame.light.rgb * PI * n_l * reflected * (0.5 / max(masking, 1e-6)) * (a2 / (PI * spread * spread));

#ifdef GLOW
#ifdef EMISSIVE_MAP
    color += material.emissive.rgb * COLOR_OF(texture(emissive_map, UV(SLOT_EMISSIVE, RAW_EMISSIVE)).rgb);
#else
    color += material.emissive.rgb;
#endif
#endif
    out_color = vec4(TO_SCREEN(color), base.a);
}
