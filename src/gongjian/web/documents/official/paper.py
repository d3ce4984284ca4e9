"""What an official document says, as plain data. How it looks is the writer's and the style sheet's."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from gongjian.web.documents.texts import paragraphs, plain

LEVELS = (1, 2, 3)


@dataclass(frozen=True)
class Title:
    """What the document is about; `under` stands below in brackets, such as 征求意见稿."""

    text: str
    under: str = ""

    kind = "title"


@dataclass(frozen=True)
class Greeting:
    """To whom it is sent, flush with the left edge: 各成员单位."""

    text: str

    kind = "greeting"


@dataclass(frozen=True)
class Heading:
    """A heading: level 1 is 一、, level 2 is （一）, level 3 is 1. ; the number is part of the text."""

    text: str
    level: int = 1

    kind = "heading"

    def __post_init__(self) -> None:
        if self.level not in LEVELS:
            raise ValueError(f"headings have the levels 1 to 3, not {self.level}")


@dataclass(frozen=True)
class Body:
    """What is written: each line of the text becomes a paragraph. `lead` opens the first one, in another hand."""

    text: str
    lead: str = ""

    kind = "body"

    @property
    def paragraphs(self) -> list[str]:
        return paragraphs(self.text)


@dataclass(frozen=True)
class Listed:
    """Who was there, who had leave, who listened: 出席：甲、乙、丙. The lines below begin under the first name."""

    lead: str
    names: Sequence[str]
    ending: str = ""

    kind = "listed"

    @property
    def text(self) -> str:
        return "、".join(map(plain, self.names)) + (self.ending or "。")


@dataclass(frozen=True)
class Table:
    """A ruled table whose head returns on every page; widths are parts of the type area."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]

    kind = "table"

    def __post_init__(self) -> None:
        if {len(self.heads)} != {len(self.widths), *map(len, self.rows)}:
            raise ValueError("each row of a table has as many cells as there are heads and widths")


@dataclass(frozen=True)
class Signature:
    """Who issues it and when, at the right."""

    by: str
    day: str

    kind = "signature"


@dataclass(frozen=True)
class Space:
    """An empty line."""

    kind = "space"


@dataclass(frozen=True)
class Imprint:
    """The last lines between rules: who else gets it, who printed it when."""

    copies: str
    by: str
    day: str

    kind = "imprint"


Block: TypeAlias = Title | Greeting | Heading | Body | Listed | Table | Signature | Space | Imprint


@dataclass(frozen=True)
class Paper:
    """An official document.

    heading  the red letters above the red rule; empty for a paper without them
    number   〔2026〕3号
    issuer   who issues it, at the left above the red rule
    day      the day of issue in full, at the right above the red rule
    mark     what every page says in its upper margin: that all of it is a demonstration
    code     the check code, beside the mark; empty before there is one
    name     what the file is called, without its ending
    """

    name: str
    blocks: Sequence[Block]
    heading: str = ""
    number: str = ""
    issuer: str = ""
    day: str = ""
    mark: str = ""
    code: str = ""
    language: str = "zh-CN"

    @property
    def margin(self) -> str:
        """The small line in the upper margin of every page."""
        return "　".join(filter(None, (self.mark, self.code)))
