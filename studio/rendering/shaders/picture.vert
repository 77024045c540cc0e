// A rectangle of the canvas, in pixels from the top left.
uniform vec4 rect;          // x, y, width, height
uniform vec2 canvas;
uniform float first_row;    // v of the top row: 0 for pictures, 1 for framebuffers, whose first row is the lowest

out vec2 v_uv;

void main() {
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    vec2 at = (rect.xy + corner * rect.zw) / canvas * 2.0 - 1.0;
    v_uv = vec2(corner.x, abs(first_row - corner.y));
    gl_Position = vec4(at.x, -at.y, 0.0, 1.0);
}
