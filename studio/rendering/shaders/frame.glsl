// What all draws of one figure share.
layout(std140) uniform Frame {
    mat4 clip_from_world;
    mat4 camera_from_world;
    vec4 to_light_in_camera;    // direction
    vec4 light;                 // rgb linear, intensity folded in
    vec4 ambient;
    vec4 lens;                  // cotangent of half the vertical field of view; height of a pixel at distance 1
} frame;
