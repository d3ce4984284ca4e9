"""Who may open a year."""

import rules

from gongjian.civic.registry.permissions import is_lead

rules.add_perm("duties.open_year", is_lead)
