// KHR_materials_unlit.
#include "fragment.glsl"

void main() {
    prepare_uv();
    vec4 base = base_color();
    out_color = vec4(TO_SCREEN(base.rgb), base.a);
}
