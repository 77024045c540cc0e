"""Scene → Image: moderngl on a context of its own, MToon as three-vrm draws it, the label last. No window, no Qt."""
