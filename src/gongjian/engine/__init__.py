"""How many rows become few: lazy tables over the rows of a year, executed in one place, `runs`."""
