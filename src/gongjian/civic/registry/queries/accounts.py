"""Who can sign in, and what one sees with each account."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongjian.civic.registry.models import Office, Role
from gongjian.civic.registry.queries.register import in_force

SEES: dict[str, str | Promise] = {
    Role.DISTRICT_OFFICE: _("全区的进展、档案和评价，能定办法、审结果"),
    Role.SECTOR_DEPARTMENT: _("本部门承办和接收的事项"),
    Role.STREET_OFFICE: _("本街道的单位、协议、写实档案和异议"),
    Role.COMMUNITY_WORKER: _("本社区的单位和事项，送档案核对、确认结果"),
    Role.UNIT_LIAISON: _("本单位的承诺、任务和档案，报告完成、会签"),
    Role.UNIT_SECRETARY: _("与联络员相同，代表单位签协议"),
    Role.INSPECTOR: _("督查范围内的单位，登记发现的问题"),
    Role.SYSTEM_ADMINISTRATOR: _("看不到业务内容，只管系统"),
    Role.SECURITY_ADMINISTRATOR: _("看不到业务内容，只开账号、定岗位"),
    Role.AUDIT_ADMINISTRATOR: _("看不到业务内容，只查谁做过什么"),
}


@dataclass(frozen=True)
class Account:
    """An account of the demonstration: whose it is and what one sees with it."""

    username: str
    role: str
    whose: str
    sees: str | Promise


def _whose(office: Office) -> str:
    if office.organisation is not None:
        return f"{office.organisation.name}·{office.title or Role(office.role).label}"
    return office.area.short_name if office.area else ""


def accounts(on: date) -> list[Account]:
    """Return everybody who can sign in on a day, by role in the order of the roles and by place."""
    offices = (
        Office.objects.filter(in_force(on), person__user__is_active=True)
        .select_related("person__user", "area__parent", "organisation")
        .order_by("area__code", "organisation", "pk")
    )
    order = list(Role)
    found = [Account(str(office.person.user), office.role, _whose(office), SEES[office.role]) for office in offices]
    return sorted(found, key=lambda account: order.index(Role(account.role)))
