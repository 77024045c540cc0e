// A soft ellipse of darkness; with ON, only where a picture is opaque.
uniform float darkness;
uniform vec4 rect;          // what is drawn of it: x, y, width, height, pixels of the canvas
uniform vec4 ellipse;       // middle x and y, half width, half height
#ifdef ON
uniform sampler2D picture;
uniform vec4 on_rect;       // x, y, width, height of that picture
#endif

in vec2 v_uv;
out vec4 out_color;

void main() {
    vec2 at = rect.xy + v_uv * rect.zw;
    vec2 off = (at - ellipse.xy) / ellipse.zw;
    float share = max(1.0 - dot(off, off), 0.0);
    float dark = darkness * share * share;
#ifdef ON
    dark *= texture(picture, (at - on_rect.xy) / on_rect.zw).a;
#endif
    out_color = vec4(0.0, 0.0, 0.0, dark);
}
