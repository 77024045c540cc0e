"""A small sound preset in a folder, to be damaged."""

from __future__ import annotations

from pathlib import Path

PRESET = """\
schema = "qionghua-preset/2"
id = "shop"
title = { zh = "示例·小店", en = "Example Shop" }

[brand]
name = { zh = "示例·小店", en = "Example Shop" }
family = "garden"
primary = "#426666"
logo = "logo.png"

[look]
background = "set:geyuan/autumn"
framing = { wide = "bust", tall = "half" }
label = "AI生成 · 数字人"

[licence]
valid_from = 2026-01-01
valid_until = 2028-12-31
categories = ["lacquer"]

[seller]
name = "示例小店（虚构）"
address = "示例路 1 号"
contact = "店铺客服"

[[overlay]]
id = "seller"
kind = "seller"

[[overlay]]
id = "card"
kind = "product_card"
wide = { anchor = "left", x = 0.03, y = 0.0, width = 0.3 }

[[overlay]]
id = "line"
kind = "lower_third"
text = { zh = "今晚八点", en = "Tonight at eight" }

[[scene]]
scene = "商品 1"
product = "A-1"

[[hotkey]]
keys = "Ctrl+Alt+Right"
command = "NextProduct"
"""
RUNDOWN = """\
序号,类型,品名,SKU/链接号,品类,计价单位,日常价,对比依据,直播价,库存,卖点,图片,供应商编码
1,主推款,漆盒,A-1,lacquer,只,259,前七日本店最低成交价,199,20,轻；亮,box.png,GY-77
2,过款,漆盘,A-2,lacquer,只,,,99.5,5,,,
"""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000005000155a2"
    "0d0a0000000049454e44ae426082"
)


def make_preset(shelf: Path, text: str = PRESET, rundown: str = RUNDOWN, name: str = "shop") -> Path:
    """The folder; its pictures are a pixel each."""
    folder = shelf / name
    folder.mkdir(parents=True)
    (folder / "preset.toml").write_text(text, encoding="utf-8")
    (folder / "rundown.csv").write_text(rundown, encoding="utf-8")
    for picture in ("logo.png", "box.png"):
        (folder / picture).write_bytes(PNG)
    return folder
