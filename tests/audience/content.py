"""Content of which any part may be secret, written in two ways: marked as internal, or with the secrets never written.

Independent of the program's own reading of marks: both are made from one description.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Key = tuple[str, ...]
"""What may be secret: ("models/x",), a field ("models/x", "unit"), ("models/x", "figures", "0"), a block."""


@dataclass(frozen=True)
class Draft:
    """One record: its front matter and its text, block by block."""

    header: Mapping[str, Any]
    blocks: tuple[str, ...]


PLACE = "Xã Bình Trị, huyện Bình Sơn, tỉnh Quảng Ngãi"
DRAFTS: Mapping[str, Draft] = {
    "directives/chi-thi-22": Draft(
        {"type": "Chỉ thị", "number": "22-CT/TU", "date": "2017-04-03", "locality": "Tỉnh Quảng Ngãi",
         "issuer": "Ban Thường vụ Tỉnh ủy Quảng Ngãi", "title": "về việc khéo", "tags": ["khéo"]},
        ("Văn bản gốc của phong trào.",),
    ),
    "directives/ke-hoach-70": Draft(
        {"type": "Kế hoạch", "number": "70-KH/HU", "date": "2018-02-01",
         "locality": "Huyện Bình Sơn, tỉnh Quảng Ngãi", "carries_out": ["22-CT/TU"], "based_on": ["chi-thi-22"]},
        ("Làm theo [Chỉ thị](directive:chi-thi-22).", "- Việc một", "- Việc hai"),
    ),
    "movements/kheo-dan": Draft(
        {"name": "Khéo dân", "movement_kind": "phong-trao-thi-dua", "directives": ["22-CT/TU"]}, ("Lời kể.",)
    ),
    "movements/kheo-nha": Draft(
        {"name": "Khéo nhà", "movement_kind": "phong-trao-thi-dua", "part_of": "kheo-dan"}, ()
    ),
    "reports/an-lac": Draft(
        {"title": "Báo cáo năm", "number": "15/BC-UBND", "date": "2023-12-20", "signer": "Nguyễn An",
         "locality": "Huyện Bình Sơn, tỉnh Quảng Ngãi", "about": ["22-CT/TU"],
         "figures": [{"value": 12, "unit": "mô hình", "what": "mới", "field": "kinh-te", "measure": "built"},
                     {"value": 9, "unit": "tổ", "what": "tự quản"}],
         "source": {"file": "bao-cao.pdf"}},
        ("## I. Kết quả",
         "Theo Kế hoạch số 70-KH/HU ngày 01/02/2018 của Huyện ủy, ở xã Bình Trị có mô hình “Bếp ấm”.[^1]",
         "| Việc | Số |\n| --- | --- |\n| Bếp | 2 |", "- Góp gạo với [nhà bên](model:nha-ben)\n- Góp công",
         "## II. Việc tới", "Mô hình “Nhà bên” và [báo cáo trước](report:nam-truoc#i-ket-qua).[^2]",
         "[^1]: Lời dặn một.", "[^2]: Lời dặn hai."),
    ),
    "reports/nam-truoc": Draft(
        {"title": "Báo cáo năm trước", "number": "9/BC-UBND", "date": "2022-12-20",
         "locality": "Huyện Bình Sơn, tỉnh Quảng Ngãi"},
        ("## I. Kết quả", "Xã Bình Minh và phong trào “Khéo dân”."),
    ),
    "models/bep-am": Draft(
        {"name": "Bếp ấm", "localities": [PLACE], "field": "kinh-te", "unit": "Hội Phụ nữ", "contact": "Trưởng thôn",
         "status": [{"step": "registered", "year": 2022, "directive": "70-KH/HU"},
                    {"step": "recognised", "year": 2023}],
         "directives": ["22-CT/TU", "70-KH/HU"], "movements": ["kheo-dan", "kheo-nha"], "reports": ["an-lac"],
         "figures": [{"value": 31.2, "unit": "tấn", "what": "gạo"}], "aliases": ["bep-cu"],
         "sources": [{"file": "a.xlsx", "sheet": "I", "row": 4}, {"file": "b.docx"}]},
        ("Người dân góp gạo.", "## Nội dung, cách làm", "Mỗi nhà một lon.", "## Kết quả", "Đủ ăn."),
    ),
    "models/nha-ben": Draft(
        {"name": "Nhà bên", "localities": [PLACE], "field": "kinh-te", "copy_of": ["bep-am"],
         "reports": ["an-lac", "nam-truoc"], "period": {"start": 2021}},
        ("Học theo [bếp](model:bep-am).", "## Kết quả", "Vui hơn."),
    ),
    "localities/huyen-binh-son-quang-ngai": Draft(
        {"figures": [{"value": 22, "unit": "xã", "what": "đơn vị"}], "reports": ["an-lac"]}, ("Ven biển.",)
    ),
    "pages/noi-quy": Draft({"title": "Nội quy"}, ("Đọc [mô hình](model:nha-ben) và [trang](page:loi-ke).",)),
    "pages/loi-ke": Draft({"title": "Lời kể"}, ("Kể lại.",)),
}  # fmt: skip
REQUIRED = {"number", "name", "title", "type", "movement_kind"}
POINTING = {"directives": "directives", "directive": "directives", "about": "directives", "carries_out": "directives",
            "based_on": "directives", "movements": "movements", "part_of": "movements", "reports": "reports",
            "copy_of": "models"}  # fmt: skip
NUMBERS = {"22-CT/TU": "directives/chi-thi-22", "70-KH/HU": "directives/ke-hoach-70"}
LINKS = {f"{folder[:-1]}:{name}": f"{folder}/{name}" for folder, _, name in (key.partition("/") for key in DRAFTS)}


def keys() -> Iterator[Key]:
    """Yield everything that may be secret."""
    for name, draft in DRAFTS.items():
        yield (name,)
        for field, value in draft.header.items():
            if field not in REQUIRED:
                yield (name, field)
            if isinstance(value, list) and isinstance(value[0], dict):
                yield from ((name, field, str(number)) for number in range(len(value)))
        yield from ((name, "body", str(number)) for number in range(len(draft.blocks)))


def write_marked(folder: Path, secrets: Collection[Key]) -> None:
    """Write the content with every secret marked as internal."""
    for name, draft in DRAFTS.items():
        header = {"id": name.partition("/")[2], **draft.header}
        for field, value in draft.header.items():
            if isinstance(value, list) and isinstance(value[0], dict):
                header[field] = [
                    {**item, "audience": "internal"} if (name, field, str(number)) in secrets else item
                    for number, item in enumerate(value)
                ]
        if hidden := {field: "internal" for field in draft.header if (name, field) in secrets}:
            header["field_audience"] = hidden
        if (name,) in secrets:
            header["audience"] = "internal"
        marked = (
            f"::: internal\n{block}\n:::" if (name, "body", str(number)) in secrets else block
            for number, block in enumerate(draft.blocks)
        )
        _write(folder, name, header, marked)


def write_bare(folder: Path, secrets: Collection[Key]) -> None:
    """Write the content with no secret in it and nothing that points to one."""
    gone = {name for name in DRAFTS if (name,) in secrets}
    for name, draft in DRAFTS.items():
        if name in gone:
            continue
        header: dict[str, Any] = {"id": name.partition("/")[2]}
        for field, value in draft.header.items():
            if (name, field) in secrets or field == "contact":
                continue
            left = _pointing_left(field, value, gone)
            if isinstance(left, list) and isinstance(value[0], dict):
                left = [item for number, item in enumerate(left) if (name, field, str(number)) not in secrets]
            if left not in ([], None):
                header[field] = left
        blocks = [block for number, block in enumerate(draft.blocks) if (name, "body", str(number)) not in secrets]
        for number in ("1", "2"):  # a footnote whose only reference is secret goes with it
            if not any(f"[^{number}]" in block for block in blocks if not block.startswith("[^")):
                blocks = [block for block in blocks if not block.startswith(f"[^{number}]")]
        _write(folder, name, header, (_unlinked(block, gone) for block in blocks))


def _pointing_left(field: str, value: Any, gone: Collection[str]) -> Any:
    """Return ``value`` without what it says of records that are gone."""
    if isinstance(value, list):
        left = [_pointing_left(field, item, gone) for item in value]
        return [item for item in left if item is not None]
    if isinstance(value, dict):
        return {name: left for name, one in value.items() if (left := _pointing_left(name, one, gone)) is not None}
    if field in POINTING:
        target = NUMBERS.get(value, f"{POINTING[field]}/{value}")
        return None if target in gone else value
    return value


def _unlinked(block: str, gone: Collection[str]) -> str:
    """Return ``block`` with the words of links to records that are gone in place of the links."""
    pieces = block.split("[")
    for number, piece in enumerate(pieces[1:], 1):
        words, opened, rest = piece.partition("](")
        target, _, after = rest.partition(")")
        leads = opened and LINKS.get(target.partition("#")[0]) in gone
        pieces[number] = f"{words}{after}" if leads else f"[{piece}"
    return "".join(pieces)


def _write(folder: Path, name: str, header: Mapping[str, Any], blocks: Iterator[str]) -> None:
    path = folder / "content" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(dict(header), allow_unicode=True, sort_keys=False)
    body = "\n\n".join(blocks)
    path.write_text(f"---\n{text}---\n{body}\n", encoding="utf-8")
