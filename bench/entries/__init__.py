"""One module per measurement: its name is the entry's, its docstring what is measured, `run() -> dict` measures."""
