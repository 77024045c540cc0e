"""The landmarkers on real people, nobody, drawn people and two people at once."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest

from studio.core.errors import TrackingError
from studio.core.image import Image
from studio.core.landmarks import Landmarks
from studio.core.names import ARKIT_INDEX
from studio.tracking.every_frame import track_every_frame
from studio.tracking.mediapipe_landmarkers import FaceLandmarker, ModelFiles


def track(images: list[Image], models: ModelFiles) -> list[Landmarks]:
    landmarks = list(track_every_frame(iter(images), models))
    assert [value.captured_at_s for value in landmarks] == [image.time_s for image in images]
    return landmarks


def canvas(time_s: float, *placed: tuple[np.ndarray, int, int]) -> Image:
    """A grey 1280 × 720 picture with others laid on it at (x, y)."""
    pixels = np.full((720, 1280, 3), 90, np.uint8)
    for picture, x, y in placed:
        part = picture[: 720 - y, : 1280 - x]
        pixels[y : y + part.shape[0], x : x + part.shape[1]] = part
    return Image(pixels, time_s)


def test_a_person_at_a_webcam_is_found_with_face_and_body(models: ModelFiles, clip) -> None:
    landmarks = track(clip("lp_d9", 20), models)
    assert all(value.face and value.body for value in landmarks[1:])
    last = landmarks[-1]
    assert last.image_size == (512, 480)
    assert not last.face.points.flags.writeable
    assert last.face.blendshapes[ARKIT_INDEX["tongueOut"]] == 0
    assert 0 < last.face.blendshapes[ARKIT_INDEX["eyeBlinkLeft"]] < 1
    assert last.body.visibility[0] > 0.9
    assert 0 < last.face.points[1, 0] < 1
    assert last.face.camera_from_face[2, 3] < -10, "in front of the camera, which looks down −z"
    # The person's left eye (iris 473) is at the right of an unmirrored picture.
    assert last.face.points[473, 0] > last.face.points[468, 0]
    assert last.body.points[11, 0] > last.body.points[12, 0]


def test_hands_are_found_on_the_performers_own_sides(models: ModelFiles, clip) -> None:
    landmarks = track(clip("derived_s13_upper", 30), models)
    both = [value for value in landmarks if value.left_hand and value.right_hand and value.body]
    assert len(both) > 5
    for value in both:
        left, right = (hand.points[0, :2] for hand in (value.left_hand, value.right_hand))
        wrists = value.body.points[[15, 16], :2]
        assert np.linalg.norm(left - wrists[0]) < np.linalg.norm(left - wrists[1])
        assert np.linalg.norm(right - wrists[1]) < np.linalg.norm(right - wrists[0])


def test_the_same_pictures_give_the_same_landmarks(models: ModelFiles, clip) -> None:
    pictures = clip("lp_s18", 8)
    first, second = track(pictures, models), track(pictures, models)
    for a, b in zip(first, second, strict=True):
        assert (a.face is None) == (b.face is None)
        if a.face is not None:
            assert np.array_equal(a.face.points, b.face.points)
            assert np.array_equal(a.face.blendshapes, b.face.blendshapes)
        if a.body is not None:
            assert np.array_equal(a.body.world, b.body.world)


def test_a_face_of_a_tenth_of_the_picture_is_found_and_followed_as_it_moves(models: ModelFiles, clip) -> None:
    images = []
    for i, image in enumerate(clip("lp_s18", 30)):
        small = np.ascontiguousarray(image.pixels[::4, ::4])
        images.append(canvas(image.time_s, (small, 200 + 10 * i, 250)))
    landmarks = track(images, models)
    faces = [value.face for value in landmarks]
    assert np.ptp(faces[-1].points[:, 1]) * 720 < 80, "pixels: far below what is found in the whole picture"
    assert sum(face is not None for face in faces) >= 26
    # It moved 300 px to the right with its picture; the matrix follows.
    moved = (faces[-1].points[1, 0] - faces[3].points[1, 0]) * 1280
    assert moved == pytest.approx(260, abs=40)
    assert faces[-1].camera_from_face[0, 3] > faces[3].camera_from_face[0, 3] + 20


def test_of_two_people_one_is_followed_with_face_and_body_of_the_same(models: ModelFiles, clip) -> None:
    left, right = clip("lp_d9", 24), clip("lp_s18", 24)
    images = [
        canvas(a.time_s, (np.asarray(a.pixels), 40, 120), (np.asarray(b.pixels)[60:660, 320:960], 640, 60))
        for a, b in zip(left, right, strict=True)
    ]
    landmarks = [value for value in track(images, models) if value.face and value.body]
    assert len(landmarks) > 8
    sides = {bool(value.face.points[1, 0] < 0.5) for value in landmarks}
    assert len(sides) == 1, "always the same one"
    for value in landmarks:
        assert abs(value.body.points[0, 0] - value.face.points[1, 0]) < 0.15


@pytest.mark.parametrize("kind", ["noise", "black", "tiny"])
def test_where_nobody_is_nobody_is_found(models: ModelFiles, kind: str) -> None:
    rng = np.random.default_rng(1)
    pixels = {
        "noise": rng.integers(0, 255, (360, 640, 3)).astype(np.uint8),
        "black": np.zeros((360, 640, 3), np.uint8),
        "tiny": np.full((1, 1, 3), 200, np.uint8),
    }[kind]
    for value in track([Image(pixels, i / 30) for i in range(5)], models):
        assert (value.face, value.body, value.left_hand, value.right_hand) == (None, None, None, None)


def test_drawn_people_do_no_harm(models: ModelFiles, shared) -> None:
    import av

    picture = shared / "art" / "pictures" / "bust_front.png"
    if not picture.is_file():
        pytest.skip("no drawn people among the shared material")
    with av.open(str(picture)) as container:
        pixels = next(container.decode(video=0)).to_ndarray(format="rgb24")
    landmarks = track([Image(pixels, i / 30) for i in range(4)], models)
    for value in landmarks:
        assert value.face is None or np.isfinite(value.face.camera_from_face).all()


def test_a_clip_with_cuts_is_tracked_to_its_end(models: ModelFiles, clip) -> None:
    """Cuts every few pictures: from one person to another, to nobody and back."""
    people = clip("lp_d9", 5)
    pictures = [*people, *clip("fr_hamilton", 5), *clip("lp_s18", 5), *people]
    images = [Image(image.pixels, i / 30) for i, image in enumerate(pictures)]
    assert track(images, models)[-1].face is not None


def test_an_error_of_the_source_comes_after_the_frames_before_it(models: ModelFiles, clip) -> None:
    def breaking():
        yield from clip("lp_d9", 3)
        raise RuntimeError("the file broke off")

    got = []

    def track_all() -> None:
        for landmarks in track_every_frame(breaking(), models):
            got.append(landmarks)

    with pytest.raises(RuntimeError, match="broke off"):
        track_all()
    assert len(got) == 3


def test_loading_a_model_does_not_load_matplotlib_and_leaves_it_to_whoever_wants_it() -> None:
    code = (
        "import sys; from studio.library.models import model_files;"
        "from studio.tracking.mediapipe_landmarkers import FaceFinder, deny_network; deny_network();"
        "FaceFinder(model_files().face).close();"
        "assert 'mediapipe' in sys.modules and 'matplotlib' not in sys.modules;"
        "import matplotlib.pyplot; matplotlib.pyplot.figure"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "MPLBACKEND": "agg"})


def test_a_model_that_is_none_is_named_in_the_error(tmp_path, models: ModelFiles) -> None:
    (tmp_path / "face.task").write_bytes(b"no model")
    for path in (tmp_path / "face.task", tmp_path / "missing.task"):
        with pytest.raises(TrackingError) as told:
            FaceLandmarker(path)
        assert told.value.where == str(path)
        assert told.value.remedy


def test_a_picture_that_is_not_rgb_is_refused_before_mediapipe_scrambles_it(models: ModelFiles) -> None:
    landmarker = FaceLandmarker(models.face)
    with pytest.raises(ValueError, match="RGB"):
        landmarker.detect(Image(np.zeros((8, 8, 4), np.uint8)))
    landmarker.close()


def test_times_that_stand_still_or_go_back_do_not_stop_a_landmarker(models: ModelFiles, clip) -> None:
    landmarker = FaceLandmarker(models.face)
    (image,) = clip("lp_d9", 1)
    for time_s in (5.0, 5.0, 1.0, 5.0004):
        face = landmarker.detect(Image(image.pixels, time_s))
        assert face is not None
        assert face.captured_at_s == time_s
    landmarker.close()
