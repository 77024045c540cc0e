"""What the catalogue says of the commands in `goods_commands`; see `catalogue_show`."""

from __future__ import annotations

from studio.control import commands as c
from studio.control import goods_commands as g
from studio.control.titles import Category, Offer, Text

_PRODUCT = (
    Text("商品", "Product"),
    Text("排品表里的编号（SKU 或链接号）", "its key in the rundown: SKU or link number"),
    Offer.PRODUCTS,
)
_OVERLAY = (Text("贴片", "Overlay"), Text("预设里的贴片", "one of the preset's overlays"), Offer.OVERLAYS)
_BY = (Text("操作人", "By"), Text("姓名，写入留痕", "a name; it is logged"), Offer.NONE)
_FEN = Text("整数，单位为分", "whole fen, 1/100 yuan")
_SHARE = Text("占画布的比例，-1 至 1", "share of the canvas, -1 to 1")

ARGUMENTS: dict[tuple[str, str], tuple[Text, Text, Offer]] = {
    ("OpenPreset", "preset"): (
        Text("品牌预设", "Preset"),
        Text("名称，或预设文件夹的路径", "its name, or the path of its folder"),
        Offer.PRESETS,
    ),
    ("CreatePreset", "preset"): (
        Text("文件夹名", "Folder name"),
        Text("小写字母、数字、- 和 _", "small letters, digits, - and _"),
        Offer.NONE,
    ),
    ("CreatePreset", "title_zh"): (Text("中文名", "Chinese name"), Text("品牌或店铺", "of the brand"), Offer.NONE),
    ("CreatePreset", "title_en"): (Text("英文名", "English name"), Text("可留空", "may be empty"), Offer.NONE),
    ("CreatePreset", "family"): (
        Text("贴片风格", "Overlay family"),
        Text("漆、园或市", "lacquer, garden or market"),
        Offer.NONE,
    ),
    ("EditPreset", "key"): (Text("键", "Key"), Text("如 brand.primary", "such as brand.primary"), Offer.NONE),
    ("EditPreset", "value"): (
        Text("值", "Value"),
        Text('JSON 写法，如 "#9d2933"；null 为删去', 'as JSON, such as "#9d2933"; null takes it away'),
        Offer.NONE,
    ),
    ("WritePreset", "text"): (
        Text("文件内容", "The file"),
        Text("preset.toml 的全文", "the whole text of preset.toml"),
        Offer.NONE,
    ),
    ("PackPreset", "path"): (
        Text("文件", "File"),
        Text("留空则自动命名", "leave empty for a name of its own"),
        Offer.NONE,
    ),
    ("ShowProduct", "product"): _PRODUCT,
    ("ShowCard", "on"): (Text("显示", "Shown"), Text("开或关", "on or off"), Offer.NONE),
    ("HoldRundown", "on"): (Text("锁定", "Held"), Text("开或关", "on or off"), Offer.NONE),
    ("SetPrice", "product"): _PRODUCT,
    ("SetPrice", "price_fen"): (Text("直播价（分）", "Live price, fen"), _FEN, Offer.NONE),
    ("SetPrice", "by"): _BY,
    ("SetComparedPrice", "product"): _PRODUCT,
    ("SetComparedPrice", "price_fen"): (
        Text("对比价（分）", "Compared price, fen"),
        Text("整数，单位为分；0 为删去", "whole fen; 0 takes it away"),
        Offer.NONE,
    ),
    ("SetComparedPrice", "basis"): (
        Text("依据", "Basis"),
        Text("如“近7日最低成交价”", "such as “lowest deal of the last 7 days”"),
        Offer.NONE,
    ),
    ("SetComparedPrice", "by"): _BY,
    ("SetStock", "product"): _PRODUCT,
    ("SetStock", "stock"): (Text("库存", "Stock"), Text("真实剩余件数", "what is really left"), Offer.NONE),
    ("SetStock", "by"): _BY,
    ("MoveProduct", "product"): _PRODUCT,
    ("MoveProduct", "place"): (Text("位置", "Place"), Text("从 1 数起", "counted from 1"), Offer.NONE),
    ("ImportRundown", "path"): (Text("文件", "File"), Text("CSV 或 XLSX", "CSV or XLSX"), Offer.NONE),
    ("ExportRundown", "path"): (
        Text("文件", "File"),
        Text("CSV 或 XLSX；留空则自动命名", "CSV or XLSX; leave empty for a name of its own"),
        Offer.NONE,
    ),
    ("ShowOverlay", "overlay"): _OVERLAY,
    ("ShowOverlay", "on"): (Text("显示", "Shown"), Text("开或关", "on or off"), Offer.NONE),
    ("SetOverlayText", "overlay"): _OVERLAY,
    ("SetOverlayText", "text_zh"): (
        Text("中文", "Chinese"),
        Text("留空则不显示", "an empty one is not drawn"),
        Offer.NONE,
    ),
    ("SetOverlayText", "text_en"): (
        Text("英文", "English"),
        Text("双语预设才显示", "shown by bilingual presets"),
        Offer.NONE,
    ),
    ("PlaceOverlay", "overlay"): _OVERLAY,
    ("PlaceOverlay", "tall"): (
        Text("竖屏", "Tall"),
        Text("开为竖屏的位置，关为横屏的", "on: its place on tall canvases, off: on wide ones"),
        Offer.NONE,
    ),
    ("PlaceOverlay", "anchor"): (
        Text("锚点", "Anchor"),
        Text("画布与贴片对齐的点", "the point of canvas and overlay that meet"),
        Offer.NONE,
    ),
    ("PlaceOverlay", "x"): (Text("向右", "To the right"), _SHARE, Offer.NONE),
    ("PlaceOverlay", "y"): (Text("向下", "Down"), _SHARE, Offer.NONE),
    ("PlaceOverlay", "width"): (
        Text("宽度", "Width"),
        Text("占画布宽的比例，0.05 至 1", "share of the canvas's width, 0.05 to 1"),
        Offer.NONE,
    ),
    ("ChooseCloseUp", "source"): (
        Text("特写摄像头", "Close-up camera"),
        Text(
            "camera:编号或名称、file:视频路径；留空为不用", "camera:NUMBER or NAME, file:PATH of a video; empty: none"
        ),
        Offer.SOURCES,
    ),
    ("KeyCloseUp", "on"): (
        Text("抠像", "Cut out"),
        Text("关为显示整个画面", "off shows the whole picture"),
        Offer.NONE,
    ),
    ("KeyCloseUp", "color"): (
        Text("垫布颜色", "Colour of the mat"),
        Text("#rrggbb，如绿垫 #00b140", "#rrggbb, such as #00b140 for a green mat"),
        Offer.NONE,
    ),
    ("KeyCloseUp", "tolerance"): (
        Text("容差", "Tolerance"),
        Text("0 至 1；大则阴影和褶皱也抠去", "0 to 1; more takes shadows and folds too"),
        Offer.NONE,
    ),
    ("KeyCloseUp", "softness"): (
        Text("柔边", "Softness"),
        Text("0 至 1；边缘过渡的宽度", "0 to 1; how gently the edge fades"),
        Offer.NONE,
    ),
    ("KeyCloseUp", "spill"): (
        Text("去溢色", "Spill"),
        Text("0 至 1；去掉商品上映出的垫布颜色", "0 to 1; takes the mat's tint off the goods"),
        Offer.NONE,
    ),
    ("StartCountdown", "what"): (Text("事项", "What"), Text("到点会发生什么", "what happens at its end"), Offer.NONE),
    ("StartCountdown", "minutes"): (
        Text("分钟", "Minutes"),
        Text("从现在起；到点为真，不重来", "from now; the end is real and is not set back"),
        Offer.NONE,
    ),
    ("AddComment", "author"): (Text("观众", "Viewer"), Text("昵称", "a nickname"), Offer.NONE),
    ("AddComment", "text"): (Text("评论", "Comment"), Text("原话", "in their own words"), Offer.NONE),
    ("ShowComment", "comment"): (Text("编号", "Number"), Text("队列里的一条", "one of the queue"), Offer.COMMENTS),
    ("CloseComment", "comment"): (Text("编号", "Number"), Text("队列里的一条", "one of the queue"), Offer.COMMENTS),
    ("CloseComment", "answered"): (
        Text("已回答", "Answered"),
        Text("关为不予回答", "off: dropped without an answer"),
        Offer.NONE,
    ),
    ("Correct", "text"): (Text("更正", "Correction"), Text("正确的说法", "what is right"), Offer.NONE),
    ("Correct", "by"): _BY,
    ("TellPerformer", "text"): (
        Text("内容", "Words"),
        Text("留空则收回", "leave empty to take them away"),
        Offer.NONE,
    ),
    ("TellPerformer", "by"): _BY,
    ("PlayGesture", "gesture"): (Text("动作", "Gesture"), Text("已有的动作", "one the show has"), Offer.GESTURES),
    ("MarkMoment", "note"): (Text("备注", "Note"), Text("可留空", "may be empty"), Offer.NONE),
}

COMMANDS: tuple[tuple[type[c.Command], Category, Text, Text], ...] = (
    (
        g.OpenPreset,
        Category.BRAND,
        Text("打开预设", "Open preset"),
        Text("换上一个品牌的形象、场景、贴片和排品表", "Puts on a brand: avatar, set, overlays and rundown"),
    ),
    (
        g.ClosePreset,
        Category.BRAND,
        Text("关闭预设", "Close preset"),
        Text("回到演播室自己的样子，没有商品", "Back to the studio's own look, without goods"),
    ),
    (
        g.CreatePreset,
        Category.BRAND,
        Text("新建预设", "New preset"),
        Text("在自己的文件夹里新建一个品牌预设并打开", "Makes a brand's preset in your own folder and opens it"),
    ),
    (
        g.EditPreset,
        Category.BRAND,
        Text("修改预设", "Edit preset"),
        Text("修改预设文件里的一个值，不合规则不写入", "Changes one value of its file, if it stays sound"),
    ),
    (
        g.WritePreset,
        Category.BRAND,
        Text("写入预设", "Write preset"),
        Text("用这段文字替换预设文件，不合规则不写入", "Replaces its file, if the text is sound"),
    ),
    (
        g.PackPreset,
        Category.BRAND,
        Text("打包预设", "Pack preset"),
        Text("连同图片和排品表打成一个文件", "One file with its pictures and rundown, for another machine"),
    ),
    (
        g.ShowProduct,
        Category.GOODS,
        Text("上商品", "Show product"),
        Text("显示商品卡，并执行该商品的提示", "Shows its card and does what its cue says"),
    ),
    (g.NextProduct, Category.GOODS, Text("下一个", "Next"), Text("排品表里的下一个商品", "The next of the rundown")),
    (
        g.PreviousProduct,
        Category.GOODS,
        Text("上一个", "Previous"),
        Text("排品表里的上一个商品", "The one before in the rundown"),
    ),
    (
        g.ShowCard,
        Category.GOODS,
        Text("商品卡", "Product card"),
        Text("显示或收起当前商品的卡片", "Shows or hides the card of the present product"),
    ),
    (
        g.HoldRundown,
        Category.GOODS,
        Text("锁定排品", "Hold rundown"),
        Text("锁定后不能切换商品，防止误触", "While held nobody moves on by mistake"),
    ),
    (g.SetPrice, Category.GOODS, Text("改价", "Set price"), Text("修改直播价，留痕", "Changes the live price; logged")),
    (
        g.SetComparedPrice,
        Category.GOODS,
        Text("改对比价", "Set compared price"),
        Text("对比价必须写明依据，留痕", "A compared price needs its basis; logged"),
    ),
    (
        g.SetStock,
        Category.GOODS,
        Text("改库存", "Set stock"),
        Text("填写真实库存，留痕", "Enters what is really left; logged"),
    ),
    (
        g.MoveProduct,
        Category.GOODS,
        Text("调整顺序", "Move product"),
        Text("把商品移到排品表的另一处", "Moves a product to another place of the rundown"),
    ),
    (
        g.ImportRundown,
        Category.GOODS,
        Text("导入排品表", "Import rundown"),
        Text("读取 CSV 或 XLSX，替换现有排品表", "Reads CSV or XLSX and replaces the rundown"),
    ),
    (
        g.ExportRundown,
        Category.GOODS,
        Text("导出排品表", "Export rundown"),
        Text("按现状写成 CSV 或 XLSX", "Writes it as it is now to CSV or XLSX"),
    ),
    (
        g.ShowOverlay,
        Category.OVERLAY,
        Text("显示贴片", "Show overlay"),
        Text("显示或收起一个贴片", "Shows or hides one of the overlays"),
    ),
    (
        g.SetOverlayText,
        Category.OVERLAY,
        Text("贴片文字", "Overlay text"),
        Text("修改字幕条、跑马灯或公告的文字", "Changes the words of a lower third, ticker or notice"),
    ),
    (
        g.PlaceOverlay,
        Category.OVERLAY,
        Text("摆放贴片", "Place overlay"),
        Text("移动贴片或改变大小；标识始终在上", "Moves or resizes an overlay; the label stays on top"),
    ),
    (
        g.ChooseCloseUp,
        Category.OVERLAY,
        Text("特写摄像头", "Close-up camera"),
        Text(
            "选择拍商品的第二个摄像头；绝不能是主播的摄像头", "The second camera, for goods; never the performer's own"
        ),
    ),
    (
        g.KeyCloseUp,
        Category.OVERLAY,
        Text("特写抠像", "Key the close-up"),
        Text("抠去垫布的颜色，商品浮在场景上", "Cuts the mat's colour out, so that goods stand over the set"),
    ),
    (
        g.StartCountdown,
        Category.OVERLAY,
        Text("开始倒计时", "Start countdown"),
        Text("倒数到一个真实的时刻", "Counts down to a real moment"),
    ),
    (
        g.StopCountdown,
        Category.OVERLAY,
        Text("停止倒计时", "Stop countdown"),
        Text("提前收起倒计时，留痕", "Takes the countdown away before its end; logged"),
    ),
    (
        g.AddComment,
        Category.OVERLAY,
        Text("添加评论", "Add comment"),
        Text("把观众的评论放入队列", "Puts a viewer's comment into the queue"),
    ),
    (
        g.ShowComment,
        Category.OVERLAY,
        Text("评论上屏", "Show comment"),
        Text("把一条评论显示在画面上", "Puts a waiting comment on the picture"),
    ),
    (
        g.CloseComment,
        Category.OVERLAY,
        Text("结束评论", "Close comment"),
        Text("标为已回答或不予回答", "Marks it answered, or dropped"),
    ),
    (
        g.Correct,
        Category.AIR,
        Text("纠错", "Correct"),
        Text("口误后立即在画面上更正并留痕", "Corrects a slip of the tongue on the picture and in the log"),
    ),
    (
        g.EndCorrection,
        Category.AIR,
        Text("收起更正", "End correction"),
        Text("更正至少停留十秒", "A correction stays ten seconds at least"),
    ),
    (
        g.TellPerformer,
        Category.PERFORMER,
        Text("提示主播", "Tell the performer"),
        Text("只给主播看，不上画面", "For the performer's eyes only, never on the picture"),
    ),
    (
        g.PlayGesture,
        Category.AVATAR,
        Text("做动作", "Play gesture"),
        Text("在实时表演之上做一次动作", "Plays a gesture once over the live performance"),
    ),
    (
        g.MarkMoment,
        Category.AIR,
        Text("打点", "Mark moment"),
        Text("标记此刻，便于切片和复盘", "Marks this moment for a clip or for the talk afterwards"),
    ),
)
