// FXAA in its classic short form (Lottes 2009): edges found by brightness, blended along their direction.
// Pictures are premultiplied, so alpha is smoothed with the colours and a figure on nothing keeps soft, exact edges.
uniform sampler2D picture;
uniform vec2 texel;

in vec2 v_uv;
out vec4 out_color;

const float LEAST_CONTRAST = 1.0 / 24.0;
const float LEAST_SHARE = 1.0 / 8.0;
const float LONGEST = 8.0;

// Alpha counts as brightness: a dark figure on nothing has an edge too.
float brightness(vec4 c) {
    return dot(c, vec4(0.299, 0.587, 0.114, 0.5));
}

void main() {
    vec4 here = texelFetch(picture, ivec2(gl_FragCoord.xy), 0);
    float m = brightness(here);
    float nw = brightness(textureLod(picture, v_uv + vec2(-0.5, -0.5) * texel, 0.0));
    float ne = brightness(textureLod(picture, v_uv + vec2(0.5, -0.5) * texel, 0.0));
    float sw = brightness(textureLod(picture, v_uv + vec2(-0.5, 0.5) * texel, 0.0));
    float se = brightness(textureLod(picture, v_uv + vec2(0.5, 0.5) * texel, 0.0));
    float low = min(m, min(min(nw, ne), min(sw, se)));
    float high = max(m, max(max(nw, ne), max(sw, se)));
    if (high - low < max(LEAST_CONTRAST, high * LEAST_SHARE)) discard;

    vec2 along = vec2(sw + se - nw - ne, nw + sw - ne - se);
    float soften = max((nw + ne + sw + se) * 0.03125, 0.0078125);
    along = clamp(along / (min(abs(along.x), abs(along.y)) + soften), -LONGEST, LONGEST) * texel;
    vec4 near = 0.5 * (textureLod(picture, v_uv + along * (1.0 / 3.0 - 0.5), 0.0)
                     + textureLod(picture, v_uv + along * (2.0 / 3.0 - 0.5), 0.0));
    vec4 wide = 0.5 * near + 0.25 * (textureLod(picture, v_uv - along * 0.5, 0.0)
                                   + textureLod(picture, v_uv + along * 0.5, 0.0));
    float b = brightness(wide);
    out_color = b < low || b > high ? near : wide;
}
