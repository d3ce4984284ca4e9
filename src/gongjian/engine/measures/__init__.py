"""The steps of docs/tables.md as expressions over all units at once; nothing here is executed."""

from gongjian.engine.measures.outcome import bands, cap_faults, decision_places, outcomes, results, units_met_twice

__all__ = ["bands", "cap_faults", "decision_places", "outcomes", "results", "units_met_twice"]
