"""The components: no unknown arguments, no unknown kinds, sound HTML."""

import re
from collections.abc import Callable

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError

from gongjian.web.components.library import register
from gongjian.web.score import ScoreNode
from gongjian.web.templatetags.charts import register as pictures

TAGS = sorted({*register.tags, *pictures.tags})


class Promise(forms.Form):
    title = forms.CharField(label="要办的事", help_text="写一件具体的事。")
    note = forms.CharField(label="补充说明", required=False)
    level = forms.ChoiceField(label="办得怎么样", choices=[("4", "好"), ("3", "较好")], widget=forms.RadioSelect)

    def clean(self) -> None:
        raise forms.ValidationError("承诺和协议对不上。")


@pytest.mark.parametrize("tag", TAGS)
def test_an_unknown_argument_is_refused(drawn: Callable[..., str], tag: str):
    with pytest.raises(TemplateSyntaxError, match="unexpected keyword argument 'colour'"):
        drawn("{% " + tag + " colour=1 %}{% end" + tag + " %}")


@pytest.mark.parametrize("tag", TAGS)
def test_arguments_have_names(drawn: Callable[..., str], tag: str):
    with pytest.raises(TemplateSyntaxError, match=r"too many positional arguments|did not receive value"):
        drawn("{% " + tag + " 1 2 3 %}{% end" + tag + " %}")


@pytest.mark.parametrize(
    "source",
    [
        "{% button kind='big' %}送出{% endbutton %}",
        "{% button size='huge' %}送出{% endbutton %}",
        "{% link_button url='#' kind='red' %}送出{% endlink_button %}",
        "{% status kind='bad' %}差{% endstatus %}",
        "{% tag kind='red' %}急{% endtag %}",
        "{% notice kind='error' %}错{% endnotice %}",
        "{% step state='later' %}锁定{% endstep %}",
        "{% item when='今天' kind='future' %}锁定{% enditem %}",
        "{% figures kind='grid' %}{% endfigures %}",
        "{% tree_bars rows=rows unit='metres' %}",
        "{% field field='title' %}",
    ],
)
def test_an_unknown_kind_is_refused(drawn: Callable[..., str], source: str):
    with pytest.raises(TemplateSyntaxError):
        drawn(source, rows=[])


def test_what_stands_inside_keeps_its_markup_and_arguments_are_escaped(drawn: Callable[..., str]):
    page = drawn(
        "{% panel title=title %}<p>{{ title }}</p>{% status kind='done' %}<b>已办</b>{% endstatus %}{% endpanel %}",
        title="<甲>",
    )

    assert "<p>&lt;甲&gt;</p>" in page
    assert '<span class="st done"><b>已办</b></span>' in page
    assert "<甲>" not in page


def test_a_waiting_button_says_what_is_missing(drawn: Callable[..., str]):
    page = drawn("{% button kind='primary' missing='还差 2 位监票人签字' %}开始计票{% endbutton %}")

    assert 'type="button" disabled' in page
    assert '<span class="hint">还差 2 位监票人签字</span>' in page


def test_a_field_ties_its_words_to_its_box(drawn: Callable[..., str]):
    page = drawn("{% field field=form.title %}", form=Promise({}))

    assert '<label for="id_title">要办的事</label>' in page
    assert 'aria-describedby="id_title_hint id_title_error"' in page
    assert 'aria-invalid="true"' in page
    assert 'id="id_title_hint">写一件具体的事。' in page
    assert 'id="id_title_error"><span>' in page


def test_what_may_be_left_out_is_said(drawn: Callable[..., str]):
    assert "（可不填）" in drawn("{% field field=form.note %}", form=Promise())
    assert "（可不填）" not in drawn("{% field field=form.note plain=True %}", form=Promise())
    assert "（可不填）" not in drawn("{% field field=form.title %}", form=Promise())


def test_choices_are_a_group_with_a_legend(drawn: Callable[..., str]):
    page = drawn("{% field field=form.level %}", form=Promise())

    assert "<legend>办得怎么样</legend>" in page
    assert page.count('type="radio"') == 2


def test_the_error_summary_leads_to_each_field(drawn: Callable[..., str]):
    page = drawn("{% error_summary form=form %}", form=Promise({}))

    assert "有 3 处要改" in page
    assert re.findall(r'href="(.*?)"', page) == ["#id_title", "#id_level_0"]
    assert "承诺和协议对不上。" in page


def test_without_errors_there_is_no_summary(drawn: Callable[..., str]):
    assert drawn("{% error_summary form=form %}", form=Promise()) == ""


def test_the_pager_keeps_the_rest_of_the_query(drawn: Callable[..., str]):
    page = drawn(
        "{% pager page=page unit='家' sizes=True %}",
        "/?street=410102&page=2&size=25",
        page=Paginator(range(20_947), 25).page(2),
    )

    assert "第 26–50 家，共 20,947 家" in page
    assert 'href="?street=410102&amp;page=3&amp;size=25" rel="next"' in page
    assert 'href="?street=410102&amp;size=100"' in page


def test_a_single_page_has_no_numbers(drawn: Callable[..., str]):
    assert "<ul>" not in drawn("{% pager page=page %}", page=Paginator(range(3), 25).page(1))


@pytest.mark.parametrize(
    ("query", "address", "order"),
    [
        ("?page=3", "?sort=name", ""),
        ("?sort=name", "?sort=-name", "ascending"),
        ("?sort=-name&street=1", "?sort=name&amp;street=1", "descending"),
    ],
)
def test_a_column_head_turns_the_order(drawn: Callable[..., str], query: str, address: str, order: str):
    page = drawn("{% sort_head key='name' %}单位{% endsort_head %}", f"/{query}")

    assert re.findall(r'href="(.*?)"', page) == [address]
    assert re.findall(r'aria-sort="(.*?)"', page) == ([order] if order else [])


def test_a_filter_carries_along_what_it_is_told(drawn: Callable[..., str]):
    page = drawn("{% filter_bar label='找单位' keep='sort size' %}{% endfilter_bar %}", "/?sort=-name&page=4")

    assert page.count("hidden") == 1
    assert '<input type="hidden" name="sort" value="-name">' in page


def test_a_person_is_half_hidden(drawn: Callable[..., str]):
    page = drawn("{% masked_person name='王秀英' phone='13812345678' %}")

    assert "王＊＊" in page
    assert "138＊＊＊＊5678" in page
    assert "秀英" not in page


def test_a_score_opens_without_a_script(drawn: Callable[..., str]):
    leaf = ScoreNode("联席会议到会", 750, how="4 次，缺 1 次", out_of=1000, link="/records/1")
    nodes = [
        ScoreNode("互评", 3618, children=[leaf], is_open=True),
        ScoreNode("加分", 200, is_extra=True),
        ScoreNode("督查", None),
    ]

    page = drawn("{% score_tree nodes=nodes total=3818 total_label='综合分' %}", nodes=nodes)

    assert page.count("<details open>") == 1
    assert '<a href="/records/1">联席会议到会</a>' in page
    assert re.findall(r"<b>(.*?)</b>", page) == ["36.18", "7.50<small>/10</small>", "+2.00", "—", "38.18"]


def test_figures_count_in_words_of_the_house(drawn: Callable[..., str]):
    page = drawn("{% figure number=20947 unit='名' label='在职党员' url='/members' %}{% endfigure %}")

    assert '<a class="fig" href="/members">' in page
    assert '<span class="val">20,947<small>名</small></span>' in page
