"""Office documents, read and written as plain data."""

from gongjian.web.documents.archives import Limits, Unreadable
from gongjian.web.documents.sheets import Column, Sheet, read_sheet, write_sheet

__all__ = ["Column", "Limits", "Sheet", "Unreadable", "read_sheet", "write_sheet"]
