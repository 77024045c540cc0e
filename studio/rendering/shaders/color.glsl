// Colours between textures, shading and screen.
//
// Exact: shading in linear light; the sampler decodes sRGB. LEAN: textures come encoded and sRGB is taken for a square,
// so decoding is a product and encoding a root; constants are fitted to it on the processor (mtoon.lean_rows). Equal
// where a texture is shown as it is, within about 2 / 255 elsewhere.

vec3 srgb_from_linear(vec3 c) {
    c = clamp(c, 0.0, 1.0);
    return mix(1.055 * pow(c, vec3(1.0 / 2.4)) - 0.055, 12.92 * c, lessThanEqual(c, vec3(0.0031308)));
}

#ifdef LEAN
#define TO_SCREEN(c) sqrt(c)
#define COLOR_OF(texel) ((texel) * (texel))
#else
#define TO_SCREEN(c) srgb_from_linear(c)
#define COLOR_OF(texel) (texel)
#endif
