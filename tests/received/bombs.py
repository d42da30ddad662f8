"""Small files made to fill the memory or to never end: each a few hundred kilobytes at most."""

import io
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

import docx
from openpyxl import Workbook

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_O = "urn:oasis:names:tc:opendocument:xmlns:"
_P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
_HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>STT</t></is></c></row>'


def _repacked(data: bytes, path: Path, parts: dict[str, Iterable[bytes]]) -> Path:
    """Write the archive ``data`` with other contents in place of some of its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys((*old.namelist(), *parts)):
            with new.open(name, "w", force_zip64=True) as part:
                for chunk in parts.get(name) or [old.read(name)]:
                    part.write(chunk)
    return path


def _word(path: Path, body: Iterable[bytes], parts: dict[str, Iterable[bytes]] | None = None) -> Path:
    stream = io.BytesIO()
    docx.Document().save(stream)
    whole = [f"<w:document {_W}><w:body>".encode(), *body, b"</w:body></w:document>"]
    return _repacked(stream.getvalue(), path, {"word/document.xml": whole, **(parts or {})})


def _excel(path: Path, rows: Iterable[bytes], more: str = "", parts: dict[str, Iterable[bytes]] | None = None) -> Path:
    stream = io.BytesIO()
    book = Workbook()
    book.active.append(["STT"])
    book.save(stream)
    whole = [f"<worksheet {_S}><sheetData>{_HEAD}".encode(), *rows, f"</sheetData>{more}</worksheet>".encode()]
    return _repacked(stream.getvalue(), path, {"xl/worksheets/sheet1.xml": whole, **(parts or {})})


def _calc(path: Path, rows: Iterable[bytes]) -> Path:
    kinds = " ".join(f'xmlns:{name}="{_O}{name}:1.0"' for name in ("office", "table", "text"))
    start = f'<office:document-content {kinds}><office:body><office:spreadsheet><table:table table:name="S">'
    end = b"</table:table></office:spreadsheet></office:body></office:document-content>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/manifest.xml", "<m/>")
        with archive.open("content.xml", "w", force_zip64=True) as part:
            for chunk in (start.encode(), *rows, end):
                part.write(chunk)
    return path


def _laughs(root: str, inside: str) -> list[bytes]:
    """Return XML whose entities hold one another: 10 to the tenth letters if they were put in."""
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    text = inside.format("&e9;")
    return [f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "aaaaaaaaaa">{entities}]>{root.format(text)}'.encode()]


def _pdf(path: Path, content: bytes, filters: int) -> Path:
    """Write a PDF of one page whose content, packed once, is packed till it is ``filters`` times."""
    for _ in range(filters - 1):
        content = zlib.compress(content, 9)
    packed = " ".join(["/FlateDecode"] * filters)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
        f"<< /Length {len(content)} /Filter [{packed}] >>\nstream\n".encode() + content + b"\nendstream",
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % table
    path.write_bytes(bytes(out))
    return path


def _packed_blank(megabytes: int) -> bytes:
    """Return spaces packed once, made of one packed block over and over."""
    blank = b" " * 1_000_000
    packer = zlib.compressobj(9)
    first = packer.compress(blank) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(blank) + packer.flush(zlib.Z_FULL_FLUSH)
    total = 1
    for _ in range(megabytes):
        total = zlib.adler32(blank, total)
    return first + block * (megabytes - 1) + b"\x03\x00" + total.to_bytes(4, "big")


_NUMBERING = f"""<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="999999999"/>
<w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
_NUMBERED = (
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
)
_WIDE = '<w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>'
_DOWN = "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>" * 2000
_TALL = f'<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{_P.format("a" * 50_000)}</w:tc></w:tr>'
_LOOP = f"""<w:styles {_W}><w:style w:type="paragraph" w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style></w:styles>"""


def documents(folder: Path) -> dict[Path, str]:
    """Make the received documents in ``folder``; path -> code it is refused with, empty for one that is read."""
    nested = "<w:tbl><w:tr><w:tc>" * 60 + _P.format("x") + "</w:tc></w:tr></w:tbl>" * 60
    table = "<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>"
    return {
        _word(folder / "elements.docx", [b"<w:p/>" * 1_000_000] * 6): "DV606",
        _word(folder / "wide.docx", [table.format(f"<w:tr><w:tc>{_WIDE}{_P.format('x')}</w:tc></w:tr>").encode()]): "",
        _word(folder / "tall.docx", [table.format(_TALL + _DOWN).encode()]): "DV602",
        _word(
            folder / "nested.docx",
            [nested.encode()],
        ): "DV605",
        _word(folder / "letters.docx", [_NUMBERED.encode()] * 50, {"word/numbering.xml": [_NUMBERING.encode()]}): "",
        _word(
            folder / "loop.docx",
            [b'<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>chu</w:t></w:r></w:p>'],
            {"word/styles.xml": [_LOOP.encode()]},
        ): "",
        _word(
            folder / "laughs.docx",
            [],
            {"word/document.xml": _laughs(f"<w:document {_W}><w:body>{{}}</w:body></w:document>", _P)},
        ): "DV605",
        _pdf(folder / "blank.pdf", _packed_blank(2_000), filters=2): "DV619",
    }


def lists(folder: Path) -> dict[Path, str]:
    """Make the received lists in ``folder``; path -> code it is refused with, empty for one that is read."""
    cell = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
    row = "<table:table-row{}>{}</table:table-row>"
    deep = "<text:span>" * 5_000 + "</text:span>" * 5_000
    merged = "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 60_000 + "</mergeCells>"
    columns = "<cols>" + '<col min="1" max="16383" hidden="1"/>' * 100_000 + "</cols>"
    repeated = row.format(
        ' table:number-rows-repeated="9999"', cell.format(' table:number-columns-repeated="4096"', "x")
    )
    shared = _laughs(f"<sst {_S}>{{}}</sst>", "<si><t>{}</t></si>")
    return {
        _excel(folder / "empty.xlsx", [b"<row>" + b"<c/>" * 100_000 + b"</row>"] * 50): "DV650",
        _excel(folder / "elements.xlsx", [b"<row>" + b"<x/>" * 100_000 + b"</row>"] * 210): "DV606",
        _excel(folder / "merged.xlsx", [], merged): "",
        _excel(folder / "columns.xlsx", [], columns): "",
        _excel(folder / "laughs.xlsx", [], parts={"xl/sharedStrings.xml": shared}): "",
        _calc(folder / "rows.ods", [b"<table:table-row/>" * 1_000_000] * 21): "DV606",
        _calc(folder / "repeated.ods", [repeated.encode()]): "DV650",
        _calc(folder / "deep.ods", [row.format("", cell.format("", deep)).encode()]): "DV605",
        _calc(folder / "back.ods", [row.format(' table:number-rows-repeated="-5"', cell.format("", "x")).encode()]): "",
    }
