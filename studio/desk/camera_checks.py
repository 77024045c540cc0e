"""Whether a performer sits well before the camera: pass or fail with what to do, from landmarks and the tracker's rate.

Pure. Light alone cannot be told from landmarks: it is measured on the performer's own picture, while they look at it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from studio.control.state import PartStatus, Show
from studio.core.landmarks import Landmarks
from studio.desk.language import told

translate = QCoreApplication.translate

_NEAR_CM, _FAR_CM = 35.0, 110.0
_RATE_GOOD, _RATE_POOR = 22.0, 14.0
_DARK, _BRIGHT = 55.0, 215.0
"""Mean brightness of the face, 0 to 255."""
_SHOULDERS = (11, 12)


class Verdict(StrEnum):
    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    key: str
    title: str
    verdict: Verdict
    text: str
    """What was found, or what to do."""


def examine(state: Show, landmarks: Landmarks | None, brightness: float | None) -> tuple[Finding, ...]:
    """`brightness`: of the face in the performer's own picture, 0 to 255; None while it is not shown."""
    return (
        _camera(state),
        _rate(state),
        _face(landmarks),
        _distance(landmarks),
        _framing(landmarks),
        _light(brightness),
    )


def _camera(state: Show) -> Finding:
    title = translate("Doctor", "Camera")
    tracker = state.tracker
    if state.source == "none":
        return Finding("camera", title, Verdict.FAIL, translate("Doctor", "Choose a camera above"))
    if not state.source.startswith("camera:"):
        return Finding(
            "camera", title, Verdict.UNKNOWN, translate("Doctor", "A recording plays; choose a camera above")
        )
    if tracker.status is PartStatus.RUNNING:
        text = tracker.detail or translate("Doctor", "It gives pictures")
        return Finding("camera", title, Verdict.PASS, text)
    if tracker.problem:
        return Finding(
            "camera", title, Verdict.FAIL, " → ".join(told(part) for part in (tracker.problem, tracker.remedy) if part)
        )
    return Finding("camera", title, Verdict.UNKNOWN, translate("Doctor", "It is being opened…"))


def _rate(state: Show) -> Finding:
    title, fps = translate("Doctor", "Speed"), state.health.tracker_fps
    if state.tracker.status is not PartStatus.RUNNING or fps <= 0:
        return Finding("rate", title, Verdict.UNKNOWN, translate("Doctor", "Not measured yet"))
    text = translate("Doctor", "{fps} pictures a second").format(fps=f"{fps:.0f}")
    if fps >= _RATE_GOOD:
        return Finding("rate", title, Verdict.PASS, text)
    advice = translate("Doctor", "more light or fewer other programs help")
    return Finding("rate", title, Verdict.FAIL if fps < _RATE_POOR else Verdict.PASS, _and_so(text, advice))


def _and_so(found: str, advice: str) -> str:
    return translate("Doctor", "{found}; {advice}").format(found=found, advice=advice)


def _face(landmarks: Landmarks | None) -> Finding:
    title = translate("Doctor", "Face")
    if landmarks is None or landmarks.face is None:
        return Finding(
            "face", title, Verdict.FAIL, translate("Doctor", "Look into the camera, nothing before your face")
        )
    return Finding("face", title, Verdict.PASS, translate("Doctor", "Seen"))


def _distance(landmarks: Landmarks | None) -> Finding:
    title = translate("Doctor", "Distance")
    if landmarks is None or landmarks.face is None:
        return Finding("distance", title, Verdict.UNKNOWN, translate("Doctor", "Not measured yet"))
    away_cm = abs(float(landmarks.face.camera_from_face[2, 3]))
    text = translate("Doctor", "about {cm} cm").format(cm=round(away_cm / 5) * 5)
    if away_cm < _NEAR_CM:
        return Finding("distance", title, Verdict.FAIL, _and_so(text, translate("Doctor", "move back a little")))
    if away_cm > _FAR_CM:
        return Finding("distance", title, Verdict.FAIL, _and_so(text, translate("Doctor", "come nearer")))
    return Finding("distance", title, Verdict.PASS, text)


def _framing(landmarks: Landmarks | None) -> Finding:
    title = translate("Doctor", "Framing")
    if landmarks is None or landmarks.face is None:
        return Finding("framing", title, Verdict.UNKNOWN, translate("Doctor", "Not measured yet"))
    points = landmarks.face.points
    left, right = float(points[:, 0].min()), float(points[:, 0].max())
    top, bottom = float(points[:, 1].min()), float(points[:, 1].max())
    middle = (left + right) / 2
    if left < 0.02 or right > 0.98 or top < 0.02 or bottom > 0.98:
        return Finding("framing", title, Verdict.FAIL, translate("Doctor", "Your face is cut off: move into the oval"))
    if not 0.3 <= middle <= 0.7:
        return Finding("framing", title, Verdict.FAIL, translate("Doctor", "Move to the middle of the picture"))
    body = landmarks.body
    shoulders = body is not None and all(
        body.visibility[each] > 0.5 and 0.0 <= body.points[each, 0] <= 1.0 and body.points[each, 1] <= 1.0
        for each in _SHOULDERS
    )
    if not shoulders:
        return Finding(
            "framing", title, Verdict.FAIL, translate("Doctor", "Show both shoulders: move back or tilt the camera")
        )
    return Finding("framing", title, Verdict.PASS, translate("Doctor", "Head and shoulders are in the picture"))


def _light(brightness: float | None) -> Finding:
    title = translate("Doctor", "Light")
    if brightness is None:
        return Finding("light", title, Verdict.UNKNOWN, translate("Doctor", "Measured only while you look at yourself"))
    if brightness < _DARK:
        return Finding("light", title, Verdict.FAIL, translate("Doctor", "Too dark: a lamp behind the screen helps"))
    if brightness > _BRIGHT:
        return Finding("light", title, Verdict.FAIL, translate("Doctor", "Too bright: turn the lamp aside"))
    return Finding("light", title, Verdict.PASS, translate("Doctor", "Even enough"))
