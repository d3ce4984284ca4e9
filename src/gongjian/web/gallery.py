"""What the gallery shows: one made-up example of everything. Nothing here is about a real person or organisation."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator

from gongjian.web.charts.bars import BandRow, Bar
from gongjian.web.charts.heat import HeatRow
from gongjian.web.requests import Request
from gongjian.web.score import ScoreNode

STREETS = [
    "林山寨", "建设路", "棉纺路", "秦岭路", "桐柏路", "三官庙", "绿东村",
    "汝河路", "航海西路", "中原西路", "西流湖", "须水", "莲湖", "柳湖",
]  # fmt: skip
REGISTER = [
    ("知行中学", "done", "已纳入", "done", "履行中", 86),
    ("晨光物业服务有限公司", "done", "已纳入", "done", "履行中", 9),
    ("同心医院", "done", "已纳入", "soon", "60 天内到期", 412),
    ("河畔纺织机械厂", "none", "未纳入", "none", "没有协议", 74),
    ("百草堂连锁药店", "open", "等待研究", "open", "等待签署", None),
    ("中原示例工业建筑设计研究总院有限责任公司建设路分院机关第二党支部", "hold", "中止", "late", "逾期 3 天", 20947),
]
STATES = [
    ("done", "已会签"), ("soon", "还剩 2 个工作日"), ("late", "逾期 1 天"), ("open", "等您会签"),
    ("none", "没有协议"), ("hold", "暂停"), ("half", "做到一半"), ("undone", "没做到"),
]  # fmt: skip
BUTTONS = [
    ("primary", "normal", "提交给街道"), ("plain", "normal", "存为草稿"), ("act", "normal", "会签"),
    ("quiet", "normal", "取消"), ("act", "tight", "会签"), ("plain", "tight", "有异议"), ("plain", "big", "说一个心愿"),
]  # fmt: skip
NOTICES = [
    ("info", "", "到期没有答复的，视为同意。"),
    ("done", "", "已送建设路街道，3 个工作日内答复。"),
    ("soon", "还有 2 条等您会签", "11月7日（周五）24 时以后只能公开更正。"),
    ("late", "", "征求意见的答复逾期 1 天，现在送出仍然有效。"),
]
STEPS = [
    ("done", "自动成稿", "10月25日", "#"), ("done", "社区核对", "10月31日", ""),
    ("now", "单位会签", "11月7日前", ""), ("next", "锁定", "11月10日", ""),
]  # fmt: skip
STORIES = [
    ("road", "协作路：一条街，三个主题", "社区、共建单位和沿街商户分段照看。"),
    ("house", "5 层楼，3800 平方米", "一楼办事，三楼孩子写作业，五楼排练合唱。"),
    ("hundred", "30 个社区的屋子，不收一分钱", "全区 100 个社区，一格是一个。"),
]
PROMISES = [
    ("done", "做到", "社区二楼 320 平方米用房，全年无偿开放", "嵩岳工程设计研究院 · 居民 12月5日确认"),
    ("half", "做到一半", "6 处楼院坡道，建成 3 处", "另 3 处等燃气管线迁改，商定 2026年4月30日前补齐"),
    ("undone", "没做到", "社区食堂周末午餐", "承办单位 8 月停业，提前说明了原因"),
]
DEEDS = [
    (date(2026, 11, 20), "淮西社区 9 号院，27 盏楼道灯全部换新", "汝河路街道 · 居民已确认"),
    (date(2026, 11, 18), "伏牛路北社区菜市口，斑马线重新划好", "三官庙街道 · 第 9 天办结"),
]
SUMS = [(837, "家", "驻区单位", ""), (583, "家", "加入区域党委", "占 69.7%"), (309, "份", "共建协议", "双方都签了字")]
REPLY = [
    "结果我们收到，同意公布。",
    "楼院坡道原定 6 处，3 处因燃气管线迁改推迟。已与百花社区商定，2026年4月30日前补齐，费用由我院承担。",
]
WORDS = {
    "lead": "百花路边原来是一段旧围墙。百花社区把想法写进需求清单，21 家市直单位各认一段，出设计、出材料、出人手，"
    "建成近百米的党建文化长廊。在验收单上签字的，是住在对面的居民。",
    "place": "2025 年 · 林山寨街道百花社区",
    "headline": "21 家单位，一起建成一条近百米的长廊",
    "caption": "每块展板由一家单位认领、建成、养护。",
    "invite": "家里有件小事，想请人帮一把？",
    "kept": "和顺社区记，建设路街道存",
    "street_answer": "征询时间的建议已采纳，2026 年 3 月起统一在每月 10 日前发出。",
    "sealed": "这些结果和数字在公布时封存。之后改动一个字，校验码就对不上。",
    "page": "部件一览",
    "month": "本月",
    "select": "选择",
    "corrections": "更正",
    "public": "公开页和图",
    "download": "下载校验文件（38 KB）",
    "count": "开始计票",
    "free": "无偿",
    "urgent": "急",
    "award": "年度好案例",
    "notify": "发通知",
    "unit": "单位",
    "code": "信用代码",
    "committee": "区域党委",
    "agreement": "协议",
    "members": "党员",
    "latest": "最近往来",
    "how_to_agree": "双方商定以后，由社区起草，单位签字生效。",
    "draft": "起草一份协议",
    "history": "经过",
    "lock": "锁定并生成校验码",
    "progress": "进度",
    "agreements": "共建协议",
    "public_page": "公开页的部件和图",
    "more": "这一年，还有这些事",
    "mine": "我的社区：答应了什么，做到了没有",
    "deeds": "最近办成的事",
    "sums": "2025 年的几个数",
    "by_class": "各类单位的等次",
    "grade": "等次",
    "composite": "综合分",
    "why": "这个分数怎么来的",
    "reply": "单位的答复",
    "answer": "街道的回应",
    "proof": "校验这份结果",
    "download_all": "下载校验文件（2.4 MB）",
    "object": "觉得哪里不对，提出异议",
}


class ExampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="要办的事", help_text="写一件具体的事，例如“每月两次义诊”。", max_length=40)
    note = forms.CharField(label="补充说明", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    street = forms.ChoiceField(label="街道", choices=[(name, f"{name}街道") for name in STREETS])
    due_date = forms.DateField(label="什么时候办完", widget=forms.DateInput(attrs={"type": "date"}))
    level = forms.ChoiceField(
        label="办得怎么样", choices=[("4", "好"), ("3", "较好"), ("2", "一般"), ("1", "差")], widget=forms.RadioSelect
    )
    days = forms.MultipleChoiceField(
        label="哪几天方便",
        choices=[("1", "周一"), ("3", "周三"), ("6", "周六")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    is_agreed = forms.BooleanField(label="双方当面说定", help_text="没有当面说定的，先不要勾。", required=False)


class ExampleFilter(forms.Form):
    """A filter as registers have it."""

    q = forms.CharField(label="找单位", required=False, widget=forms.TextInput(attrs={"placeholder": "名称或信用代码"}))
    street = forms.ChoiceField(
        label="街道", required=False, choices=[("", "全部街道"), *((name, name) for name in STREETS)]
    )
    kind = forms.ChoiceField(label="类别", required=False, choices=[("", "全部类别"), ("ORGAN", "机关")])


def score() -> list[ScoreNode]:
    """Return a score that adds up: 36.18 + 27.15 + 9.00 + 17.30 + 2.00 = 91.63."""
    promises = [
        ScoreNode("二楼用房无偿开放", 1350, how="轻重 3 × 做到", out_of=1350, link="#"),
        ScoreNode("房屋安全义诊 4 次", 900, how="轻重 2 × 做到", out_of=900, link="#"),
        ScoreNode("周末开放车位 40 个", 900, how="轻重 2 × 做到", out_of=900, link="#"),
        ScoreNode("楼院坡道 6 处", 450, how="轻重 2 × 做到一半；补齐后是 9.00", out_of=900, link="#", is_asked=True),
        ScoreNode("暑期图书室", 450, how="轻重 1 × 做到", out_of=450, link="#"),
    ]
    mutual = [
        ScoreNode("联席会议到会", 750, how="4 次，1 次缺席没有请假", out_of=1000, link="#"),
        ScoreNode("清单按时更新", 1000, how="2 次都按时", out_of=1000, link="#"),
        ScoreNode("按时答复征询", 450, how="10 次中 9 次", out_of=500, link="#"),
        ScoreNode("承诺兑现", 4050, how="45 × 9 ÷ 10", out_of=4500, children=promises, is_open=True),
        ScoreNode("任务按时", 1375, how="12 件中 11 件", out_of=1500, link="#"),
        ScoreNode("接收方满意", 950, how="9 件好，3 件较好", out_of=1000, link="#"),
        ScoreNode("党员认领守约", 470, how="50 次中 47 次", out_of=500, link="#"),
    ]
    ballots = [
        ScoreNode(word, None, how=how)
        for word, how in (("好", "26 票 × 100"), ("较好", "10 票 × 80"), ("一般", "3 票 × 60"), ("差", "1 票 × 40"))
    ]
    return [
        ScoreNode("互评", 3618, how="90.45 × 40%", note="社区、街道看 12 个月的记录", children=mutual, is_open=True),
        ScoreNode("民主评议", 2715, how="90.50 × 30%", note="街道代表无记名投票", children=ballots),
        ScoreNode("督查", 900, how="90.00 × 10%", note="抽查 2 次，1 处一般问题已改"),
        ScoreNode("实际效果", 1730, how="86.50 × 20%", note="区级评议组 7 人，去掉最高最低"),
        ScoreNode("加分", 200, note="无偿提供用房满 12 个月", is_extra=True),
        ScoreNode("扣分", 0, note="没有", is_extra=True),
    ]


def heat_rows() -> list[HeatRow]:
    """Return fourteen streets with ten months of shares that look like a year."""
    rows = []
    for place, street in enumerate(STREETS):
        past = [min(10_000, 7800 + 37 * ((place * 31 + month * 17) % 43) + 70 * month) for month in range(9)]
        rows.append(HeatRow(street, [*past, 4900 + 170 * (place % 14), None, None], url="#"))
    return rows


def pictures() -> dict[str, Any]:
    """Return the numbers behind the pictures."""
    parts = [("互评", 3618, 4000), ("民主评议", 2715, 3000), ("督查", 900, 1000), ("实际效果", 1730, 2000)]
    counts = [
        ("机关", 16, 37, 9), ("事业单位", 21, 46, 11), ("国有企业", 14, 32, 8),
        ("非公企业", 15, 38, 12), ("社会组织", 6, 15, 6),
    ]  # fmt: skip
    return {
        "score": score(),
        "bands": [BandRow(name, sizes, url="#") for name, *sizes in counts],
        "columns": ["好", "较好", "一般及以下"],
        "parts": [Bar(name, value, out_of=most) for name, value, most in parts],
        "list_bars": [
            Bar(name, value, url="#") for name, value in (("履行中", 271), ("60 天内到期", 26), ("半年无往来", 12))
        ],
        "heat": heat_rows(),
        "open_month": 10,
        "themes": ["忆往昔", "看今朝", "展未来"],
        "theme_head": ["主题", "段"],
        "theme_rows": [["忆往昔·流年岁月", "北段"], ["看今朝·似锦年华", "中段"], ["展未来·筑梦华新", "南段"]],
    }


def everything(request: Request) -> dict[str, Any]:
    """Return the context of both gallery pages."""
    return {
        "words": WORDS,
        "register": REGISTER,
        "states": STATES,
        "buttons": BUTTONS,
        "notices": NOTICES,
        "steps": STEPS,
        "stories": STORIES,
        "promises": PROMISES,
        "deeds": DEEDS,
        "sums": SUMS,
        "reply": REPLY,
        "happened": [
            (request.at - timedelta(minutes=80), "now", "和顺社区书记确认安全值守，评为好"),
            (request.at - timedelta(hours=17), "past", "联络员会签 4 条，对“公益岗位”提出异议"),
            (date(2025, 10, 31), "past", "和顺社区送核对，共 7 条"),
        ],
        "form": ExampleForm({"title": "", "level": "3", "due_date": "31.12.2026", "street": "须水"}),
        "fresh_form": ExampleForm(auto_id="fresh_%s"),
        "filter": ExampleFilter({"street": "建设路"}, auto_id="filter_%s"),
        "page": Paginator(range(837), 25).get_page(request.GET.get("page", 7)),
        "only_page": Paginator(range(3), 25).get_page(1),
        "today": request.at,
        **pictures(),
    }
