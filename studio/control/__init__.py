"""The control plane: wishes (commands), facts (events), the state, and the pure function between them."""
