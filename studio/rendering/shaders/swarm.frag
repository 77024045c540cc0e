// A premultiplied picture, fainter.
uniform sampler2D picture;

in vec2 v_uv;
flat in float v_opacity;
out vec4 out_color;

void main() {
    out_color = texture(picture, v_uv) * v_opacity;
}
