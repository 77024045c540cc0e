vec3 srgb_from_linear(vec3 c) {
    c = clamp(c, 0.0, 1.0);
    return mix(1.055 * pow(c, vec3(1.0 / 2.4)) - 0.055, 12.92 * c, lessThanEqual(c, vec3(0.0031308)));
}

// What EXACT leaves out: textures come encoded, not decoded by the sampler. Fits within 0.3 / 255.
vec3 linear_from_srgb_fast(vec3 c) {
    return c * (c * (c * 0.305306011 + 0.682171111) + 0.012522878);
}

// Square roots are far cheaper than pow in software; within 0.6 / 255 above 0.002.
vec3 srgb_from_linear_fast(vec3 c) {
    c = clamp(c, 0.0, 1.0);
    vec3 a = sqrt(c);
    vec3 b = sqrt(a);
    return max(0.662002687 * a + 0.684122060 * b - 0.323583601 * sqrt(b) - 0.0225411470 * c, 0.0);
}

#ifdef EXACT
#define TO_SCREEN(c) srgb_from_linear(c)
#define COLOR_OF(texel) (texel)
#else
#define TO_SCREEN(c) srgb_from_linear_fast(c)
#define COLOR_OF(texel) linear_from_srgb_fast(texel)
#endif
