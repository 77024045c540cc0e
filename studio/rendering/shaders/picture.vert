// A rectangle of the canvas, in pixels, rows downwards.
uniform vec4 rect;          // x, y, width, height
uniform vec2 canvas;

out vec2 v_uv;

void main() {
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    v_uv = corner;
    gl_Position = vec4((rect.xy + corner * rect.zw) / canvas * 2.0 - 1.0, 0.0, 1.0);
}
