"""Canaries: a word nobody writes, planted in every kind of place the public may not see, and searched in every byte.

What can be planted follows from the record classes: a new field, item or kind of record is covered as soon as it is
declared. Archives and compressed files of the built site (Pagefind's fragments, downloads) are unpacked first.
"""

import gzip
import io
import re
import types
import typing
import zipfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.audience.references import REFERENCES
from generator.offline import write_offline
from generator.pipeline import build, build_folder
from generator.records import RECORDS, Audience, Item, LocalityRecord, Part, Record, Review
from generator.tables import Tables
from generator.visibility import ALWAYS
from tests.conftest import ROOT

CANARY = "zqxjk"
NUMBER = "7391152"
"""Numbers hold these digits, years and days cannot hold a canary."""
_counter = count(1)
PLACES = iter(["xa-binh-minh-quang-ngai", "xa-van-tuong-quang-ngai"])


def planted(annotation: Any, metadata: tuple[Any, ...], tables: Tables) -> Any:
    """Return a value for a field of this type that holds a canary, where one fits."""
    if typing.get_origin(annotation) is typing.Annotated:
        inner, *more = typing.get_args(annotation)
        return planted(inner, (*metadata, *more), tables)
    options = [one for one in typing.get_args(annotation) if one is not types.NoneType]
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return planted(options[0], metadata, tables)
    if typing.get_origin(annotation) is tuple:
        return [planted(options[0], metadata, tables)]
    if typing.get_origin(annotation) is typing.Literal:
        return options[0]
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return {
            name: planted(field.annotation, tuple(field.metadata), tables)
            for name, field in annotation.model_fields.items()
            if name != "audience"
        }
    return scalar(annotation, repr(metadata), metadata, tables)


def scalar(annotation: Any, told: str, metadata: tuple[Any, ...], tables: Tables) -> Any:
    vocabulary = next((one.name for one in metadata if hasattr(one, "name") and one.name in tables.vocabularies), None)
    number = next(_counter)
    if vocabulary:
        return tables.vocabularies[vocabulary][0]
    if annotation is str:
        pattern = next((one.pattern for one in metadata if getattr(one, "pattern", None)), "")
        forms = (
            f"Zqxjk {number} đ",
            f"{CANARY}-{number}",
            f"{number:064x}",
            f"{NUMBER}-{NUMBER}",
            f"{number}-{number}",
        )
        return next(form for form in forms if re.search(pattern, form))
    if annotation is bool:
        return True
    if annotation in (int, float):
        return 2077 if "1945" in told or "ge" in told else int(f"{NUMBER}{number}")
    return "2077-07-07"


def filled(schema: type[Record], tables: Tables, names: set[str]) -> dict[str, Any]:
    return {
        name: planted(field.annotation, tuple(field.metadata), tables)
        for name, field in schema.model_fields.items()
        if name in names
    }


def write(folder: Path, schema: type[Record], header: dict[str, Any], body: str) -> None:
    path = folder / "content" / schema.folder / f"{header['id']}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(header, allow_unicode=True, sort_keys=False)
    path.write_text(f"---\n# {CANARY} trong lời chú\n{text}---\n{body}\n", encoding="utf-8")


SECRET_BODY = f"## Zqxjk đề mục\n\nZqxjk chữ ở xã Bình Trị theo Chỉ thị số 22-CT/TU.[^{CANARY}]\n\n[^{CANARY}]: Zqxjk."
PUBLIC_BODY = (
    "## Kết quả\n\nChữ công khai tại xã Bình Trị theo Chỉ thị số 22-CT/TU ngày 03/4/2017 của Tỉnh ủy.\n\n"
    f"::: internal\n{SECRET_BODY}\n:::\n\nChữ sau."
)


def plant(folder: Path, tables: Tables) -> list[str]:
    """Write an internal record of each kind and a public one with every part internal; return the internal ids."""
    internal: list[str] = []
    for schema in RECORDS:
        fields = set(schema.model_fields) - {"id", "audience", "field_audience"}
        secret = {"id": f"{CANARY}-{schema.folder}", **filled(schema, tables, fields), "audience": "internal"}
        if schema is LocalityRecord:
            secret["id"] = next(PLACES)
        else:
            internal.append(secret["id"])
        secret["review"] = Review.RETIRED.value
        write(folder, schema, without_references(secret), SECRET_BODY)
    for schema in RECORDS:
        can_hide = {n for n, f in schema.model_fields.items() if n not in ALWAYS and not f.is_required()}
        required = {"id": f"cong-khai-{schema.folder}", **plain(schema, tables)}
        hidden = filled(schema, tables, can_hide)
        if schema is LocalityRecord:
            required["id"] = next(PLACES)
        links = " ".join(f"[lời]({kind}:{CANARY}-{kind}s)" for kind in ("model", "report", "movement", "page"))
        links += f" [lời](directive:{CANARY}-directives)"
        header = {**required, **hidden, "field_audience": dict.fromkeys(sorted(can_hide), "internal")}
        write(folder, schema, without_references(header), f"{PUBLIC_BODY}\n\n{links}")
        items = {"id": f"muc-{schema.folder}", **plain(schema, tables), **secret_items(schema, tables)}
        if schema is not LocalityRecord:
            write(folder, schema, {**items, **pointing(schema)}, PUBLIC_BODY)
    return internal


def plain(schema: type[Record], tables: Tables) -> dict[str, Any]:
    """Return values for the fields a record must have, with nothing secret in them."""
    needed = {n for n, f in schema.model_fields.items() if f.is_required() and n != "id"}
    return {
        n: v if CANARY not in str(v).lower() else f"Tên {schema.folder}"
        for n, v in filled(schema, tables, needed).items()
    }


def secret_items(schema: type[Record], tables: Tables) -> dict[str, Any]:
    """Return the lists of items of a record, each with one internal item."""
    found: dict[str, Any] = {}
    for name, field in schema.model_fields.items():
        value = planted(field.annotation, tuple(field.metadata), tables)
        if re.search(rf"\b({'|'.join(one.__name__ for one in Item.__subclasses__())})\b", repr(field.annotation)):
            one = {**(value[0] if isinstance(value, list) else value), "audience": "internal"}
            found[name] = [one] if isinstance(value, list) else one
    return found


def pointing(schema: type[Record]) -> dict[str, Any]:
    """Return references to the internal records in every field that can hold one."""
    found: dict[str, Any] = {}
    for name, field in schema.model_fields.items():
        if name in REFERENCES:
            target = f"{CANARY}-{REFERENCES[name]}s"
            found[name] = [target] if "tuple" in repr(field.annotation) else target
    return found


def without_references(header: dict[str, Any]) -> dict[str, Any]:
    """Return ``header`` with real values where the internal edition resolves names: it must build as well."""
    known = {"localities": ["Xã Bình Trị, huyện Bình Sơn, tỉnh Quảng Ngãi"], "locality": "Tỉnh Quảng Ngãi"}
    return {name: known.get(name, value) for name, value in header.items() if name not in REFERENCES}


def texts(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file below ``folder`` with its name, and what is packed in it."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            yield name, name.encode()
            yield from unpacked(name, path.read_bytes())


def unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    yield name, data
    if data[:2] == b"\x1f\x8b":
        yield from unpacked(f"{name} (gz)", gzip.decompress(data))
    elif data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for inner in packed.namelist():
                yield f"{name}/{inner}", inner.encode()
                yield from unpacked(f"{name}/{inner}", packed.read(inner))


def unpacked_hits(path: Path) -> list[str]:
    return [name for name, data in unpacked(path.name, path.read_bytes()) if CANARY.encode() in data.lower()]


def found_in(folder: Path) -> list[str]:
    wanted = re.compile(
        rb"zqxjk|" + rb"\W?".join(re.findall(rb".", NUMBER.encode())) + rb"|(?<!\d)2077(?!\d)", re.IGNORECASE
    )
    table = b"places/units.js"  # years as offsets: 2077 is one of them
    return sorted({name for name, data in texts(folder) if table not in name.encode() and wanted.search(data)})


@pytest.fixture(scope="module")
def planted_site(tmp_path_factory: pytest.TempPathFactory, tables: Tables) -> Path:
    folder = tmp_path_factory.mktemp("canaries")
    for name in ("site_config", "overrides", "node_modules", "mkdocs.yml"):
        (folder / name).symlink_to(ROOT / name)
    small = ROOT / "tests" / "small" / "content"
    for path in small.rglob("*.md"):
        target = folder / "content" / path.relative_to(small)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    plant(folder, tables)
    kept = folder / "content" / ".imported" / "models" / f"{CANARY}.md"
    kept.parent.mkdir(parents=True)
    for report in (f"{CANARY}-reports", "cong-khai-reports", "muc-reports", "an-lac-tong-ket-2023"):
        for ending in ("raw", "read"):
            scan = kept.parent.parent / "reports" / f"{report}.{ending}.txt"
            scan.parent.mkdir(exist_ok=True)
            scan.write_text(CANARY if CANARY in report else f"Dòng đầu\n{CANARY if '-reports' in report else 'x'}")
    kept.write_text(f"{CANARY}", encoding="utf-8")
    (folder / "content" / "models" / f"{CANARY}.txt").write_text(CANARY, encoding="utf-8")
    return folder


def test_no_canary_is_in_any_byte_of_what_the_public_gets(planted_site: Path) -> None:
    build(planted_site, lambda _: None)
    write_offline(planted_site / "build" / "site", planted_site / "build" / "x.zip", "x", "X")
    built = planted_site / "build"
    assert [*found_in(built / "site"), *found_in(built / "docs"), *unpacked_hits(built / "x.zip")] == []
    assert (built / "site" / "bao-cao" / "an-lac-tong-ket-2023.html").is_file()


def test_the_internal_site_sings_and_says_what_it_is(planted_site: Path) -> None:
    build(planted_site, lambda _: None, audience=Audience.INTERNAL)
    folder = build_folder(planted_site, Audience.INTERNAL)
    assert folder != planted_site / "build"
    found = found_in(folder / "site")
    assert {f"mo-hinh/{CANARY}-models.html", "mo-hinh/cong-khai-models.html", f"bao-cao/{CANARY}-reports.html"} <= set(
        found
    )
    assert any("(gz)" in name for name in found), "the full-text index holds them"
    for path in (folder / "site").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "Bản nội bộ" in text or 'http-equiv="refresh"' in text or path.name == "404.html", path
    whole = (folder / "site" / f"mo-hinh/{CANARY}-models.html").read_text(encoding="utf-8")
    assert "cả trang này không có trong bản công khai" in whole
    part = (folder / "site" / "mo-hinh" / "cong-khai-models.html").read_text(encoding="utf-8")
    assert part.count("dv-internal--begin") == part.count("dv-internal--end") == 1
    assert "không có trong bản công khai: " in part
