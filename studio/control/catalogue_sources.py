"""What the catalogue says of the commands in `source_commands`; see `catalogue_show`."""

from __future__ import annotations

from studio.control import commands as c
from studio.control import source_commands as s
from studio.control.titles import Category, Offer, Text

_ON = (Text("开关", "On"), Text("开或关", "on or off"), Offer.NONE)
_PORT = (Text("端口", "Port"), Text("UDP，1024 至 65535", "UDP, 1024 to 65535"), Offer.NONE)

ARGUMENTS: dict[tuple[str, str], tuple[Text, Text, Offer]] = {
    ("ListenVmc", "on"): _ON,
    ("ListenVmc", "port"): _PORT,
    ("ListenVmc", "sender"): (
        Text("发送方地址", "Sender"),
        Text("另一台机器的地址；留空则只收本机", "address of another machine; empty: this one only"),
        Offer.NONE,
    ),
    ("ListenPhone", "on"): _ON,
    ("ListenPhone", "address"): (
        Text("手机地址", "Phone's address"),
        Text("如 192.168.1.23", "such as 192.168.1.23"),
        Offer.NONE,
    ),
    ("SendVmc", "on"): _ON,
    ("SendVmc", "host"): (Text("接收方", "Receiver"), Text("机器的地址", "address of a machine"), Offer.NONE),
    ("SendVmc", "port"): _PORT,
    ("RoutePart", "part"): (Text("部位", "Part"), Text("脸、身体或手", "face, body or hands"), Offer.NONE),
    ("RoutePart", "source"): (
        Text("跟随", "Follows"),
        Text("摄像头、手机或 VMC", "camera, phone or VMC"),
        Offer.NONE,
    ),
    ("UseVoice", "mode"): (
        Text("何时", "When"),
        Text("关、看不见嘴时、始终", "off, where the mouth is not seen, always"),
        Offer.NONE,
    ),
    ("UseVoice", "device"): (
        Text("麦克风", "Microphone"),
        Text("留空则用系统默认", "leave empty for the system's own"),
        Offer.MICROPHONES,
    ),
    ("LookIntoCamera", "on"): _ON,
}

COMMANDS: tuple[tuple[type[c.Command], Category, Text, Text], ...] = (
    (
        s.RoutePart,
        Category.PERFORMER,
        Text("分配动作来源", "Route a part"),
        Text("脸、身体、手各跟随哪个来源", "Which source the face, the body and the hands follow"),
    ),
    (
        s.UseVoice,
        Category.PERFORMER,
        Text("声音驱动口型", "Mouth by voice"),
        Text("用麦克风驱动口型；声音不保存", "The mouth by the microphone; no sound is kept"),
    ),
    (
        s.LookIntoCamera,
        Category.PERFORMER,
        Text("看向观众", "Look at the viewer"),
        Text("眼睛始终看向观众", "The eyes look at the viewer, wherever the performer looks"),
    ),
    (
        s.ListenPhone,
        Category.PERFORMER,
        Text("手机面捕", "Phone"),
        Text("接收手机 iFacialMocap 的表情", "Takes the face of a phone with iFacialMocap"),
    ),
    (
        s.ListenVmc,
        Category.PERFORMER,
        Text("接收 VMC", "Listen to VMC"),
        Text("接收动捕服、VR 追踪器等按 VMC 协议发来的动作", "Takes poses of suits, VR trackers and other programs"),
    ),
    (
        s.SendVmc,
        Category.OUTPUT,
        Text("发送 VMC", "Send VMC"),
        Text("把数字人的动作按 VMC 协议发给其他程序", "Sends the avatar's motion to other programs"),
    ),
)
