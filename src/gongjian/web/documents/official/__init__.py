"""Official documents by GB/T 9704-2012: plain data in, a page that an office files out."""

from gongjian.web.documents.official.paper import (
    Block,
    Body,
    Greeting,
    Heading,
    Imprint,
    Listed,
    Paper,
    Signature,
    Space,
    Table,
    Title,
)
from gongjian.web.documents.official.writer import MIME, write_paper

__all__ = [
    "MIME",
    "Block",
    "Body",
    "Greeting",
    "Heading",
    "Imprint",
    "Listed",
    "Paper",
    "Signature",
    "Space",
    "Table",
    "Title",
    "write_paper",
]
