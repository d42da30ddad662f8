"""A received list becomes models: every sheet laid out, every row read, rows that tell of one model joined.

Whatever is no model, not understood, hidden or in doubt is a complaint with sheet and row.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.diagnostics import Diagnostic, Location, complain
from generator.document import Context
from generator.entities import Locality
from generator.extract.directives import find_directives
from generator.lists.arranging import side_by_side
from generator.lists.columns import Column, plain
from generator.lists.figures import money_of_title
from generator.lists.items import Item
from generator.lists.joining import joined
from generator.lists.layout import IsPlace, Layout, laid_out
from generator.lists.matching import Named, key_of
from generator.lists.models import RowModel, Setting
from generator.lists.places import Places, place_of_title
from generator.lists.rows import RowReader
from generator.lists.splitting import split
from generator.lists.steps import title_step
from generator.lists.values import moment_of, short
from generator.read.sheets import Book, Sheet
from generator.read.sheets.xlsx import column_letter
from generator.resolve.index import Index
from generator.tables import Tables

_YEAR = re.compile(r"(?<![\d/-])(?:19|20)\d\d(?!\d)")
_DATED = re.compile(
    r"ngày\s*\d{1,2}\s*(?:tháng\s*\d{1,2}\s*năm\s*\d{4}|[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4})", re.IGNORECASE
)
_ATTACHED = re.compile(r"kèm theo", re.IGNORECASE)
_SHOWN = 12


@dataclass(frozen=True)
class ReadList:
    """The models of a list, and all that is to be said of the file."""

    models: tuple[RowModel, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Reading:
    """How a list is to be read: what a person said of its place, and the day it is read on."""

    unit: Locality | None
    today: dt.date
    index: Index
    tables: Tables


def read_list(book: Book, how: Reading) -> ReadList:
    """Return the models that ``book`` tells of."""
    places = Places(how.tables)
    models: list[RowModel] = []
    told: list[Diagnostic] = list(book.diagnostics)
    if book.comments:
        told.append(complain("DV670", Location(book.file), count=book.comments))
    before = Setting(book.file, "", how.unit, None, how.today)
    for sheet in _sheets(book, how.tables):
        layout = laid_out(sheet, _Judge(places, before.unit, sheet, how), how.tables)
        where = replace(before, sheet=sheet.name)  # what the sheet before said holds until this one says otherwise
        if layout is None:
            told += _without_table(sheet, where)
            continue
        setting, open_names = _setting(layout, where, how)
        before = setting
        told += _split(layout, setting, how.tables)
        reader = RowReader(setting, places, how.index, how.tables)
        read = [reader.read(item) for item in layout.items]
        models += [model for model in read if model.name]
        told += [complain("DV661", model.where, words=_words(model)) for model in read if not model.name]
        told += _said_of(layout, sheet, setting, open_names, sorted(reader.not_understood, key=lambda one: one.at))
    together, repeated = _without_repeats(models)
    told += repeated
    told += [one for model in together for one in model.diagnostics]
    if not together:
        told.append(complain("DV674", Location(book.file)))
    return ReadList(together, tuple(told))


class _Judge:
    """Tells what is the name of a place in a sheet, once the lines of its title are known."""

    def __init__(self, places: Places, unit: Locality | None, sheet: Sheet, how: Reading) -> None:
        self._places, self._unit, self._sheet, self._how = places, unit, sheet, how

    def __call__(self, title: Sequence[str]) -> IsPlace:
        day = day_of_title(title, self._how.today)
        unit, _ = place_of_title(title, self._unit, day, self._how.tables)
        return lambda name, bare: self._places.is_place(name, unit, day, bare)


def day_of_title(lines: Sequence[str], today: dt.date) -> dt.date | None:
    """Return the day a list speaks of: the last its title or closing gives, else the end of the last year named."""
    text = "\n".join(lines)
    last = dt.date(today.year + 1, 12, 31)
    dated = [moment_of(match[0], last).value for match in _DATED.finditer(text)]
    days = [day for day in dated if isinstance(day, dt.date)]
    if days:
        return max(days)
    years = [int(year) for year in _YEAR.findall(text) if int(year) <= last.year]
    return dt.date(max(years), 12, 31) if years else None


def _setting(layout: Layout, where: Setting, how: Reading) -> tuple[Setting, tuple[Locality, ...]]:
    """Return what the title of a sheet says of all its models, and what its name of a place may mean."""
    title = layout.title
    notes = [left.words for left in layout.left if left.taken_for == "note"]
    day = day_of_title(title, how.today) or day_of_title(notes, how.today) or where.day
    unit, open_names = place_of_title(title, where.unit, day, how.tables)
    context = Context(unit, day)
    step = _step(title, context, how.tables) if title else where.step
    money = money_of_title(title, how.tables) or where.money
    return replace(where, unit=unit, day=day, step=step, money=money), () if unit else open_names


def _step(title: Sequence[str], context: Context, tables: Tables) -> dict[str, Any]:
    """Return the step that the title states, with its year and the decision the list is attached to."""
    text = "\n".join(" ".join(cell.split()) for cell in title)
    name = title_step(text, tables)
    if name is None:
        return {}
    found: dict[str, Any] = {"step": name}
    years = set(_YEAR.findall(_DATED.sub(" ", text)))
    if len(years) == 1:
        found["year"] = int(years.pop())
    attached = [line for line in text.split("\n") if _ATTACHED.search(line)]
    directives = find_directives(" ".join(attached), context, tables) if attached else ()
    if name != "registered" and len(directives) == 1 and directives[0].number:
        found["directive"] = directives[0].number
        if directives[0].date:
            found["date"] = directives[0].date
            found.pop("year", None)
    return found


def _sheets(book: Book, tables: Tables) -> Iterator[Sheet]:
    """Yield the sheets of a book; of our own form not the vocabulary and the guide."""
    words = tables.list_words.template
    ours = {words.lists, words.guide} if any(sheet.name == words.sheet for sheet in book.sheets) else set()
    return (part for sheet in book.sheets if sheet.name not in ours for part in side_by_side(sheet, tables))


def _split(layout: Layout, setting: Setting, tables: Tables) -> Iterator[Diagnostic]:
    """Give each model that a cell lists with others a row of its own, and say so."""
    items: list[Item] = []
    for item in layout.items:
        name_at = next((column.at for column in item.columns if column.holds == "name"), 0)
        parts = split(item, name_at, tables)
        items += parts
        if len(parts) > 1:
            words = "; ".join(short(str(part.cells[name_at][0])) for part in parts)
            yield complain("DV691", setting.at(item.row, name_at), count=len(parts), words=_cut(words))
    layout.items = items


def _without_table(sheet: Sheet, where: Setting) -> Iterator[Diagnostic]:
    """Complain of a sheet that says something but has no table of models."""
    if sheet.rows:
        first = sheet.rows[0]
        words = " | ".join(" ".join(str(value).split()) for _, value in sorted(first.cells.items()))
        yield complain("DV659", where.at(first.number), words=_cut(words))


def _said_of(
    layout: Layout, sheet: Sheet, setting: Setting, open_names: tuple[Locality, ...], unknown: Sequence[Column]
) -> Iterator[Diagnostic]:
    """Yield what a person has to know of a sheet."""
    if open_names:
        names = "; ".join(unit.full_name for unit in open_names[:6])
        yield complain("DV675", setting.at(0), candidates=names)
    if unknown:
        yield complain("DV660", setting.at(0), columns=", ".join(f"«{_head(column)}»" for column in unknown))
    codes = {"nameless": "DV661", "heading": "DV662", "rest": "DV694", "doubtful": "DV695", "placed": "DV697"}
    for left in layout.left:
        if code := codes.get(left.taken_for):
            yield complain(code, setting.at(left.row), words=_cut(left.words))
    if above := [left for left in layout.left if left.taken_for == "above"]:
        words = "; ".join(f"{left.row}: {_cut(left.words, 60)}" for left in above[:_SHOWN])
        yield complain("DV699", setting.at(above[0].row), count=len(above), words=words)
    apart = [left for left in layout.left if left.taken_for in ("note", "total")]
    if apart:
        words = "; ".join(f"{left.row}: {_cut(left.words, 60)}" for left in apart[:_SHOWN])
        yield complain("DV671", setting.at(apart[0].row), count=len(apart), words=words)
    if layout.claimed and layout.claimed[0] != len(layout.items):
        yield complain("DV663", setting.at(layout.claimed[1]), stated=layout.claimed[0], count=len(layout.items))
    taken = {item.row for item in layout.items}
    yield from _hidden(layout, sheet, setting)
    yield from _uncomputed(layout, sheet, setting)
    named = {column.at for column in layout.columns.values() if column.holds == "name"}
    struck = list(dict.fromkeys(row for row, at in sorted(sheet.extras.struck) if at in named and row in taken))
    if struck:
        yield complain("DV696", setting.at(struck[0]), count=len(struck), rows=_numbers(struck))


def _hidden(layout: Layout, sheet: Sheet, setting: Setting) -> Iterator[Diagnostic]:
    """Say what of a sheet people do not see and is imported all the same."""
    rows = [item.row for item in layout.items if item.row in sheet.extras.hidden_rows]
    columns = [one for one in layout.columns.values() if one.at in sheet.extras.hidden_columns]
    if not (sheet.hidden or rows or columns):
        return
    hidden = [{"vi": "cả trang tính", "en": "the whole sheet"}] if sheet.hidden else []
    if rows:
        numbers = _numbers(rows)
        hidden.append({"vi": f"hàng {numbers}", "en": f"rows {numbers}"})
    if columns:
        heads = ", ".join(f"«{one.head}»" for one in columns)
        hidden.append({"vi": f"cột {heads}", "en": f"columns {heads}"})
    what = {lang: "; ".join(one[lang] for one in hidden) for lang in ("vi", "en")}
    yield complain("DV669", setting.at(rows[0] if rows else 0), what=what)


def _numbers(rows: Sequence[int]) -> str:
    return ", ".join(map(str, rows[:_SHOWN])) + ("…" if len(rows) > _SHOWN else "")


def _uncomputed(layout: Layout, sheet: Sheet, setting: Setting) -> Iterator[Diagnostic]:
    """Complain of formulas of the table that were saved without a result."""
    heads = {column.at: column.head for column in layout.columns.values()}
    rows = {item.row for item in layout.items}
    cells = sorted(cell for cell in sheet.extras.uncomputed if cell[0] in rows and cell[1] in heads)
    for row, column in cells:
        value = f"={column_letter(column)}{row}"
        yield complain("DV655", setting.at(row, column), column=heads[column], value=value)


def _without_repeats(models: Sequence[RowModel]) -> tuple[tuple[RowModel, ...], list[Diagnostic]]:
    """Return the models, rows with one name and place joined; and what is to be said of each joining."""
    found: dict[Named, RowModel] = {}
    told: list[Diagnostic] = []
    for model in models:
        key = key_of(model.name, model.place)
        if key not in found:
            found[key] = model
            continue
        first = found[key]
        found[key], differing = joined(first, model)
        other = str(first.where)
        told.append(complain("DV664", model.where, name=model.name, other=other, differing=", ".join(differing) or "–"))
    return tuple(found.values()), told


def _head(column: Column) -> str:
    return column.head if plain(column.head) else column_letter(column.at)


def _words(model: RowModel) -> str:
    return _cut("; ".join(f"{head}: {' '.join(words.split())}" for head, words in model.others)) or "–"


def _cut(words: str, length: int = 120) -> str:
    return words if len(words) <= length else f"{words[: length - 1]}…"
