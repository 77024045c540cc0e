from __future__ import annotations

import csv
import io
import tracemalloc
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.control.state import Framing
from studio.control.titles import GESTURE_TITLES
from studio.core.errors import LibraryError
from studio.core.goods import Cue, Product, ProductKind, Seller
from studio.library.rundown_file import read_rundown, write_rundown
from studio.library.sheets import MOST_ROWS, read_sheet, write_sheet

_CELL = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp"), exclude_characters=";；|"), max_size=12
)
_WORD = _CELL.filter(bool)
_FEN = st.none() | st.integers(1, 10_000_000)
_LIST = st.lists(_WORD, max_size=4).map(tuple)
_PRODUCTS = st.builds(
    Product,
    id=_WORD,
    name=_WORD,
    price_fen=_FEN,
    unit=_CELL,
    kind=st.sampled_from(ProductKind),
    name_en=_CELL,
    category=_CELL,
    usual_price_fen=_FEN,
    compare_basis=_CELL,
    offer=_CELL,
    stock=st.none() | st.integers(0, 999_999),
    points=_LIST,
    proofs=_LIST,
    never=_LIST,
    minutes=st.integers(0, 600).map(float),
    picture=_CELL,
    script=_CELL,
    note=_CELL,
    seller=st.builds(Seller, _CELL, _CELL, _CELL, _CELL),
    cue=st.builds(
        Cue,
        st.sampled_from(["", *Framing]).map(str),
        _CELL,
        st.sampled_from(["", *GESTURE_TITLES]),
        _CELL,
        _CELL,
        st.sampled_from(["", "on", "off"]),
    ),
    rest=st.sampled_from([(), (("供应商编码", "GY-77"),), (("供应商编码", "=1+1"), ("佣金", "20%"))]),
)
_RUNDOWNS = st.lists(_PRODUCTS, min_size=1, max_size=6, unique_by=lambda product: product.id).map(tuple)


def _stamped(product: Product) -> Product:
    """As it comes back: who entered price and stock is the sheet's reader."""
    if product.stock is not None:
        product = replace(product, stock_by="小李", stock_at_s=7.0)
    return replace(product, price_by="小李", price_at_s=7.0) if product.price_fen is not None else product


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@given(rundown=_RUNDOWNS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_rundown_comes_back_as_it_went(tmp_path: Path, suffix: str, rundown: tuple[Product, ...]) -> None:
    sheet = tmp_path / f"sheet{suffix}"
    write_rundown(sheet, rundown)
    assert read_rundown(sheet, by="小李", at_s=7.0) == tuple(map(_stamped, rundown))


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_two_hundred_products_with_columns_of_ones_own_lose_nothing(tmp_path: Path, suffix: str) -> None:
    rundown = tuple(
        Product(
            f"SKU-{number:03}",
            f"漆盒 {number} 号",
            price_fen=100 * number + 90,
            unit="只",
            usual_price_fen=200 * number + 190,
            compare_basis="前七日最低成交价",
            stock=number,
            points=("轻", "亮", f"第{number}件"),
            minutes=2.5,
            script="一。\n二。",
            rest=(("供应商编码", f"GY-{number}"), ("链接", "=HYPERLINK(1)")),
        )
        for number in range(1, 201)
    )
    first, second = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    write_rundown(first, rundown)
    read = read_rundown(first, by="小李", at_s=7.0)
    assert read == tuple(map(_stamped, rundown))
    write_rundown(second, read)
    assert read_rundown(second, by="小李", at_s=7.0) == read


def test_a_shops_own_words_are_understood(tmp_path: Path) -> None:
    sheet = tmp_path / "排品.csv"
    rows = [
        ["NO.", "款型", "商品名称", " SKU / 链接号 ", "单位", "划线价", "依据", "价格", "库存", "时长", "景别", "动作"],
        ["2", "爆款", "团扇", "F-2", "把", "", "", "￥59.00元", "1,200", "5分钟", "脸部", "挥手"],
        ["1", "福利", "书签", "F-1", "枚", "9.9", "吊牌价", "1", "", "2.5", "", ""],
    ]
    with sheet.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows(rows)
    first, second = read_rundown(sheet, by="x", at_s=0.0)
    assert (first.id, first.kind, first.usual_price_fen, first.price_fen) == ("F-1", ProductKind.WELFARE, 990, 100)
    assert (second.id, second.kind, second.price_fen, second.stock) == ("F-2", ProductKind.MAIN, 5900, 1200)
    assert (second.minutes, second.cue.framing, second.cue.gesture) == (5.0, "face", "wave")


def test_nothing_that_a_spreadsheet_would_run_is_written_bare(tmp_path: Path) -> None:
    sheet = tmp_path / "x.csv"
    write_rundown(sheet, (Product("1", "=cmd|' /C calc'!A0", note="+1", script="@x"),))
    cells = [cell for row in csv.reader(io.StringIO(sheet.read_text("utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_a_full_disk_leaves_the_old_sheet(tmp_path: Path) -> None:
    sheet = tmp_path / "folder" / "x.csv"
    (tmp_path / "folder").write_text("a file where a folder should be")
    with pytest.raises(LibraryError) as refused:
        write_rundown(sheet, (Product("1", "漆盒"),))
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b""),
        ("a.csv", b"\xff\xfe\x00\x01"),
        ("a.csv", "品名\n\0\n".encode()),
        ("a.csv", b"\x80\x81\x82\xff\xff"),
        ("a.xlsx", b"not a zip"),
        ("a.xlsx", b"PK\x03\x04 broken"),
        ("a.txt", "品名\n盒".encode()),
        ("a.csv", ("品名," * 200 + "\n").encode()),
        ("a.csv", ("品名\n" + "盒" * 5000).encode()),
        ("a.csv", ("品名\n" + "盒\n" * 1100).encode()),
    ],
)
def test_what_is_no_rundown_is_refused_in_words(tmp_path: Path, name: str, data: bytes) -> None:
    sheet = tmp_path / name
    sheet.write_bytes(data)
    with pytest.raises(LibraryError) as refused:
        read_rundown(sheet, by="x", at_s=0.0)
    assert refused.value.where
    assert refused.value.remedy


def test_a_sheet_that_would_swell_in_memory_is_not_opened(tmp_path: Path) -> None:
    sheet = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(sheet, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(9):
            archive.writestr(f"xl/{number}.xml", b"0" * 8_000_000)
    with pytest.raises(LibraryError, match="far too large"):
        read_rundown(sheet, by="x", at_s=0.0)


@pytest.mark.parametrize("text", ["品名\n" + "," * 7_000_000, "品名\n" + "x\n" * 3_500_000], ids=["wide", "long"])
def test_a_csv_of_millions_of_cells_is_refused_before_it_is_taken_apart(tmp_path: Path, text: str) -> None:
    sheet = tmp_path / "bomb.csv"
    sheet.write_text(text, encoding="utf-8")
    tracemalloc.start()
    with pytest.raises(LibraryError, match="more than"):
        read_rundown(sheet, by="x", at_s=0.0)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 80_000_000


def test_an_xlsx_of_too_many_rows_is_refused_and_not_cut(tmp_path: Path) -> None:
    sheet = tmp_path / "long.xlsx"
    write_sheet(sheet, [["品名"], *([""] for _ in range(MOST_ROWS - 2)), ["盒"], ["盘"]])
    with pytest.raises(LibraryError, match="more than"):
        read_rundown(sheet, by="x", at_s=0.0)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("cell", ["=1+1", "'=1+1", "''@", "'", "-", "+86 514", "'’"])
def test_what_a_spreadsheet_would_take_for_a_formula_comes_back(tmp_path: Path, suffix: str, cell: str) -> None:
    sheet = tmp_path / f"goods{suffix}"
    write_sheet(sheet, [["a", "b"], ["x", cell]])
    assert read_sheet(sheet)[1][:2] == ["x", cell]
