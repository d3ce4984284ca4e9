"""A hard matter, as those who deal with it see it: raised, deliberated, declined, taken up, solved, confirmed."""

import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.demonstration import UNTIL

TITLE = "协作路雨水井反复淤堵，三栋楼一层进水"
COMMUNITY, STREET = "community-002005", "建设路街道"
FIRST_ACCOUNT, FIRST = "department-06", "区城建部门"
SECOND_ACCOUNT, SECOND = "department-07", "区市政部门"
TICK = """
import django; django.setup()
from gongjian.civic.duties.schedule import tick
from gongjian.web.middleware import moment_of_asking
tick(moment_of_asking())
"""


def come_in(page, site, username):
    """Sign in on the demonstration's page as one account, whoever was signed in before."""
    page.context.clear_cookies()
    page.goto(f"{site}/demo")
    door = page.locator("main form:has(button)").first
    door.evaluate(
        """(form, name) => {
            for (const old of form.querySelectorAll("[name=username]")) old.remove();
            const field = document.createElement("input");
            field.type = "hidden"; field.name = "username"; field.value = name;
            form.append(field);
        }""",
        username,
    )
    door.locator("button").first.click()
    page.wait_for_url(lambda address: not address.endswith("/demo"))


def pick(page, name):
    """Choose a body from the list in which one can search."""
    page.get_by_label("单位名称").fill(name)
    page.locator("main").get_by_role("button", name="查找").click()
    page.locator("main label:has(input[type=radio])").filter(has_text=name).first.click()


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


def enter(page, name):
    page.get_by_role("link", name=name, exact=True).first.click()


@pytest.fixture
def tick(site_folder: Path):
    """Let the clock do what is due on the site, as its worker does every half minute."""

    def run() -> None:
        environment = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "DJANGO_SETTINGS_MODULE": "gongjian.config.settings",
            "GONGJIAN_DATA": str(site_folder),
            "GONGJIAN_DEMO": "1",
            "GONGJIAN_DEMO_TODAY": UNTIL.isoformat(),
        }
        subprocess.run([sys.executable, "-c", TICK], env=environment, check=True)

    return run


def raised(page, site):
    """Raise a matter as the community and hand it up to the street; return its address."""
    come_in(page, site, COMMUNITY)
    page.goto(f"{site}/matters/raise")
    page.get_by_label("什么事").fill(TITLE)
    page.get_by_label("公共服务").check()
    page.get_by_label("详细情况").fill("每逢大雨，主管排不出去；清掏两次没有解决。")
    page.get_by_label("在哪里").select_option(index=1)
    press(page, "报上")
    page.wait_for_url(re.compile(r"/matters/\d+/$"))
    address = page.url
    enter(page, "移交")
    page.get_by_label("为什么移交").fill("社区没有清掏主管的设备")
    pick(page, STREET)
    press(page, "移交")
    page.wait_for_url(address)
    return address


def deliberated(page, site, matter):
    """Take it up as the street, put it on the agenda of a meeting, and decide to whom it goes; return the meeting."""
    come_in(page, site, "street-02")
    page.goto(matter)
    press(page, "接手")
    page.goto(f"{site}/platforms/committees/?q={STREET}")
    page.locator("main table a[href*='/platforms/committees/']").filter(has_text=STREET).first.click()
    enter(page, "定一次会议")
    page.get_by_label("专题会议").check()
    page.get_by_label("会议名称").fill("雨水井专题会议")
    page.get_by_label("哪天").fill(UNTIL.isoformat())
    page.get_by_label("几点开始").fill("00:00")
    page.get_by_label("地点").fill("街道会议室")
    press(page, "定下会议")
    page.wait_for_url(re.compile(r"/platforms/meetings/\d+/"))
    meeting = page.url.partition("?")[0]
    page.goto(matter)
    enter(page, "列入议程")
    wanted = page.locator("select[name=meeting] option").filter(has_text="雨水井专题会议").get_attribute("value")
    page.get_by_label("哪次会议").select_option(wanted)
    press(page, "放进议程")
    page.goto(meeting)
    enter(page, "登记到会")
    page.get_by_role("button", name=re.compile(r"^登记这")).click()
    assert "请选来没来" in page.inner_text("main")  # nobody was asked, so nobody is marked
    press(page, "没填的都算出席")
    page.wait_for_url(re.compile(re.escape(meeting)))
    page.goto(meeting)
    page.get_by_role("link", name=re.compile("^记议定事项")).first.click()
    page.get_by_label("议定事项", exact=True).fill("由区级部门疏通主管")
    page.get_by_label("移交难题").check()
    page.get_by_label("负责单位").select_option(label=FIRST)
    page.get_by_label("办结期限").fill((UNTIL + timedelta(days=20)).isoformat())
    press(page, "记下表决结果")
    return meeting


def test_from_the_community_over_the_street_to_a_department_and_back(page, site, tick):
    matter = raised(page, site)
    meeting = deliberated(page, site, matter)
    tick()

    come_in(page, site, FIRST_ACCOUNT)
    page.goto(matter)
    assert "谢绝" in page.inner_text("main")
    enter(page, "谢绝")
    page.get_by_label("为什么不归这里办").fill("市政管网不归本部门")
    press(page, "谢绝")
    assert "请选应当由谁来办" in page.inner_text("main")  # nothing was lost of what was typed
    assert page.get_by_label("为什么不归这里办").input_value() == "市政管网不归本部门"
    pick(page, SECOND)
    press(page, "谢绝")
    page.wait_for_url(matter)

    come_in(page, site, SECOND_ACCOUNT)
    page.goto(matter)
    press(page, "接手")
    enter(page, "报告结果")
    page.get_by_label(re.compile("办了什么")).fill("主管疏通 120 米，雨后没有再进水。")
    press(page, "请报事方确认")
    page.wait_for_url(matter)

    come_in(page, site, COMMUNITY)
    page.goto(matter)
    enter(page, "确认结果")
    press(page, "确认，这件事结束")
    page.wait_for_url(matter)

    page.context.clear_cookies()
    page.goto(matter)
    told = page.inner_text("main")
    assert TITLE in told
    for body in (STREET, FIRST, SECOND):
        assert body in told
    assert "市政管网不归本部门" not in told
    assert "清掏两次" not in told
    days = page.locator("main table").filter(has_text="合计").last.inner_text()
    assert "社区" in days
    assert "区" in days
    page.goto(meeting)
    assert TITLE in page.inner_text("main")
    assert "由区级部门疏通主管" not in page.inner_text("main")  # not before the minutes are confirmed
