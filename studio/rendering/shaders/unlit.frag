// KHR_materials_unlit.
#include "fragment.glsl"

void main() {
    prepare_uv();
    vec4 texel = base_texel();
#ifdef LEAN
    out_color = vec4(TO_SCREEN(texel.rgb * material.lean_lit.rgb), texel.a);
#else
    out_color = vec4(TO_SCREEN(texel.rgb * material.base.rgb), texel.a);
#endif
}
