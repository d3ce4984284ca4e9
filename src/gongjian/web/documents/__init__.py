"""Office documents, read and written as plain data."""

from gongjian.web.documents.archives import Limits, Unreadable, inspect
from gongjian.web.documents.sheets import Column, Sheet, read_sheet, write_sheet

__all__ = ["Column", "Limits", "Sheet", "Unreadable", "inspect", "read_sheet", "write_sheet"]
