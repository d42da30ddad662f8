"""One row of a list becomes what is known of one model: front matter, text, and complaints about single cells.

What no field can take stays in the text under "Thông tin khác trong danh sách"; no cell is dropped.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from generator.diagnostics import Diagnostic, Location, complain
from generator.document import Context
from generator.entities import Locality
from generator.extract.directives import find_directives
from generator.lists.columns import HEAD_JOINT, Column, choice_of, plain
from generator.lists.figures import ABSURD, figure_lines, figure_of
from generator.lists.groups import field_of
from generator.lists.items import Item
from generator.lists.locating import locate
from generator.lists.models import RowModel, Setting
from generator.lists.places import Places, day_of
from generator.lists.splitting import count_of
from generator.lists.steps import Ladder
from generator.lists.values import is_error, mark_of, moment_of, one_line, short, shown, years_of
from generator.read.sheets import Value
from generator.resolve.index import Index
from generator.tables import Tables
from generator.text import match_key, squeeze

_LONGEST_LINE = 600
_LONGEST_NAME = 300
_SECTIONS = ("problem", "goals", "method", "people", "force", "resources", "time", "results", "lasting", "lessons")
_STEPS = ("registered", "recognised", "replicated", "typical", "rewarded")
_LINES = ("unit", "contact", "description")


class RowReader:
    """Reads the cells of one row after the other."""

    def __init__(self, setting: Setting, places: Places, index: Index, tables: Tables) -> None:
        self.setting, self.places, self.index, self.tables = setting, places, index, tables
        self.words = tables.list_words
        self._ditto = frozenset(map(_without_dashes, self.words.ditto))
        self._above: dict[int, Value] = {}
        self.not_understood: set[Column] = set()
        """Columns with cells that no field took."""

    def read(self, item: Item) -> RowModel:
        """Return what the row tells."""
        row = _Row(self, item)
        above, self._above = self._above, {}
        for column in item.columns:
            values = item.cells.get(column.at, ())
            if any(self._is_ditto(column, value) for value in values):
                if column.at not in above:  # as above, and nothing is there
                    row.not_understood(column, values)
                    continue
                values = tuple(above[column.at] if self._is_ditto(column, value) else value for value in values)
            if values:
                self._above[column.at] = values[-1]
                row.take(column, values)
        beyond = set(item.cells) - {column.at for column in item.columns}
        for at in sorted(beyond):  # a cell under no head
            row.other(Column(at, "", ""), item.cells[at])
        return row.model()

    def _is_ditto(self, column: Column, value: Value) -> bool:
        """True for "nt", "-nt-", "như trên", ″: what the row above has in this column."""
        named = column.holds in ("number", "name")
        return isinstance(value, str) and not named and _without_dashes(value) in self._ditto


def _without_dashes(words: str) -> str:
    return match_key(words).strip(" .-–()")


class _Row:
    """What is gathered from one row."""

    def __init__(self, reader: RowReader, item: Item) -> None:
        self.reader, self.item, self.tables = reader, item, reader.tables
        self.setting = reader.setting
        self.context = Context(self.setting.unit, self.setting.day)
        last = dt.date(self.setting.today.year + 1, 12, 31)
        self.ladder = Ladder(self.tables, self.context, last)
        self.data: dict[str, Any] = {}
        self.sections: dict[str, list[str]] = {}
        self.others: list[tuple[str, str]] = []
        self.period: dict[str, dt.date | int] = {}
        self.places: dict[str, str] = {}
        self.marked: dict[str, list[tuple[Column, str]]] = {}
        self.diagnostics: list[Diagnostic] = []

    def take(self, column: Column, values: tuple[Value, ...]) -> None:
        """Take the cells of one column."""
        sound = tuple(value for value in values if not is_error(value))
        if len(sound) < len(values):
            self._complain("DV655", column, value=next(map(str, filter(is_error, values))))
        if sound and column.holds != "number" and not self._taken(column, sound):
            self.other(column, sound)

    def not_understood(self, column: Column, values: Sequence[Value]) -> None:
        """Keep what says nothing that can be taken, and say so."""
        self._complain("DV657", column, value=short("\n".join(map(shown, values))))
        self.other(column, values)

    def other(self, column: Column, values: Sequence[Value]) -> None:
        """Keep what has no field of its own."""
        if column.holds != "number":
            if not column.holds:
                self.reader.not_understood.add(column)
            self.others.append((column.head.replace(HEAD_JOINT, " – ") or "–", "\n".join(map(shown, values))))

    def _taken(self, column: Column, values: tuple[Value, ...]) -> bool:
        """Put the cells where they belong; False if no field takes them."""
        holds, words = column.holds, "\n".join(map(shown, values))
        if holds in _SECTIONS:
            return self._section(holds, words)
        if holds in _LINES or holds == "name":
            return self._line(holds, words, column)
        if holds in ("place", "commune", "district", "province"):
            self.places[holds] = f"{self.places[holds]}\n{words}" if holds in self.places else words
            return True
        if holds in ("year", "start", "end", *_STEPS, "decided_on"):
            return self._moments(column, values)
        if holds.endswith("_by") or holds == "decision":
            return self._decision(column, words)
        taker: Callable[[Column, str], bool] | None = getattr(self, f"_take_{holds.replace(' ', '_')}", None)
        return taker(column, words) if taker else self._figure(column, values)

    def _decision(self, column: Column, words: str) -> bool:
        name = self._decided if column.holds == "decision" else column.holds.removesuffix("_by")
        if not self.ladder.decided(name, words):
            self._complain("DV654", column, value=short(words))
            return False
        return len(words) < _LONGEST_LINE

    @property
    def _decided(self) -> str:
        """The step that a decision without further words made: that of the list, else recognition."""
        return str(self.setting.step.get("step", "recognised"))

    def _section(self, name: str, words: str) -> bool:
        if name == "time" and "\n" not in words and (years := years_of(words)) and not self.period:
            self.period = {key: year for key, year in zip(("start", "end"), years, strict=True) if year}
            return True
        self.sections.setdefault(name, []).append(words)
        return True

    def _line(self, name: str, words: str, column: Column) -> bool:
        if name == "name":
            words = self._headed(words, column)
        line = one_line(words)
        if name == "name" and self.data.get(name, line) != line:  # a second column of names: what it has is no model
            self._complain("DV657", column, value=short(words))
        if name in self.data or not line or (name != "name" and len(line) > _LONGEST_LINE):
            return False
        if name == "name" and (count := count_of(words)) > 1:
            self.diagnostics.append(complain("DV690", self._where(), count=count, words=short(words)))
        self.data[name] = line[:_LONGEST_NAME].strip() if name == "name" else line
        if name == "name" and len(line) > _LONGEST_NAME:
            self.diagnostics.append(complain("DV656", self._where(), length=len(line)))
            return False
        return True

    def _headed(self, words: str, column: Column) -> str:
        """Return the first line of a name that heads a list of what is done; the list is kept in the text."""
        first, _, rest = words.partition("\n")
        if not rest or count_of(first) or not count_of(rest):
            return words
        self.others.append((column.head, rest))
        return first.strip().rstrip(":").strip()

    def _moments(self, column: Column, values: tuple[Value, ...]) -> bool:
        if len(values) > 1:
            return False
        holds, value = column.holds, values[0]
        if holds in _STEPS:
            taken = self.ladder.take(holds, value)
            if not taken:
                self._complain("DV654", column, value=shown(value))
            return taken
        last = dt.date(2100, 12, 31) if holds == "end" else self.ladder.last
        moment = moment_of(value, last)
        if holds == "year" and isinstance(value, str) and (years := years_of(value)) and years[1] != years[0]:
            self.period |= {key: year for key, year in zip(("start", "end"), years, strict=True) if year}
            return True
        if moment.value is None:
            if moment.wrong:
                self._complain("DV654", column, value=shown(value))
            return False
        if holds == "decided_on":
            self.ladder.step(self._decided).at(moment)
        else:
            self.period["end" if holds == "end" else "start"] = moment.value
        return moment.exact

    def _take_field(self, column: Column, words: str) -> bool:
        choice = field_of(words, self.tables)
        return self._choice("field", choice, column, words)

    def _take_holder(self, column: Column, words: str) -> bool:
        return self._choice("holder", choice_of("holder", words, self.tables), column, words)

    def _choice(self, name: str, choice: str | None, column: Column, words: str) -> bool:
        if choice is None:
            self._complain("DV657", column, value=short(words))
            return False
        if self.data.setdefault(name, choice) != choice:
            self._complain("DV657", column, value=short(words))
            return False
        return True

    def _take_mark_field(self, column: Column, words: str) -> bool:
        return self._marked("field", column, words)

    def _take_mark_holder(self, column: Column, words: str) -> bool:
        return self._marked("holder", column, words)

    def _marked(self, name: str, column: Column, words: str) -> bool:
        mark = mark_of(words, self.tables)
        if mark:
            self.marked.setdefault(name, []).append((column, words))
        return mark is not None

    def _take_mark_level(self, column: Column, words: str) -> bool:
        mark = mark_of(words, self.tables)
        if mark:
            self.ladder.step("recognised").notes.append(column.choice)
        return mark is not None

    def _take_level(self, column: Column, words: str) -> bool:  # noqa: ARG002
        self.ladder.step("recognised").notes.append(one_line(words))
        return len(words) < _LONGEST_LINE

    def _take_status(self, column: Column, words: str) -> bool:
        left = self.ladder.told(words)
        if left:
            self._complain("DV657", column, value=short(left))
        return not left

    def _take_effective(self, column: Column, words: str) -> bool:  # noqa: ARG002
        mark = mark_of(words, self.tables)
        if mark is not None:
            self.data["effective"] = mark
        return mark is not None

    def _take_directives(self, column: Column, words: str) -> bool:  # noqa: ARG002
        """Link the directives the site knows; others stay words of the text, where mentions are found as well."""
        taken = True
        for line in filter(None, map(squeeze, words.replace(";", "\n").split("\n"))):
            known = self.index.directives_named(line, self.context)
            if not known:
                found = find_directives(line, self.context, self.tables)
                known = self.index.directives_found(found[0]) if len(found) == 1 else ()
            if len(known) == 1:
                self.data.setdefault("directives", []).append(known[0].id)
            else:
                taken = False
        return taken

    @property
    def index(self) -> Index:
        return self.reader.index

    def _take_figures(self, column: Column, words: str) -> bool:
        figures, left = figure_lines(words, self.tables)
        self.data.setdefault("figures", []).extend(figures)
        if left:
            self.others.append((column.head, "\n".join(left)))
        return True

    def _take_tags(self, column: Column, words: str) -> bool:  # noqa: ARG002
        tags = [squeeze(tag) for tag in words.replace(";", ",").replace("\n", ",").split(",") if squeeze(tag)]
        self.data["tags"] = list(dict.fromkeys(tag[:_LONGEST_LINE] for tag in tags))
        return True

    def _take_audience(self, column: Column, words: str) -> bool:
        key = plain(words)
        found = {"noi bo": "internal", "internal": "internal", "cong khai": "public", "public": "public"}.get(key)
        if found is None:
            self._complain("DV657", column, value=short(words))
            self.data["audience"] = "internal"  # whoever wrote something there had a reason
            return False
        self.data["audience"] = found
        return True

    def _figure(self, column: Column, values: tuple[Value, ...]) -> bool:
        """Take a number under a head that says what is counted, in what unit."""
        if column.holds not in ("", "money") or len(values) > 1:
            return False
        figure = figure_of(column, values[0], self.tables, self.setting.money)
        if figure is None:
            return column.holds == "money" and self._section("resources", shown(values[0]))
        if figure["unit"] == self.tables.list_words.money_unit and figure["value"] >= ABSURD:
            self._complain("DV698", column, value=shown(values[0]))
            return False
        self.data.setdefault("figures", []).append(figure)
        return True

    def model(self) -> RowModel:
        """Return all that was gathered."""
        for name in ("field", "holder"):
            self._take_marks(name)
        self._group_values()
        units = self._units()
        name = self.data.pop("name", "")
        data = {
            "name": name,
            "localities": [self._written(unit) for unit in units],
            "field": self.data.get("field"),
            "holder": self.data.get("holder"),
            "unit": self.data.get("unit"),
            "period": dict(sorted(self.period.items(), reverse=True)),
            "status": self._status(),
            **{key: self.data.get(key) for key in ("effective", "directives", "figures", "contact", "tags")},
            "description": self.data.get("description"),
            "audience": self.data.get("audience", "public"),
            "review": "draft",
        }
        sections = {name: "\n".join(parts) for name, parts in self.sections.items()}
        unit = units[0] if units else None
        place = unit.id if unit else one_line(" ".join(self.places.values()))
        told = tuple(self.others), tuple(self.diagnostics)
        return RowModel(self.setting, ((self.setting.sheet, self.item.row),), name, unit, place, data, sections, *told)

    def _take_marks(self, name: str) -> None:
        """Take the value whose column is marked; where two are, or where nothing else tells a field, say so."""
        columns = [one for one in self.item.columns if one.holds == f"mark {name}"]
        marked = self.marked.get(name, [])
        choices = {one.choice for one, _ in marked}
        grouped = {group.value for group in self.item.groups if group.kind == name and group.value}
        if len(choices) == 1 and {self.data.get(name), *choices} - {None} == choices:
            self.data[name] = choices.pop()
        elif choices:
            self.others += [(one.head.replace(HEAD_JOINT, " – "), words) for one, words in marked]
            heads = ", ".join(f"«{one.head}»" for one, _ in marked)
            self.diagnostics.append(complain("DV692", self._where(marked[0][0].at), columns=heads))
        elif columns and name == "field" and not self.data.get(name) and not grouped:
            self.diagnostics.append(complain("DV693", self._where(columns[0].at)))

    def _group_values(self) -> None:
        for group in self.item.groups:
            match group.kind:
                case "field" | "holder" if group.value:
                    self.data.setdefault(group.kind, group.value)
                case "level":
                    self.ladder.step("recognised").notes.append(group.value)
                case "year":
                    self.period = self.period or {"start": int(group.value)}
                case "other":
                    self.others.append(("–", group.value))

    def _status(self) -> list[dict[str, Any]]:
        step = self.setting.step
        has_column = any(column.holds == step.get("step") for column in self.item.columns)
        if step and not has_column and step["step"] not in self.ladder.steps:
            known = self.ladder.step(step["step"])
            known.year, known.date, known.directive = step.get("year"), step.get("date"), step.get("directive")
        return [{key: _cut(value) for key, value in one.items()} for one in self.ladder.data()]

    def _units(self) -> tuple[Locality, ...]:
        located = locate(
            self.item, self.places, self.data.get("unit", ""), self._day(), self.setting, self.reader.places
        )
        self.others += located.others
        self.diagnostics += located.diagnostics
        if located.is_unit:
            del self.data["unit"]
        return located.units

    def _day(self) -> dt.date | None:
        """Return the day whose units the row speaks of: of its steps and its period, else of the list."""
        own = day_of([*self.ladder.moments, *(m for key, m in self.period.items() if key == "start" or self._past(m))])
        listed = self.setting.day
        if own is not None and listed is not None and own.year == listed.year:
            return listed
        return own or listed

    def _past(self, moment: dt.date | int) -> bool:
        return (moment if isinstance(moment, int) else moment.year) <= self.setting.today.year

    def _written(self, unit: Locality) -> str:
        own = day_of([*self.ladder.moments, *self.period.values()]) or self.setting.today
        return self.tables.gazetteer.written(unit, own)

    def _where(self, column: int = 0) -> Location:
        return self.setting.at(self.item.row, column)

    def _complain(self, code: str, column: Column, **values: object) -> None:
        head = column.head or "–"
        self.diagnostics.append(complain(code, self._where(column.at), column=head, **values))


def _cut(value: object) -> object:
    return value[:_LONGEST_LINE] if isinstance(value, str) else value
