"""The shape of every refusal in the methods: plain data for the caller, a sentence for the log."""


class Refused(ValueError):
    """Something that a method will not work with.

    field     where it stands, e.g. "weights_bp" or "indicators.0.rule"
    found     what stands there
    expected  what would have been accepted, or None

    A kind of refusal is a class of its own, so that the caller can say it in the reader's language.
    str() is the same in plain English.
    """

    sentence = "{field}: {found!r} is refused."

    def __init__(self, field: str, found: object, expected: object = None) -> None:
        super().__init__(field, found, expected)
        self.field = field
        self.found = found
        self.expected = expected

    def __str__(self) -> str:
        return self.sentence.format(field=self.field, found=self.found, expected=self.expected)
