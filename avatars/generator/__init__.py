"""Builds the studio's cast: every .vrm, texture and preview is the output of the code in this folder.

Run `python -m avatars.generator qiongjiu` from the repository root. The packages it needs (numpy, scipy, scikit-image,
skia-python, fast-simplification) are development dependencies; the app itself only reads the finished files.

Units are metres and radians. *Model space* is VRM 1.0's: Y up, the figure faces +Z, her left hand is at +X.
*Head space* has the same axes with its origin in the middle of the head (`FaceProportions.centre`). A *front point* is
the (x, y) of a head-space point seen from the front; faces are authored there and lifted onto the head by
`Head.front_z`.
"""
