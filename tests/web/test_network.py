"""The network drawn twice, for wide pages and for phones: every node once in each, in reading order."""

import re
from xml.etree import ElementTree

import pytest

from gongjian.web.charts.network import Base, Node, network_picture, rows_of, shortened

CORE = Node("和顺街道党工委", "/core", "核心")


def bases(*sizes: int) -> list[Base]:
    return [
        Base(
            Node(f"第{place}社区", f"/base/{place}", "基础"),
            [
                Node(f"单位{place}-{number}", f"/node/{place}-{number}", "结点", number % 2 == 0)
                for number in range(size)
            ],
        )
        for place, size in enumerate(sizes)
    ]


@pytest.mark.parametrize("sizes", [(), (0,), (1, 1), (5, 0, 40, 35)])
def test_both_drawings_are_sound_and_hold_every_node_as_a_link_in_the_same_order(sizes):
    found = bases(*sizes)
    wanted = ["/core", *(url for base in found for url in (base.hub.url, *(node.url for node in base.nodes)))]

    for drawing in re.findall(r"<svg.*?</svg>", network_picture(CORE, found, label="网络")):
        root = ElementTree.fromstring(drawing)  # noqa: S314 — our own
        links = [link for link in root.iter() if link.tag == "a"]
        assert [link.attrib["href"] for link in links] == wanted
        assert all(link[0].tag == "title" and link[0].text for link in links)
        assert [part.tag for part in root.iter() if "style" in part.attrib] == []


def test_firm_nodes_are_filled_and_loose_ones_are_rings():
    far = network_picture(CORE, bases(5), label="网络").split("</svg>")[0]

    assert (far.count('<circle class="firm"'), far.count('<circle class="loose"')) == (3, 2)


def test_the_picture_is_high_enough_for_all_its_lines():
    far, near = (
        int(height) for height in re.findall(r'height="(\d+)" role', network_picture(CORE, bases(9, 2), label="网络"))
    )

    assert (far, near) == (54 + 3 * 36 + 16 + 36 + 16, 40 + 11 * 32 + 2 * (16 + 16 + 8))


@pytest.mark.parametrize(("size", "rows"), [(0, 0), (1, 1), (4, 1), (5, 2), (80, 20)])
def test_four_nodes_make_a_line(size: int, rows: int):
    assert rows_of(bases(size)[0]) == rows


def test_long_names_are_cut_and_escaped():
    assert shortened("国网郑州供电公司综合服务中心", 13) == "国网郑州供电公司综合服务…"
    assert shortened("中心医院", 13) == "中心医院"
    assert "<b>" not in network_picture(Node("<b>", "/x", "<b>"), [], label="网络")
