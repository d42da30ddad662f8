"""The tables of open data, put together from parts: a part has the rows of a few records, in each form.

A changed record changes its part; the other parts are taken over, and a table is their texts one after another. Where
a part ends follows from the ids in it alone, so that a new record moves no other from one part to the next.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from zlib import crc32

from generator.entities import Ref
from generator.making import Piece
from generator.memory import identity
from generator.opendata.spreadsheets import csv_head, csv_rows, json_lines, write_xlsx
from generator.render.datasets import dataset_rows, dataset_subjects
from generator.render.open_data import FOLDER
from generator.render.views import Views
from generator.write import write_text

_RECORDS = 64
"""Records of a part, on average."""


def part_pieces(views: Views) -> Iterator[Piece]:
    """Yield the parts of every table, in order: ``TABLE/NAME.csv`` and ``.jsonl``.

    To make one raises DanvanError (DV001) for a column in ``datasets.yml`` that the program does not know.
    """
    for table in views.site.tables.datasets:
        for refs in _parted(dataset_subjects(table, views)):
            name = f"{table}/{refs[0].kind}-{refs[0].id}"
            yield Piece(f"rows/{name}", (table, refs), partial(_write_part, table, refs, name, views))


def table_pieces(parts: Iterable[str], views: Views, folder: Path) -> Iterator[Piece]:
    """Yield the tables made of the files ``parts`` below ``folder``, in each form; the longest first."""
    by_table: dict[str, list[Path]] = {name: [] for name in views.site.tables.datasets}
    for name in parts:
        by_table[name.partition("/")[0]].append(folder / name)
    for table, paths in reversed(by_table.items()):
        as_csv, as_json = ([path for path in paths if path.suffix == suffix] for suffix in (".csv", ".jsonl"))
        csv_states, json_states = (tuple(map(identity, same)) for same in (as_csv, as_json))
        name = f"{FOLDER}/{table}"
        yield Piece(f"{name}.xlsx", csv_states, partial(_write_xlsx, table, as_json, views))  # the columns of the CSV
        yield Piece(f"{name}.jsonl", json_states, partial(_join, f"{name}.jsonl", "", as_json))
        yield Piece(f"{name}.csv", csv_states, partial(_join, f"{name}.csv", csv_head(table, views), as_csv))


def _parted(refs: Sequence[Ref]) -> Iterator[tuple[Ref, ...]]:
    part: list[Ref] = []
    for ref in refs:
        part.append(ref)
        if crc32(str(ref).encode()) % _RECORDS == 0:
            yield tuple(part)
            part = []
    if part:
        yield tuple(part)


def _write_part(table: str, refs: Sequence[Ref], name: str, views: Views, folder: Path) -> tuple[str, ...]:
    rows = list(dataset_rows(table, refs, views))
    write_text(folder / f"{name}.csv", csv_rows(table, rows, views))
    write_text(folder / f"{name}.jsonl", json_lines(rows))
    return f"{name}.csv", f"{name}.jsonl"


def _join(name: str, head: str, parts: Iterable[Path], docs: Path) -> tuple[str]:
    (docs / name).parent.mkdir(parents=True, exist_ok=True)
    with (docs / name).open("wb") as file:
        file.write(head.encode())
        for part in parts:
            file.write(part.read_bytes())
    return (name,)


def _write_xlsx(table: str, parts: Iterable[Path], views: Views, docs: Path) -> tuple[str]:
    name = f"{FOLDER}/{table}.xlsx"
    (docs / name).parent.mkdir(parents=True, exist_ok=True)
    write_xlsx(table, _lines(parts), views, docs / name)
    return (name,)


def _lines(parts: Iterable[Path]) -> Iterator[Mapping[str, object]]:
    for part in parts:
        for line in part.read_bytes().splitlines():
            yield json.loads(line)
