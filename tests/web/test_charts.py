import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from gongjian.web.charts.bars import BandRow, Bar, bar, grade_bar, longest
from gongjian.web.charts.heat import HeatRow, month_heat_picture, shade, whole_percent
from gongjian.web.charts.pen import percent
from gongjian.web.charts.scenes import (
    building_picture,
    corridor_picture,
    hundred_picture,
    road_picture,
    squares_picture,
)

MONTHS = [f"{month}月" for month in range(1, 13)]
STREET = HeatRow("林山寨", [8100, None, *[9550] * 8, 4949, None], url="/streets/1")
PICTURES = {
    "grades": grade_bar([16, 37, 9], limit=3000),
    "bar": bar(3618, 4000, out_of=4000),
    "heat": month_heat_picture([STREET], months=MONTHS, label="比例", open_month=11),
    "corridor": corridor_picture(21, length="近 100 米", label="长廊"),
    "road": road_picture(["忆往昔", "看今朝", "展未来"], label="路"),
    "house": building_picture(5, label="五层楼"),
    "hundred": hundred_picture(30, 100, label="30 个"),
    "squares": squares_picture(7, 9, half=1, label="7 项"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_are_sound_and_carry_no_styles(name: str):
    drawing = ElementTree.fromstring(f"<g>{PICTURES[name]}</g>")  # noqa: S314 — our own

    assert [part.tag for part in drawing.iter() if "style" in part.attrib] == []
    assert all("aria-label" in picture.attrib or "aria-hidden" in picture.attrib for picture in drawing)


@pytest.mark.parametrize(
    ("part", "whole", "length"),
    [(1, 3, "33.33%"), (2, 3, "66.67%"), (0, 5, "0.00%"), (5, 5, "100.00%"), (1, 0, "0.00%")],
)
def test_shares_become_lengths(part: int, whole: int, length: str):
    assert percent(part, whole) == length


def test_thirty_of_a_hundred_squares_are_filled():
    assert (PICTURES["hundred"].count('class="on"'), PICTURES["hundred"].count('class="off"')) == (30, 70)


def test_seven_of_nine_promises_are_kept_and_one_half():
    assert (PICTURES["squares"].count('class="on"'), PICTURES["squares"].count('class="box"')) == (8, 2)


def test_the_corridor_has_all_its_boards_far_and_near():
    far, near = re.findall(r"<svg.*?</svg>", PICTURES["corridor"])

    assert (far.count('class="board"'), near.count('class="board"')) == (21, 21)
    assert 'aria-hidden="true"' in near


def test_a_grade_bar_is_full():
    widths = [int(f"{whole}{part}") for whole, part in re.findall(r'width="(\d+)\.(\d\d)%"', grade_bar([1, 1, 1]))]

    assert abs(sum(widths) - 10_000) <= 1


def test_a_class_without_units_has_an_empty_bar():
    assert "<rect" not in grade_bar([0, 0, 0])


def test_heat_says_the_month_and_the_share():
    heat = PICTURES["heat"]

    assert "<title>林山寨 1月 81%</title>" in heat
    assert "<title>林山寨 11月 49%</title>" in heat
    assert heat.count('class="blank"') == 2
    assert '<a href="/streets/1">' in heat


@pytest.mark.parametrize(
    ("share", "shown", "step"),
    [(6999, 70, 1), (7000, 70, 2), (8949, 89, 3), (9499, 95, 4), (9500, 95, 5), (10_000, 100, 5)],
)
def test_shades_follow_the_share(share: int, shown: int, step: int):
    assert (whole_percent(share), shade(share)) == (shown, step)


def test_bars_share_one_scale():
    assert longest([Bar("互评", 3618, out_of=4000), Bar("督查", None, out_of=1000)]) == 4000
    assert longest([Bar("履行中", 271), Bar("到期", None)]) == 271
    assert longest([]) == 0


def test_names_are_escaped():
    assert "&lt;甲&gt;" in road_picture(["<甲>"], label='"路"')


def test_grades_stand_in_a_table_with_their_sums(drawn: Callable[..., str]):
    rows = [BandRow("机关", [16, 37, 9], url="/results/?class=ORGAN"), BandRow("社会组织", [6, 15, 6])]

    page = drawn(
        "{% grade_bars rows=rows columns=columns caption='等次' %}", rows=rows, columns=["好", "较好", "一般及以下"]
    )

    assert re.findall(r'<td class="num">(\d+)</td>', page) == [
        "16",
        "37",
        "9",
        "62",
        "6",
        "15",
        "6",
        "27",
        "22",
        "52",
        "15",
        "89",
    ]


def test_a_picture_opens_its_table(drawn: Callable[..., str]):
    page = drawn("{% month_heat rows=rows label='比例' first='街道' %}", rows=[STREET])

    assert '<details class="swap"><summary>看表格</summary>' in page
    assert re.findall(r'<td class="num">(.*?)</td>', page)[:3] == ["81", "—", "96"]
