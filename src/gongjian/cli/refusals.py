"""How a command says no."""

REFUSED = 2


class CannotDo(Exception):
    """The command cannot be carried out as asked; str() is a sentence that says why and what to do."""

    status = REFUSED
