// A cell of a picture whose corners move with time; positions in pixels of the canvas.
uniform vec4 rect;      // x, y, width, height of the whole picture
uniform vec2 canvas;
uniform vec4 sway;      // reach, phase, second phase, 1: hangs from its top, -1: stands on its foot, 0: not at all
uniform vec3 ripple;    // reach, phase, radians a pixel

in vec2 corner;

out vec2 v_uv;

void main() {
    v_uv = (corner - rect.xy) / rect.zw;
    vec2 at = corner;
    float away = sway.w > 0.0 ? v_uv.y : 1.0 - v_uv.y;
    float across = corner.x / canvas.y * 6.2831853;
    at.x += abs(sway.w) * sway.x * away * away * (0.65 * sin(sway.y + across) + 0.35 * sin(sway.z + 2.7 * across));
    at.x += ripple.x * sin(ripple.y + corner.y * ripple.z + 0.35 * sin(across * 3.0 + ripple.y));
    vec2 place = at / canvas * 2.0 - 1.0;
    gl_Position = vec4(place.x, -place.y, 0.0, 1.0);
}
