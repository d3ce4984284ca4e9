"""The homes of the three who run the system: what waits for them, as numbers that lead to their lists."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from gongjian.civic.registry.models import Office, Role
from gongjian.civic.registry.queries.audit import WEEK, audited
from gongjian.civic.registry.queries.people import EXPIRED, IDLE, INVITED, LOCKED, TERM, counted
from gongjian.civic.registry.queries.system import installation


@dataclass(frozen=True)
class Matter:
    """One line of the home: what, how many, where the list is, and whether somebody should look."""

    title: str
    detail: str
    number: str
    url: str
    button: str
    is_urgent: bool = False


def matters_of(office: Office, at: datetime) -> list[Matter]:
    """Return the lines of an administrator's home, what is urgent first."""
    tell = {
        Role.SECURITY_ADMINISTRATOR: _of_security,
        Role.AUDIT_ADMINISTRATOR: _of_audit,
        Role.SYSTEM_ADMINISTRATOR: _of_system,
    }[Role(office.role)]
    return sorted(tell(at), key=lambda matter: not matter.is_urgent)


def _of_security(at: datetime) -> list[Matter]:
    numbers = counted(at)
    url, look = reverse("registry:list_people"), _("去看看")

    def line(title: str, detail: str, state: str, *, urgent: bool = False) -> Matter:
        number = numbers[state]
        return Matter(title, detail, str(number), f"{url}?{urlencode({'state': state})}", look, urgent and number > 0)

    return [
        line(_("任期快到的岗位"), _("60 天内到期，或者已经到期还没有续任、离任"), TERM, urgent=True),
        line(_("邀请过期的账号"), _("还没有设密码，要重新邀请"), EXPIRED, urgent=True),
        line(_("等设密码的账号"), _("邀请还有效，本人还没有设"), INVITED),
        line(_("没有在任岗位的账号"), _("能登录，但看不到任何内容；不再用的请停用"), IDLE),
        line(_("停用的账号"), _("不能登录；做过的事都还在"), LOCKED),
        Matter(_("全部账号"), _("人员和岗位"), str(numbers["accounts"]), url, look),
    ]


def _of_audit(at: datetime) -> list[Matter]:
    numbers = audited(at)
    since = (at - WEEK).astimezone(settings.OFFICE_ZONE).date().isoformat()
    came, look = reverse("registry:list_accesses"), _("去查")

    def line(title: str, detail: str, name: str, kind: str, *, urgent: bool = False) -> Matter:
        address = f"{came}?{urlencode({'kind': kind, 'since': since})}"
        return Matter(title, detail, str(numbers[name]), address, look, urgent and numbers[name] > 0)

    deeds = f"{reverse('registry:list_events')}?{urlencode({'since': since})}"
    return [
        line(_("登录没有成功"), _("七天以内，含暂时锁定"), "failed", "FAILED", urgent=True),
        line(_("看过联系方式"), _("七天以内，每次都有事由"), "read", "READ_PERSONAL"),
        line(_("导出名册"), _("七天以内"), "taken", "EXPORT"),
        line(_("登录"), _("七天以内"), "came", "SIGN_IN"),
        Matter(_("改动"), _("七天以内，各岗位一共"), str(numbers["deeds"]), deeds, look),
    ]


def _of_system(at: datetime) -> list[Matter]:
    facts = installation(at.astimezone(settings.OFFICE_ZONE).date())
    url, look = reverse("registry:show_system"), _("去看看")
    free = facts.disk_free * 100 // (facts.disk_total or 1)
    return [
        Matter(
            _("数据库更新"),
            _("还没有做的步数"),
            str(len(facts.missing_migrations)),
            url,
            look,
            bool(facts.missing_migrations),
        ),
        Matter(_("没有做成的后台工作"), _("原因在输出里"), str(facts.failed_jobs), url, look, facts.failed_jobs > 0),
        Matter(_("等着的后台工作"), _("一般几秒就做完"), str(facts.waiting_jobs), url, look),
        Matter(
            _("%s年的节假日") % facts.next_year,
            _("工作日期限要用"),
            _("还没有") if facts.lacks_holidays else _("已录入"),
            url,
            look,
            facts.lacks_holidays,
        ),
        Matter(_("磁盘剩余"), _("数据文件夹所在的磁盘"), f"{free}%", url, look, facts.has_little_disk),
    ]
