"""Who may form groups and give out segments."""

import rules

from gongjian.civic.registry.permissions import is_local, is_street

rules.add_perm("matters.form_group", is_street)
rules.add_perm("matters.take_segment", is_local)
