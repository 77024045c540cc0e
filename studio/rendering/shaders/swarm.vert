// One of many copies of a small picture; positions in pixels of the canvas.
uniform vec2 canvas;

in vec4 spot;           // middle x and y, half width, half height
in vec2 turn;           // angle, opacity

out vec2 v_uv;
flat out float v_opacity;

void main() {
    v_uv = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    vec2 arm = (v_uv * 2.0 - 1.0) * spot.zw;
    float c = cos(turn.x), s = sin(turn.x);
    vec2 place = (spot.xy + vec2(c * arm.x - s * arm.y, s * arm.x + c * arm.y)) / canvas * 2.0 - 1.0;
    v_opacity = turn.y;
    gl_Position = vec4(place.x, -place.y, 0.0, 1.0);
}
