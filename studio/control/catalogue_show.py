"""What the catalogue says of the commands in `commands`: category, title, help; and of their arguments."""

from __future__ import annotations

from studio.control import commands as c
from studio.control.titles import GATE_TITLES, Category, Offer, Text

_PATH_HELP = Text("留空则自动命名", "leave empty for a name of its own")


ARGUMENTS: dict[tuple[str, str], tuple[Text, Text, Offer]] = {
    ("ChooseSource", "source"): (
        Text("来源", "Source"),
        Text(
            "camera:编号或名称、file:视频路径、take:名称，或 none",
            "camera:NUMBER or NAME, file:PATH of a video, take:NAME, or none",
        ),
        Offer.SOURCES,
    ),
    ("ChooseAvatar", "avatar"): (
        Text("数字人", "Avatar"),
        Text("名称，或 .vrm 文件的路径", "its name, or the path of a .vrm file"),
        Offer.AVATARS,
    ),
    ("SetMirror", "on"): (Text("镜像", "Mirror"), Text("开或关", "on or off"), Offer.NONE),
    ("SetFraming", "framing"): (
        Text("景别", "Framing"),
        Text("脸部、胸像、半身或全身", "face, bust, half or full figure"),
        Offer.NONE,
    ),
    ("SetBackground", "background"): (
        Text("背景", "Background"),
        Text(
            "default（柔和影棚）、transparent（透明）、#rrggbb 颜色、set:场景/变体，或图片路径",
            "default (a soft studio), transparent, a colour #rrggbb, set:ID/VARIANT, or the path of a picture",
        ),
        Offer.NONE,
    ),
    ("SetCanvas", "width"): (Text("宽", "Width"), Text("像素，偶数", "pixels, even"), Offer.NONE),
    ("SetCanvas", "height"): (Text("高", "Height"), Text("像素，偶数", "pixels, even"), Offer.NONE),
    ("SetCanvas", "fps"): (Text("帧率", "Frame rate"), Text("每秒帧数", "frames per second"), Offer.NONE),
    ("HoldExpression", "expression"): (
        Text("表情", "Expression"),
        Text("数字人已有的表情", "one the avatar has"),
        Offer.EXPRESSIONS,
    ),
    ("HoldExpression", "weight"): (
        Text("强度", "Strength"),
        Text("0 至 1；0 为松开", "0 to 1; 0 releases it"),
        Offer.NONE,
    ),
    ("SignOff", "row"): (
        Text("项目", "Row"),
        Text(
            "待签字的一项：" + "、".join(GATE_TITLES),
            "one that waits for a signature: " + ", ".join(GATE_TITLES),
        ),
        Offer.GATE,
    ),
    ("SignOff", "by"): (
        Text("设备", "Device"),
        Text("在别的设备上签字时由服务器填写", "of a signature from another device; the server fills it in"),
        Offer.NONE,
    ),
    ("SignOff", "reviewer"): (Text("审核人", "Reviewer"), Text("姓名，写入留痕", "a name; it is logged"), Offer.NONE),
    ("GiveConsent", "performer"): (
        Text("表演者", "Performer"),
        Text("姓名或代号，写入留痕", "a name or pseudonym; it is logged"),
        Offer.NONE,
    ),
    ("GiveConsent", "given"): (Text("同意", "Consent"), Text("关为撤回", "off withdraws it"), Offer.NONE),
    ("CutToSlate", "on"): (Text("垫片", "Slate"), Text("开为显示，关为返回", "on shows it, off returns"), Offer.NONE),
    ("StartRecording", "path"): (Text("文件", "File"), _PATH_HELP, Offer.NONE),
    ("SaveStill", "path"): (Text("文件", "File"), _PATH_HELP, Offer.NONE),
    ("StartVirtualCamera", "device"): (
        Text("设备", "Device"),
        Text("留空则用第一个", "leave empty for the first one"),
        Offer.NONE,
    ),
    ("SwitchObsScene", "scene"): (
        Text("场景", "Scene"),
        Text("OBS 里已有的场景", "one that OBS has"),
        Offer.OBS_SCENES,
    ),
    ("ShowPerformer", "on"): (Text("预览", "Preview"), Text("开或关", "on or off"), Offer.NONE),
}

COMMANDS: tuple[tuple[type[c.Command], Category, Text, Text], ...] = (
    (
        c.GoLive,
        Category.AIR,
        Text("开播", "Go live"),
        Text("从此刻起画面算作正式播出", "From here on the picture counts as broadcast"),
    ),
    (
        c.Rehearse,
        Category.AIR,
        Text("回到排练", "Back to rehearsal"),
        Text("画面不再算作播出，输出可以继续", "The picture no longer counts as broadcast; outputs may go on"),
    ),
    (
        c.SignOff,
        Category.AIR,
        Text("审核签字", "Sign off"),
        Text(
            "审核人对开播前的一项负责；红色项目不能签",
            "A reviewer takes a row of the gate upon themselves; red rows cannot be signed",
        ),
    ),
    (
        c.GiveConsent,
        Category.PERFORMER,
        Text("同意采集", "Give consent"),
        Text(
            "表演者同意：只在内存中处理面部特征点以驱动数字人，不存视频、不上传；可随时撤回",
            "The performer agrees: face landmarks drive the avatar in memory, no video is kept, "
            "nothing is sent; it can be withdrawn at any time",
        ),
    ),
    (
        c.CutToSlate,
        Category.AIR,
        Text("切到垫片", "Cut to slate"),
        Text(
            "立即用品牌垫片代替数字人，标识保留",
            "Shows the brand's slate instead of the avatar at once; the label stays",
        ),
    ),
    (
        c.ChooseSource,
        Category.PERFORMER,
        Text("选择来源", "Choose source"),
        Text("表演来自哪个摄像头、视频或表演记录", "Which camera, video or take the performance comes from"),
    ),
    (
        c.SetMirror,
        Category.PERFORMER,
        Text("镜像", "Mirror"),
        Text("数字人像镜中的自己一样动作", "The avatar moves like your own mirror image"),
    ),
    (
        c.Calibrate,
        Category.PERFORMER,
        Text("校准", "Calibrate"),
        Text(
            "看向前方、放松，把此刻作为自然状态",
            "Look straight and relax: this moment becomes the neutral face",
        ),
    ),
    (
        c.ShowPerformer,
        Category.PERFORMER,
        Text("看摄像头", "Show camera"),
        Text("只在本机预览摄像头画面，绝不外送", "Previews the camera on this machine only; it is never sent"),
    ),
    (
        c.ChooseAvatar,
        Category.AVATAR,
        Text("选择数字人", "Choose avatar"),
        Text("换一位数字人出镜", "Changes who is on the picture"),
    ),
    (
        c.HoldExpression,
        Category.AVATAR,
        Text("保持表情", "Hold expression"),
        Text("保持一个表情直到松开", "Holds an expression until it is released"),
    ),
    (
        c.ReleaseExpressions,
        Category.AVATAR,
        Text("松开表情", "Release expressions"),
        Text("松开所有保持的表情", "Lets go of every held expression"),
    ),
    (
        c.SetFraming,
        Category.PICTURE,
        Text("景别", "Framing"),
        Text("镜头取多少身体", "How much of the avatar the camera takes in"),
    ),
    (
        c.SetBackground,
        Category.PICTURE,
        Text("背景", "Background"),
        Text("透明、颜色或图片", "Transparent, a colour or a picture"),
    ),
    (
        c.SetCanvas,
        Category.PICTURE,
        Text("画布", "Canvas"),
        Text(
            "画面的大小与帧率；播出和录制时不可更改",
            "The picture's size and rate; not while on air or recording",
        ),
    ),
    (
        c.StartRecording,
        Category.OUTPUT,
        Text("开始录制", "Start recording"),
        Text("把画面录成 MP4 文件", "Records the picture to an MP4 file"),
    ),
    (
        c.StopRecording,
        Category.OUTPUT,
        Text("停止录制", "Stop recording"),
        Text("结束录制并存好文件", "Closes the recording and keeps the file"),
    ),
    (
        c.SaveStill,
        Category.OUTPUT,
        Text("拍一张", "Save still"),
        Text("把下一帧存成 PNG 图片", "Writes the next frame as a PNG picture"),
    ),
    (
        c.StartVirtualCamera,
        Category.OUTPUT,
        Text("打开虚拟摄像头", "Start virtual camera"),
        Text("把画面送到系统的虚拟摄像头", "Sends the picture to the system's virtual camera"),
    ),
    (
        c.StopVirtualCamera,
        Category.OUTPUT,
        Text("关闭虚拟摄像头", "Stop virtual camera"),
        Text("不再向虚拟摄像头送画面", "Stops sending the picture to the virtual camera"),
    ),
    (
        c.ConnectObs,
        Category.OUTPUT,
        Text("连接 OBS", "Connect OBS"),
        Text("寻找 OBS 并与它联动，断开后自动重连", "Finds OBS and works with it; comes back by itself"),
    ),
    (
        c.DisconnectObs,
        Category.OUTPUT,
        Text("断开 OBS", "Disconnect OBS"),
        Text("不再与 OBS 联动", "No longer works with OBS"),
    ),
    (
        c.SwitchObsScene,
        Category.OUTPUT,
        Text("切换 OBS 场景", "Switch OBS scene"),
        Text("让 OBS 播出另一个场景", "Puts another scene of OBS on its program"),
    ),
    (
        c.StopShow,
        Category.MACHINE,
        Text("结束演播", "Stop the show"),
        Text("有序地结束演播进程", "Ends the show process in good order"),
    ),
)
