"""The sections of the masthead. A section whose page does not exist yet is left out."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """One word of the masthead. `key` is what a page calls itself in `nav`."""

    key: str
    word: str | Promise
    url_name: str


@dataclass(frozen=True)
class Link:
    """A section with its address."""

    key: str
    word: str | Promise
    url: str
    url_name: str


PUBLIC = (
    Section("year", _("这一年"), "overview:public_home"),
    Section("results", _("评价结果"), "results:list_results"),
    Section("report", _("读报道"), "overview:report"),
)
SIGNED_IN = (
    Section("home", _("首页"), "overview:home"),
    Section("organisations", _("单位"), "registry:list_organisations"),
    Section("tasks", _("任务"), "tasks:list_tasks"),
    Section("matters", _("难题"), "matters:list_matters"),
    Section("records", _("写实档案"), "records:list_records"),
    Section("agreements", _("协议"), "agreements:list_agreements"),
    Section("lists", _("资源"), "lists:list_resources"),
    Section("meetings", _("会议"), "platforms:list_meetings"),
    Section("projects", _("项目"), "projects:list_projects"),
    Section("activities", _("活动"), "activities:list_activities"),
    Section("evaluations", _("评价"), "evaluations:show_programme"),
)

# Who runs the system sees nothing of its business: each administrator has sections of the own, by the office's role.
ADMINISTRATION = {
    "SECURITY_ADMINISTRATOR": (
        Section("home", _("首页"), "overview:home"),
        Section("people", _("人员和岗位"), "registry:list_people"),
        Section("open", _("开账号"), "registry:open_account"),
    ),
    "AUDIT_ADMINISTRATOR": (
        Section("home", _("首页"), "overview:home"),
        Section("events", _("做过什么"), "registry:list_events"),
        Section("accesses", _("进出和查看"), "registry:list_accesses"),
    ),
    "SYSTEM_ADMINISTRATOR": (
        Section("home", _("首页"), "overview:home"),
        Section("system", _("运行情况"), "registry:show_system"),
    ),
}


def links(sections: Iterable[Section]) -> list[Link]:
    """Return the sections that have a page, with their addresses."""
    found = ((section, address(section.url_name)) for section in sections)
    return [Link(section.key, section.word, url, section.url_name) for section, url in found if url]


def address(*url_names: str) -> str:
    """Return the address of the first of these names that exists, else an empty string."""
    for url_name in url_names:
        try:
            return reverse(url_name)
        except NoReverseMatch:
            continue
    return ""


def current_key(sections: Iterable[Link], view_name: str) -> str:
    """Return the section a view belongs to: the section of that very page, else the only one of its app."""
    namespace = view_name.partition(":")[0]
    same_app = []
    for link in sections:
        if link.url_name == view_name:
            return link.key
        if link.url_name.partition(":")[0] == namespace:
            same_app.append(link.key)
    return same_app[0] if len(same_app) == 1 else ""
