"""The head's matrix, reckoned by us and by MediaPipe."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

from studio.core.errors import TrackingError
from studio.tracking.face_geometry import FaceGeometry
from studio.tracking.mediapipe_landmarkers import FaceLandmarker, ModelFiles
from studio.tracking.parts import FacePart, Seen


def test_on_whole_pictures_our_matrix_is_mediapipes_own(models: ModelFiles, clip) -> None:
    geometry = FaceGeometry.from_model(models.face)
    landmarker = FaceLandmarker(models.face)
    seen = 0
    for image in clip("lp_s18", 5):
        face = landmarker.detect(image)
        if face is not None:
            seen += 1
            ours = geometry.camera_from_face(face.points, (image.width, image.height))
            assert np.abs(ours - face.camera_from_face).max() < 1e-3, "rotation 1, translation in centimetres"
    landmarker.close()
    assert seen == 5


def test_a_matrix_from_a_crop_is_the_one_the_whole_picture_gives(models: ModelFiles, clip) -> None:
    """The crop's own matrix is wrong by several degrees; the one told must not be."""
    from studio.tracking.crop import crop_around

    whole = FaceLandmarker(models.face)
    part = FacePart(models)
    angles = []
    for image in clip("derived_s13_upper", 12):
        face = whole.detect(image)
        if face is None:
            continue
        size = np.array([image.width, image.height])
        center = face.points[:, :2].mean(axis=0) * size
        part._crop = part._crop or crop_around(*center, 0.5 * image.height, (image.width, image.height))
        in_crop = part.look(image, Seen())
        assert part._crop is not None
        assert in_crop is not None
        assert np.abs((in_crop.points - face.points)[:, :2] * size).mean() < 1.0, "pixels"
        turn = in_crop.camera_from_face[:3, :3].T @ face.camera_from_face[:3, :3]
        angles.append(np.degrees(np.arccos(np.clip((np.trace(turn) - 1) / 2, -1, 1))))
    whole.close()
    part.close()
    assert len(angles) >= 8
    assert np.median(angles) < 1.0


@pytest.mark.parametrize("content", [None, b"", b"\xff" * 40, b"\x0a\x05\x1d\x00\x00\x00\x00"])
def test_a_model_without_geometry_is_named_in_the_error(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "face.task"
    if content is None:
        path.write_bytes(b"no bundle")
    else:
        with zipfile.ZipFile(path, "w") as bundle:
            bundle.writestr("geometry_pipeline_metadata_landmarks.binarypb", content)
    with pytest.raises(TrackingError) as told:
        FaceGeometry.from_model(path)
    assert told.value.where == str(path)
