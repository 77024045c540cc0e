// A picture as it is; premultiplied where it is transparent.
uniform sampler2D picture;
uniform float opacity;

in vec2 v_uv;
out vec4 out_color;

void main() {
    out_color = texture(picture, v_uv) * opacity;
}
