"""`studio bench solving` on a folder: pictures with known head angles, takes."""

from __future__ import annotations

import shutil
import struct
import zlib
from pathlib import Path

import pytest

import studio.library
from studio.core.errors import StudioError
from studio.engine.bench_solving import angles_of_mat, bench_solving
from studio.engine.take_export import trim

WELCOME = Path(studio.library.__file__).parent / "takes" / "welcome.take"


def element(kind: int, content: bytes) -> bytes:
    return struct.pack("<II", kind, len(content)) + content + b"\0" * (-len(content) % 8)


def mat(name: str, numbers: tuple[float, ...], *, packed: bool) -> bytes:
    """A MATLAB 5 file with one matrix of doubles."""
    matrix = element(
        14,
        element(6, struct.pack("<II", 6, 0))
        + element(5, struct.pack("<ii", 1, len(numbers)))
        + element(1, name.encode())
        + element(9, struct.pack(f"<{len(numbers)}d", *numbers)),
    )
    if packed:
        content = zlib.compress(matrix)
        matrix = struct.pack("<II", 15, len(content)) + content
    return b"MATLAB 5.0".ljust(124) + struct.pack("<H", 0x0100) + b"IM" + matrix


@pytest.mark.parametrize("packed", [True, False])
def test_the_angles_of_a_mat_file_are_read(packed: bool, tmp_path: Path) -> None:
    path = tmp_path / "face.mat"
    path.write_bytes(mat("Pose_Para", (0.1, -0.2, 0.3, 1.0, 2.0, 3.0, 0.5), packed=packed))
    assert angles_of_mat(path) == pytest.approx((5.7296, -11.4592, 17.1887), abs=1e-3)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"x" * 200, mat("Other", (1.0, 2.0, 3.0), packed=True), mat("Pose_Para", (1.0,), packed=False),
        mat("Pose_Para", (float("nan"), 0.0, 0.0), packed=False), mat("Pose_Para", (0.0,) * 7, packed=True)[:150],
    ],
)  # fmt: skip
def test_a_broken_mat_file_is_told_with_its_place_and_a_remedy(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "face.mat"
    path.write_bytes(data)
    with pytest.raises(StudioError) as told:
        angles_of_mat(path)
    assert told.value.where == str(path)
    assert told.value.remedy


def test_the_mat_files_of_the_footage_say_what_its_table_says(shared: Path) -> None:
    folder = shared / "footage" / "head_pose"
    rows = (folder / "ANGLES_pitch_yaw_roll_deg.tsv").read_text(encoding="utf-8").splitlines()
    assert rows
    for row in rows:
        name, *angles = row.split("\t")
        assert angles_of_mat(folder / f"aflw2000_{name}.mat") == pytest.approx([float(a) for a in angles], abs=0.01)


def test_takes_in_a_folder_are_measured_one_by_one(tmp_path: Path) -> None:
    trim(WELCOME, tmp_path / "part.take", 16.0, 18.0)
    told = bench_solving(str(tmp_path))
    assert told["part.take"]["delay"]["head_turn_ms"] <= 25.0


def test_a_folder_with_nothing_to_measure_says_what_to_put_there(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing")
    with pytest.raises(StudioError) as told:
        bench_solving(str(tmp_path))
    assert told.value.remedy


@pytest.mark.slow
def test_faces_with_a_table_beside_them_are_measured_against_it(shared: Path, tmp_path: Path) -> None:
    folder = shared / "footage" / "head_pose"
    for name in ("image00050", "image03614"):
        shutil.copy(folder / f"aflw2000_{name}.jpg", tmp_path)
    (tmp_path / "angles.tsv").write_text(
        "image00050\t-4.66\t0.94\t5.64\nimage03614\t0.35\t17.55\t-3.43\nhead\tp\ty\tr\n"
    )
    told = bench_solving(str(tmp_path))["head_error_deg"]
    assert told["faces_found"] == told["pictures"] == 2
    assert max(told["yaw_below_46"]) < 3.0
