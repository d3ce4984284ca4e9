"""What an uploaded workbook is made of, looked at piece by piece before anything interprets it.

A workbook is a zip archive. Its directory may lie, so every piece is unpacked once in small blocks and counted: what
is larger than declared, larger than allowed, or no plain workbook never reaches the parser.
"""

import re
import struct
import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from io import SEEK_END
from itertools import pairwise
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

BLOCK = 1 << 16
OVERLAP = 512  # a tag that is cut between two blocks is seen whole in the second
LOCAL_HEADER = 30
IS_ENCRYPTED = 0x1
OLD_FORMAT = b"\xd0\xcf\x11\xe0"  # .xls, and every workbook with a password
ARCHIVE = b"PK\x03\x04"
MACROS = ("vbaproject", "macrosheets/", "vbadata", "activex/", "/embeddings/")
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.I)
FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
COMMENT = b"<!--"  # a place to hide things from the patterns below; no spreadsheet program writes one
CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
PLACED = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Za-z]{1,4})([0-9]{1,9})["']""")
ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\br=["']([0-9]{1,12})["']""")
SHARED = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\bt=["']s["'][^>]*>\s*<(?:\w+:)?v>([0-9]{1,9})<""")
STRING = re.compile(rb"<(?:\w+:)?si[\s/>]")
STRINGS = "xl/sharedstrings.xml"
LETTERS = 26
MOST_LETTERS = 3


class Unreadable(Exception):
    """The file is not read; str() says why and what to do."""


@dataclass(frozen=True)
class Limits:
    """How large a workbook may be.

    packed, unpacked  bytes, of the file and of all its pieces together
    text              bytes, of all cells; a text that stands once in the file may be pointed at by many cells
    ratio             unpacked to packed bytes of one piece, once it is larger than a megabyte
    """

    packed: int = 20 * 2**20
    unpacked: int = 400 * 2**20
    text: int = 200 * 2**20
    ratio: int = 250
    pieces: int = 400
    sheets: int = 10
    rows: int = 100_000
    columns: int = 60


def inspect(file: IO[bytes], limits: Limits) -> None:
    """Refuse a file that is no plain, modest workbook. Raises Unreadable; the file is never held in memory whole."""
    size = file.seek(0, SEEK_END)
    file.seek(0)
    if size > limits.packed:
        raise Unreadable(
            _("文件有 %(size)s MB，最多 %(most)s MB。请删去图片和无关的表，或分成几份上传。")
            % {"size": -(-size // 2**20), "most": limits.packed // 2**20}
        )
    _check_beginning(file.read(len(ARCHIVE)))
    try:
        pieces = ZipFile(file).infolist()
        _check_directory(pieces, limits)
        _Look(file, limits).at_all(pieces)
    except (BadZipFile, zlib.error, struct.error, UnicodeError, OverflowError, NotImplementedError) as problem:
        raise Unreadable(_("文件已经损坏，打不开。请在表格软件里打开它，另存为 .xlsx 后再上传。")) from problem
    finally:
        file.seek(0)


def column_number(letters: str) -> int:
    """Return the number of a column, counted from one: A → 1, AB → 28."""
    number = 0
    for letter in letters.upper():
        number = number * LETTERS + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """Return the letters of a column, counted from one: 1 → A, 28 → AB."""
    found = ""
    while number:
        number, rest = divmod(number - 1, LETTERS)
        found = chr(ord("A") + rest) + found
    return found


def _check_beginning(first: bytes) -> None:
    if first == OLD_FORMAT:
        raise Unreadable(_("这是旧格式（.xls）或加了密码的文件。请打开它，去掉密码，另存为 .xlsx 后再上传。"))
    if first != ARCHIVE:
        raise Unreadable(_("这不是 .xlsx 工作簿。请在 Excel、WPS 或 LibreOffice 里另存为 .xlsx 后再上传。"))


def _check_directory(pieces: list[ZipInfo], limits: Limits) -> None:
    names = [piece.filename.lower().replace("\\", "/") for piece in pieces]
    if any(word in name for name in names for word in MACROS):
        raise Unreadable(_("文件里有宏或嵌入的对象。请另存为不含宏的 .xlsx 后再上传。"))
    if any("externallinks/" in name for name in names):
        raise Unreadable(_("文件引用了别的工作簿。请全选，复制，“选择性粘贴”成数值，另存后再上传。"))
    if "[content_types].xml" not in names or "xl/workbook.xml" not in names or len(names) != len(set(names)):
        raise Unreadable(_("这不是 .xlsx 工作簿。请在 Excel、WPS 或 LibreOffice 里另存为 .xlsx 后再上传。"))
    if any(piece.flag_bits & IS_ENCRYPTED for piece in pieces):
        raise Unreadable(_("文件加了密码。请去掉密码，另存后再上传。"))
    if sum(bool(SHEET.fullmatch(name)) for name in names) > limits.sheets:
        raise Unreadable(_("工作簿里的表超过了 %(most)s 张。请只留要导入的那一张。") % {"most": limits.sheets})
    too_tight = any(
        piece.file_size > 2**20 and piece.file_size > limits.ratio * max(piece.compress_size, 1) for piece in pieces
    )
    if len(pieces) > limits.pieces or sum(piece.file_size for piece in pieces) > limits.unpacked or too_tight:
        raise Unreadable(_("文件解开后大得不正常，没有打开。请把要导入的内容复制到一个新的工作簿，再上传。"))


class _Look:
    """One look at all pieces, the shared texts first; it remembers how long each of these is."""

    def __init__(self, file: IO[bytes], limits: Limits) -> None:
        self.file, self.limits = file, limits
        self.lengths = array("Q")
        self.text = 0

    def at_all(self, pieces: list[ZipInfo]) -> None:
        """Refuse what is larger than it may be, or no plain workbook."""
        for piece in sorted(pieces, key=lambda piece: piece.filename.lower() != STRINGS):
            name = piece.filename.lower()
            starts: list[int] = []
            before, length = b"", 0
            for block in _unpacked(self.file, piece):
                seen = before + block
                if name.endswith((".xml", ".rels", ".vml")):
                    self._check_markup(name, seen)
                if SHEET.fullmatch(name):
                    self._check_places(seen)
                if name == STRINGS:
                    starts += (length - len(before) + found.start() for found in STRING.finditer(seen))
                before, length = seen[-OVERLAP:], length + len(block)
            if starts:
                places = sorted({*starts, length})
                self.lengths = array("Q", (end - start for start, end in pairwise(places)))

    def _check_markup(self, name: str, markup: bytes) -> None:
        if FORBIDDEN.search(markup) or (SHEET.fullmatch(name) and COMMENT in markup):
            raise Unreadable(_("文件里有不该有的内容，没有打开。请把要导入的内容复制到一个新的工作簿，再上传。"))
        if name == "[content_types].xml" and b"macroenabled" in markup.lower():
            raise Unreadable(_("文件里有宏或嵌入的对象。请另存为不含宏的 .xlsx 后再上传。"))

    def _check_places(self, markup: bytes) -> None:
        """Refuse a cell far away: a parser would lay out everything between it and the first one."""
        placed = PLACED.findall(markup)
        if len(CELL.findall(markup)) > len(placed) + 1:  # the last one may be cut off by the end of the block
            raise Unreadable(_("文件的写法少见，没有打开。请在表格软件里打开它，另存为 .xlsx 后再上传。"))
        for letters in {letters for letters, _row in placed}:
            if len(letters) > MOST_LETTERS or column_number(letters.decode()) > self.limits.columns:
                raise Unreadable(
                    _("表格超过了 %(most)s 列：%(column)s 列也有内容或格式。请删去右边多余的列。")
                    % {"most": self.limits.columns, "column": letters.decode().upper()}
                )
        row = max((int(found) for found in (*(row for _letters, row in placed), *ROW.findall(markup))), default=0)
        if row > self.limits.rows:
            raise Unreadable(
                _("表格超过了 %(most)s 行：第 %(row)s 行还有内容或格式。请删去下面的空行，或分成几份上传。")
                % {"most": self.limits.rows, "row": row}
            )
        known = len(self.lengths)
        self.text += sum(self.lengths[place] for place in map(int, SHARED.findall(markup)) if place < known)
        if self.text > self.limits.text:
            raise Unreadable(_("表格里的文字太多，没有打开。请删去与名册无关的长段文字，或分成几份上传。"))


def _unpacked(file: IO[bytes], piece: ZipInfo) -> Iterator[bytes]:
    """Yield what a piece holds in blocks, and refuse one that is not exactly as large as the directory says."""
    file.seek(piece.header_offset)
    header = file.read(LOCAL_HEADER)
    if not header.startswith(ARCHIVE):
        raise BadZipFile(piece.filename)
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    file.seek(piece.header_offset + LOCAL_HEADER + name_length + extra_length)
    if piece.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BadZipFile(piece.filename)
    unpack = zlib.decompressobj(-zlib.MAX_WBITS) if piece.compress_type == ZIP_DEFLATED else None
    packed, length = piece.compress_size, 0
    while packed > 0:
        waiting = file.read(min(BLOCK, packed))
        if not waiting:
            raise BadZipFile(piece.filename)
        packed -= len(waiting)
        while waiting:
            block = unpack.decompress(waiting, BLOCK) if unpack else waiting
            waiting = unpack.unconsumed_tail if unpack else b""
            length += len(block)
            if length > piece.file_size:
                raise BadZipFile(piece.filename)
            yield block
    if length != piece.file_size or (unpack is not None and not unpack.eof):
        raise BadZipFile(piece.filename)
