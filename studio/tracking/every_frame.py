"""Every picture, every part, as long as it takes: for rendering and takes. Same pictures, same landmarks."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from studio.core.image import Image
from studio.core.landmarks import Landmarks
from studio.tracking.assembly import Assembly
from studio.tracking.mediapipe_landmarkers import ModelFiles
from studio.tracking.parts import FacePart, HandsPart, PosePart, Seen


def track_every_frame(images: Iterator[Image], models: ModelFiles) -> Iterator[Landmarks]:
    """One value per picture, in order. Errors of `images` pass through after what came before them.

    The parts look at a picture side by side, each knowing what the others saw in the picture before, so the outcome
    does not depend on which is done first. The next picture is fetched meanwhile.
    """
    face_part, pose_part, hands_part = FacePart(models), PosePart(models), HandsPart(models)
    assembly, seen = Assembly(), Seen()
    try:
        with ThreadPoolExecutor(3, "landmarker") as pool:
            image = next(images, None)
            while image is not None:
                face_to_come = pool.submit(face_part.look, image, seen)
                body_to_come = pool.submit(pose_part.look, image, seen)
                hands_to_come = pool.submit(hands_part.look, image, seen)
                failure: Exception | None = None
                following: Image | None = None
                try:
                    following = next(images, None)
                except Exception as error:  # told below, after the picture that is being looked at
                    failure = error
                face, body, hands = face_to_come.result(), body_to_come.result(), hands_to_come.result()
                assembly.face(face)
                assembly.body(body)
                assembly.hands(*hands)
                seen = Seen(face, body, face_part.company)
                yield assembly.landmarks(image.time_s, (image.width, image.height))
                if failure is not None:
                    raise failure
                image = following
    finally:
        for part in (face_part, pose_part, hands_part):
            part.close()
