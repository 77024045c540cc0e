"""The shipped files of 琼玖 keep what the app, the law and the art promise."""

import hashlib
import json
import struct
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "avatars" / "qiongjiu"

PRESETS = [
    "happy",
    "angry",
    "sad",
    "relaxed",
    "surprised",
    "aa",
    "ih",
    "ou",
    "ee",
    "oh",
    "blink",
    "blinkLeft",
    "blinkRight",
    "lookUp",
    "lookDown",
    "lookLeft",
    "lookRight",
    "neutral",
]

PERFECT_SYNC = [
    "browDownLeft",
    "browDownRight",
    "browInnerUp",
    "browOuterUpLeft",
    "browOuterUpRight",
    "cheekPuff",
    "cheekSquintLeft",
    "cheekSquintRight",
    "eyeBlinkLeft",
    "eyeBlinkRight",
    "eyeLookDownLeft",
    "eyeLookDownRight",
    "eyeLookInLeft",
    "eyeLookInRight",
    "eyeLookOutLeft",
    "eyeLookOutRight",
    "eyeLookUpLeft",
    "eyeLookUpRight",
    "eyeSquintLeft",
    "eyeSquintRight",
    "eyeWideLeft",
    "eyeWideRight",
    "jawForward",
    "jawLeft",
    "jawOpen",
    "jawRight",
    "mouthClose",
    "mouthDimpleLeft",
    "mouthDimpleRight",
    "mouthFrownLeft",
    "mouthFrownRight",
    "mouthFunnel",
    "mouthLeft",
    "mouthLowerDownLeft",
    "mouthLowerDownRight",
    "mouthPressLeft",
    "mouthPressRight",
    "mouthPucker",
    "mouthRight",
    "mouthRollLower",
    "mouthRollUpper",
    "mouthShrugLower",
    "mouthShrugUpper",
    "mouthSmileLeft",
    "mouthSmileRight",
    "mouthStretchLeft",
    "mouthStretchRight",
    "mouthUpperUpLeft",
    "mouthUpperUpRight",
    "noseSneerLeft",
    "noseSneerRight",
    "tongueOut",
]

COMPONENTS = {5121: np.uint8, 5123: np.uint16, 5125: np.uint32, 5126: np.float32}
WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT4": 16}


class Glb:
    """As much of a .vrm file as these tests read."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        self.size = len(data)
        length = struct.unpack_from("<I", data, 12)[0]
        self.json = json.loads(data[20 : 20 + length])
        self.blob = data[28 + length :]
        self.vrm = self.json["extensions"]["VRMC_vrm"]

    def view(self, number: int, offset: int = 0) -> bytes:
        view = self.json["bufferViews"][number]
        start = view.get("byteOffset", 0) + offset
        return self.blob[start : view.get("byteOffset", 0) + view["byteLength"]]

    def array(self, number: int) -> np.ndarray:
        accessor = self.json["accessors"][number]
        width, kind = WIDTHS[accessor["type"]], COMPONENTS[accessor["componentType"]]
        if "bufferView" in accessor:
            raw = np.frombuffer(self.view(accessor["bufferView"]), kind)
            values = raw[: accessor["count"] * width].reshape(-1, width).copy()
        else:
            values = np.zeros((accessor["count"], width), kind)
        if "sparse" in accessor:
            sparse = accessor["sparse"]
            rows = np.frombuffer(
                self.view(sparse["indices"]["bufferView"]), COMPONENTS[sparse["indices"]["componentType"]]
            )
            changed = np.frombuffer(self.view(sparse["values"]["bufferView"]), kind).reshape(-1, width)
            values[rows[: sparse["count"]]] = changed[: sparse["count"]]
        return values

    def motion(self, expression: dict) -> np.ndarray:
        """What an expression moves: all vertices of all meshes that it binds, one above the other, metres."""
        meshes = {}
        for bind in expression["morphTargetBinds"]:
            mesh = self.json["nodes"][bind["node"]]["mesh"]
            target = self.json["meshes"][mesh]["primitives"][0]["targets"][bind["index"]]
            meshes[mesh] = meshes.get(mesh, 0) + bind["weight"] * self.array(target["POSITION"])
        still = {
            i: np.zeros((self.json["accessors"][mesh["primitives"][0]["attributes"]["POSITION"]]["count"], 3))
            for i, mesh in enumerate(self.json["meshes"])
        }
        return np.vstack([meshes.get(i, still[i]) for i in still])

    def triangles(self) -> int:
        primitives = [p for mesh in self.json["meshes"] for p in mesh["primitives"]]
        return sum(self.json["accessors"][p["indices"]]["count"] for p in primitives) // 3

    def draws(self) -> int:
        """Primitives, and once more those with an outline."""
        count = 0
        for mesh in self.json["meshes"]:
            for primitive in mesh["primitives"]:
                toon = self.json["materials"][primitive["material"]]["extensions"]["VRMC_materials_mtoon"]
                count += 2 if toon["outlineWidthMode"] != "none" else 1
        return count

    def picture_sizes(self) -> list[tuple[int, int]]:
        """(width, height) of every texture, thumbnail left out."""
        used = {texture["source"] for texture in self.json["textures"]}
        return [picture_size(self.view(self.json["images"][i]["bufferView"])) for i in sorted(used)]


def picture_size(data: bytes) -> tuple[int, int]:
    """Width and height from the header of a PNG or JPEG."""
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return struct.unpack(">II", data[16:24])
    at = 2
    while at < len(data):
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        if 0xC0 <= marker <= 0xC3:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    raise ValueError("no frame header")


@pytest.fixture(scope="module", params=["full", "light"])
def figure(request) -> Glb:
    manifest = tomllib.loads((HOME / "manifest.toml").read_text(encoding="utf-8"))
    path = HOME / manifest["files"][request.param]
    if not path.exists():
        pytest.skip(f"{path.name} has not been built")
    return Glb(path)


@pytest.fixture(scope="module")
def light() -> Glb:
    path = HOME / "qiongjiu-light.vrm"
    if not path.exists():
        pytest.skip("the light figure has not been built")
    return Glb(path)


def test_speaks_every_preset_and_all_52_perfect_sync_shapes(figure):
    expressions = figure.vrm["expressions"]
    assert set(PRESETS) <= set(expressions["preset"])
    assert set(PERFECT_SYNC) == set(expressions["custom"])
    assert len(PERFECT_SYNC) == 52


def test_each_perfect_sync_shape_moves_the_face_by_something_one_can_see(figure):
    for name in PERFECT_SYNC:
        motion = np.linalg.norm(figure.motion(figure.vrm["expressions"]["custom"][name]), axis=1)
        assert motion.max() > 0.0008, f"{name} moves nothing by more than {motion.max() * 1000:.2f} mm"
        assert motion.max() < 0.040, f"{name} throws a vertex {motion.max() * 1000:.0f} mm away"


def test_no_two_perfect_sync_shapes_are_the_same(figure):
    motions = {name: figure.motion(figure.vrm["expressions"]["custom"][name]) for name in PERFECT_SYNC}
    for i, first in enumerate(PERFECT_SYNC):
        for second in PERFECT_SYNC[i + 1 :]:
            apart = np.linalg.norm(motions[first] - motions[second], axis=1).max()
            assert apart > 0.0008, f"{first} and {second} differ by {apart * 1000:.2f} mm only"


def test_left_and_right_are_mirror_images(figure):
    for name in PERFECT_SYNC:
        if not name.endswith("Left") or name in {"jawLeft", "mouthLeft"}:
            continue
        left = figure.motion(figure.vrm["expressions"]["custom"][name])
        right = figure.motion(figure.vrm["expressions"]["custom"][name.replace("Left", "Right")])
        assert np.linalg.norm(left, axis=1).sum() == pytest.approx(np.linalg.norm(right, axis=1).sum(), rel=0.12)
        assert left[:, 0].sum() == pytest.approx(-right[:, 0].sum(), rel=0.2, abs=0.02)


def test_visemes_can_be_told_apart_by_how_far_they_open(figure):
    def opening(name):
        return -figure.motion(figure.vrm["expressions"]["preset"][name])[:, 1].min()

    assert opening("aa") > opening("oh") > opening("ee") > opening("ou") > 0.003


def test_licence_lets_a_company_sell_with_her(figure):
    meta = figure.vrm["meta"]
    assert meta["commercialUsage"] == "corporation"
    assert meta["avatarPermission"] == "everyone"
    assert meta["allowRedistribution"] is True
    assert meta["creditNotation"] == "unnecessary"
    assert meta["modification"] == "allowModificationRedistribution"
    assert meta["licenseUrl"] == "https://vrm.dev/licenses/1.0/"


def test_has_a_thumbnail(figure):
    image = figure.json["images"][figure.vrm["meta"]["thumbnailImage"]]
    width, height = picture_size(figure.view(image["bufferView"]))
    assert width == height >= 256


def test_skeleton_is_complete_down_to_the_finger_tips(figure):
    bones = figure.vrm["humanoid"]["humanBones"]
    for side in ("left", "right"):
        assert side + "Eye" in bones
        for finger in ("Index", "Middle", "Ring", "Little"):
            for segment in ("Proximal", "Intermediate", "Distal"):
                assert side + finger + segment in bones
        for segment in ("Metacarpal", "Proximal", "Distal"):
            assert side + "Thumb" + segment in bones
    assert figure.vrm["lookAt"]["type"] == "bone"


def test_hair_ribbons_and_shawl_swing_and_rest_on_colliders(figure):
    springs = figure.json["extensions"]["VRMC_springBone"]
    names = " ".join(spring["name"] for spring in springs["springs"])
    for part in ("hairBack", "hairSide", "shake", "tie", "shawl"):
        assert part in names
    assert any(spring.get("colliderGroups") for spring in springs["springs"])
    assert springs["colliders"]


def test_weights_and_morphs_are_sound(figure):
    joints = len(figure.json["skins"][0]["joints"])
    for mesh in figure.json["meshes"]:
        attributes = mesh["primitives"][0]["attributes"]
        weights = figure.array(attributes["WEIGHTS_0"]).astype(int)
        assert (weights.sum(1) == 255).all()
        assert figure.array(attributes["JOINTS_0"]).max() < joints
        positions, normals = figure.array(attributes["POSITION"]), figure.array(attributes["NORMAL"])
        assert np.isfinite(positions).all()
        assert np.linalg.norm(normals, axis=1) == pytest.approx(1, abs=1e-3)


def test_she_is_an_adult_of_six_heads_and_more(figure):
    height = tomllib.loads((HOME / "manifest.toml").read_text(encoding="utf-8"))["height_m"]
    body = next(mesh for mesh in figure.json["meshes"] if mesh["name"] == "face")
    face = figure.array(body["primitives"][0]["attributes"]["POSITION"])
    chin = face[:, 1].min()
    assert 6.2 <= height / (height - chin) <= 6.6


def test_the_flower_has_eight_blossoms_of_five_petals(figure):
    body = next(mesh for mesh in figure.json["meshes"] if mesh["name"] == "body")
    assert body["extras"]["qionghua"] == {"blossoms": 8, "petalsPerBlossom": 5}


def test_full_figure_is_at_most_ten_megabytes_and_light_at_most_four(figure, light):
    assert light.size <= 4_000_000
    assert figure.size <= 10_000_000


def test_light_figure_keeps_the_budget_of_a_machine_without_gpu(light):
    assert light.triangles() <= 20_000
    assert light.draws() <= 14
    assert len(light.json["skins"][0]["joints"]) <= 110
    assert len(light.json["extensions"]["VRMC_springBone"]["springs"]) <= 14
    assert max(max(size) for size in light.picture_sizes()) <= 1024
    opaque = [material for material in light.json["materials"] if material["alphaMode"] == "OPAQUE"]
    assert not any(material["doubleSided"] for material in opaque)


def test_manifest_tells_who_she_is():
    manifest = tomllib.loads((HOME / "manifest.toml").read_text(encoding="utf-8"))
    assert manifest["id"] == "qiongjiu"
    assert manifest["name"] == {"zh": "琼玖", "en": "Qiong Jiu"}
    assert manifest["kind"] == "human-driven"
    assert manifest["likeness"]["based_on_real_person"] is False
    assert manifest["national_code"] == ""
    assert (HOME / manifest["files"]["preview"]).stat().st_size <= 400_000


@pytest.mark.slow
def test_building_her_twice_gives_the_same_bytes(tmp_path):
    for module in ("skia", "scipy", "skimage", "fast_simplification"):
        pytest.importorskip(module)
    digests = []
    for run in ("first", "second"):
        command = [sys.executable, "-m", "avatars.generator", "qiongjiu", "--light", "--out", str(tmp_path / run)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=200)
        digests.append(hashlib.sha256((tmp_path / run / "qiongjiu-light.vrm").read_bytes()).hexdigest())
    assert digests[0] == digests[1]
