"""The head's matrix from the face's points: MediaPipe's own reckoning, for points that come from a crop.

A matrix found in a crop belongs to a camera that does not exist: the landmarker takes the crop's centre for the optical
axis, which turns the head by up to 10° (measured on real clips). So the points are moved into the whole picture and the
matrix is reckoned again there. Follows geometry_pipeline.cc and procrustes_solver.cc of MediaPipe (tasks/cc/vision/
face_geometry/libs, commit 22fce9e), which hold the derivation; on whole pictures the results agree (see the tests).
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import FloatArray, frozen
from studio.core.errors import TrackingError

Array = NDArray[np.float64]

_METADATA = "geometry_pipeline_metadata_landmarks.binarypb"
_MESH_POINTS = 468
"""The irises have no place on the canonical face."""
_FLOATS_PER_VERTEX = 5
_HALF_FOV_RAD = np.radians(63.0) / 2
"""MediaPipe's assumed camera: 63° from top to bottom, near plane at 1 cm."""


@dataclass(frozen=True, slots=True, eq=False)
class FaceGeometry:
    """The canonical face, as the model file has it."""

    canonical: Array
    """(k, 3), centimetres: the points that carry weight."""
    rows: NDArray[np.intp]
    """(k,): their rows among the face's points."""
    weights: Array
    """(k,), sum 1."""

    @staticmethod
    def from_model(face_model: Path) -> FaceGeometry:
        """Reads it from face_landmarker.task. Raises TrackingError."""
        try:
            with zipfile.ZipFile(face_model) as bundle:
                return _parsed(bundle.read(_METADATA))
        except (OSError, KeyError, ValueError, struct.error, IndexError, zipfile.BadZipFile) as error:
            raise TrackingError(
                f"the face model has no usable geometry ({error})",
                where=str(face_model),
                remedy="run `studio doctor`; it checks the model files",
            ) from error

    def camera_from_face(self, points: FloatArray, image_size: tuple[int, int]) -> FloatArray:
        """(4, 4) as `FaceLandmarks.camera_from_face` from (478, 3) points in image space."""
        height_at_near = 2.0 * np.tan(_HALF_FOV_RAD)
        width_at_near = height_at_near * image_size[0] / image_size[1]
        x, y, z = points.astype(np.float64).T
        screen = np.stack(((x - 0.5) * width_at_near, (0.5 - y) * height_at_near, z * width_at_near), axis=1)
        depth_offset = screen[:_MESH_POINTS, 2].mean()
        screen = screen[self.rows]

        def in_centimetres_at(scale: float) -> Array:
            depth = (screen[:, 2] - depth_offset + 1.0) / scale
            return np.stack((screen[:, 0] * depth, screen[:, 1] * depth, -depth), axis=1)

        first = _scale(self._fit(screen * (1.0, 1.0, -1.0)))
        second = _scale(self._fit(in_centimetres_at(first)))
        return frozen(self._fit(in_centimetres_at(first * second)))

    def _fit(self, targets: Array) -> Array:
        """(4, 4): the rotation, scale and move that bring the canonical points nearest to the targets (Procrustes)."""
        weights = self.weights[:, None]
        source_center = (weights * self.canonical).sum(0)
        sources = self.canonical - source_center
        u, _, vt = np.linalg.svd((weights * targets).T @ sources)
        if np.linalg.det(u) * np.linalg.det(vt) < 0:
            u[:, 2] *= -1
        rotation = u @ vt
        scale = float((weights * (sources @ rotation.T) * targets).sum() / (weights * sources * self.canonical).sum())
        matrix = np.eye(4)
        matrix[:3, :3] = scale * rotation
        matrix[:3, 3] = (weights * targets).sum(0) - matrix[:3, :3] @ source_center
        return matrix


def _scale(matrix: Array) -> float:
    return float(np.linalg.norm(matrix[:3, 0]))


def _parsed(data: bytes) -> FaceGeometry:
    """geometry_pipeline_metadata.proto: 1 canonical mesh (3 vertex buffer), 2 procrustes basis (1 id, 2 weight)."""
    values: list[float] = []
    basis: list[tuple[int, float]] = []
    for field, content in _fields(data):
        if field == 1:
            values = [value for inner, value in _fields(content) if inner == 3]
        elif field == 2:
            point = dict(_fields(content))
            basis.append((point[1], point[2]))
    vertices = np.array(values, np.float64).reshape(-1, _FLOATS_PER_VERTEX)
    rows = np.array([row for row, _ in basis], np.intp)
    weights = np.array([weight for _, weight in basis], np.float64)
    if len(vertices) != _MESH_POINTS or not len(rows):
        raise ValueError(f"{len(vertices)} vertices, {len(rows)} weights")
    return FaceGeometry(vertices[rows, :3], rows, weights / weights.sum())


def _fields(data: bytes) -> Iterator[tuple[int, Any]]:
    """(number, value) of each field of a protocol buffer; the kinds of value that the metadata uses."""
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        kind = tag & 7
        if kind == 0:
            value, at = _varint(data, at)
            yield tag >> 3, value
        elif kind == 2:
            length, at = _varint(data, at)
            yield tag >> 3, data[at : at + length]
            at += length
        elif kind == 5:
            yield tag >> 3, struct.unpack_from("<f", data, at)[0]
            at += 4
        else:
            raise ValueError(f"a field of kind {kind}")


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        octet = data[at]
        value |= (octet & 127) << shift
        at, shift = at + 1, shift + 7
        if octet < 128:
            return value, at
