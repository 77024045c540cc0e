"""What the catalogue says of the commands in `remote_commands`; see `catalogue_show`."""

from __future__ import annotations

from studio.control import commands as c
from studio.control import remote_commands as r
from studio.control.titles import Category, Offer, Text

ARGUMENTS: dict[tuple[str, str], tuple[Text, Text, Offer]] = {
    ("OpenToLan", "on"): (Text("开放", "Open"), Text("开或关", "on or off"), Offer.NONE),
    ("OpenToLan", "tls"): (
        Text("加密", "Encrypted"),
        Text(
            "用演播室自己的证书；设备首次会提示不受信任", "by the studio's own certificate, which devices warn of once"
        ),
        Offer.NONE,
    ),
    ("OfferPairing", "role"): (
        Text("身份", "Role"),
        Text("旁观、场控或品牌方", "viewer, operator or brand"),
        Offer.NONE,
    ),
    ("OfferPairing", "name"): (
        Text("名称", "Name"),
        Text("这台设备叫什么；留空则由它自己说", "what the device is called; empty: it says so itself"),
        Offer.NONE,
    ),
    ("RevokeRemote", "remote"): (Text("设备", "Device"), Text("已配对的一台", "one that is paired"), Offer.REMOTES),
    ("AlignObsAudio", "source"): (
        Text("声音来源", "Sound source"),
        Text("OBS 里的麦克风；留空则全部恢复", "a microphone in OBS; empty takes all delays back"),
        Offer.OBS_SOUNDS,
    ),
    ("StartStream", "address"): (
        Text("地址", "Address"),
        Text(
            "udp://主机:端口 或 tcp://主机:端口，写第二台电脑的地址；留空则用上次的",
            "udp://HOST:PORT or tcp://HOST:PORT of the second PC; empty: the last one",
        ),
        Offer.NONE,
    ),
}

COMMANDS: tuple[tuple[type[c.Command], Category, Text, Text], ...] = (
    (
        r.OpenToLan,
        Category.MACHINE,
        Text("开放局域网", "Open to the network"),
        Text("让同一网络里的手机和电脑打开网页面板", "Lets phones and computers of this network open the web panel"),
    ),
    (
        r.OfferPairing,
        Category.MACHINE,
        Text("配对设备", "Pair a device"),
        Text(
            "给一台设备二维码和六位数字，两分钟内有效，只能用一次",
            "A QR code and six digits for one device, good for two minutes, once",
        ),
    ),
    (
        r.EndPairing,
        Category.MACHINE,
        Text("收回配对码", "End pairing"),
        Text("配对码立即失效", "The code is worth nothing from now on"),
    ),
    (
        r.RevokeRemote,
        Category.MACHINE,
        Text("取消配对", "Revoke a device"),
        Text("该设备立即退出，令牌作废", "The device is shown out and its token is void"),
    ),
    (
        r.SetUpObs,
        Category.OUTPUT,
        Text("设置 OBS", "Set up OBS"),
        Text("在 OBS 里建好场景和节目画面，可反复使用", "Makes scenes and the program picture in OBS; may be repeated"),
    ),
    (
        r.AlignObsAudio,
        Category.OUTPUT,
        Text("声画对齐", "Align sound"),
        Text(
            "按测得的画面延迟推迟 OBS 里的声音，可恢复",
            "Delays a sound in OBS by the measured delay of the picture; can be undone",
        ),
    ),
    (
        r.StartStream,
        Category.OUTPUT,
        Text("开始网络串流", "Start stream"),
        Text("把画面送到第二台电脑上的 OBS（不透明）", "Sends the picture to OBS on a second PC (opaque)"),
    ),
    (
        r.StopStream,
        Category.OUTPUT,
        Text("停止网络串流", "Stop stream"),
        Text("不再向网络送画面", "Stops sending the picture over the network"),
    ),
)
