"""Builds the gazetteer from the data files of the package ``vietnamadminunits`` (MIT).

The package is never imported: importing it would pull in its geometry stack. Identity is (official code, valid from),
since codes were reused in 2025. Ids are unique, ASCII and do not depend on reading order: units whose plain ids
collide all carry their codes. A province that joined with no other in 2025 is one unit before and after.
"""

import csv
import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, timedelta
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from generator.entities import Level, Locality
from generator.tables.gazetteer import Gazetteer
from generator.text import slug

LAST_DAY = date(2025, 6, 30)
FIRST_DAY = date(2025, 7, 1)
_TYPE = re.compile("(Thành phố|Thị trấn|Thị xã|Đặc khu|Tỉnh|Quận|Huyện|Phường|Xã) ", re.IGNORECASE)
_NEW = "2025:"
_EARLY = "historic:"
_ASHORE = 1.0
"""Degrees between a unit and the đặc khu it became from which the data means an office on land."""
_COMMUNES = frozenset(("Xã", "Phường", "Thị trấn"))

_OLD_DISTRICTS = """select distinct provinceKey || '_' || districtKey, districtCode, district, provinceKey,
    districtLat, districtLon from admin_units_legacy where districtCode is not null"""
_OLD_COMMUNES = """select provinceKey || '_' || districtKey || '_' || wardKey, wardCode, ward,
    provinceKey || '_' || districtKey, wardLat, wardLon from admin_units_legacy where wardCode is not null"""
_NEW_COMMUNES = """select provinceKey || '_' || wardKey, wardCode, ward, provinceKey, wardLat, wardLon
    from admin_units"""
_PROVINCES = "select distinct provinceKey, provinceCode, province, null, provinceLat, provinceLon from "


class Row(NamedTuple):
    """One unit as the data gives it. ``key`` and ``parent`` are the data's own paths; new units carry a prefix."""

    key: str
    code: str
    type: str
    name: str
    parent: str | None
    latitude: float | None
    longitude: float | None
    level: Level
    since: date | None
    until: date | None

    @property
    def full(self) -> str:
        return f"{self.type} {self.name}"


class HistoricUnit(NamedTuple):
    """A unit that ended before the data begins: its code and its parent's, its last day, its successors' codes.

    Where the data has a unit of the same code, that one came after it (renamed, or made a town).
    """

    code: str
    type: str
    name: str
    parent: str
    until: date
    successors: tuple[str, ...] = ()
    source: str = ""

    @property
    def key(self) -> str:
        return f"{_EARLY}{self.code}:{self.until}"

    @property
    def level(self) -> Level:
        if self.type in _COMMUNES:
            return Level.COMMUNE
        return Level.DISTRICT if self.parent else Level.PROVINCE


def read_historic(path: Path) -> list[HistoricUnit]:
    """Return the units of a CSV file with the columns code, type, name, parent, until.

    Raises OSError, and ValueError(line, problem) for a file that is not such a table.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, strict=True)
        try:
            return [
                HistoricUnit(row["code"], row["type"], row["name"], row["parent"], date.fromisoformat(row["until"]))
                for row in rows
            ]
        except (csv.Error, KeyError, TypeError, ValueError) as problem:
            raise ValueError(rows.line_num, str(problem)) from problem


def load_gazetteer(historic: Sequence[HistoricUnit] = ()) -> Gazetteer:
    """Return the gazetteer of the installed data and the ``historic`` units.

    Raises FileNotFoundError if the data package is not installed, KeyError(code) for one that no unit has.
    """
    folder = _data_folder()
    conversion = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
    standing = {new for new, old in conversion["DICT_PROVINCE"].items() if old == [new]}
    with closing(sqlite3.connect(f"{(folder / 'dataset.db').as_uri()}?mode=ro", uri=True)) as db:
        rows = {row.key: row for row in _rows(db, standing)}
    legacy = {row.code: row for row in rows.values() if row.since is None}
    rows |= {row.key: row for row in _historic_rows(historic, legacy)}
    rows |= {row.key: row for row in _followers(historic, legacy)}
    pairs = _replacements(conversion) | _historic_replacements(historic, legacy)
    known = {(old, new) for old, new in pairs if old in rows and new in rows}
    known |= _district_replacements(rows, known) | _islands(rows)
    return Gazetteer({unit.id: unit for unit in _localities(_at_sea(rows, known), known)})


def _data_folder() -> Path:
    spec = find_spec("vietnamadminunits")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("vietnamadminunits")
    return Path(spec.submodule_search_locations[0]) / "data"


def _row(key: str, code: str, full: str, *rest: Any) -> Row:
    """Return a row; the data writes some type words in title case ("Thị Trấn")."""
    kind = full[: _TYPE.match(full).end() - 1]  # type: ignore[union-attr]  # every name of the data has a type word
    return Row._make((key, code, kind.capitalize(), full[len(kind) + 1 :], *rest))


def _rows(db: sqlite3.Connection, standing: set[str]) -> Iterator[Row]:
    for values in db.execute(_PROVINCES + "admin_units_legacy"):
        until = None if values[0] in standing else LAST_DAY
        yield _row(*values, Level.PROVINCE, None, until)
    for values in db.execute(_PROVINCES + "admin_units"):
        if values[0] not in standing:
            yield _new(_row(*values, Level.PROVINCE, FIRST_DAY, None), standing)
    for values in db.execute(_OLD_DISTRICTS):
        yield _row(*values, Level.DISTRICT, None, LAST_DAY)
    for values in db.execute(_OLD_COMMUNES):
        yield _row(*values, Level.COMMUNE, None, LAST_DAY)
    for values in db.execute(_NEW_COMMUNES):
        yield _new(_row(*values, Level.COMMUNE, FIRST_DAY, None), standing)


def _new(row: Row, standing: set[str]) -> Row:
    parent = row.parent if row.parent is None or row.parent in standing else _NEW + row.parent
    return row._replace(key=_NEW + row.key, parent=parent)


def _historic_rows(historic: Sequence[HistoricUnit], legacy: Mapping[str, Row]) -> Iterator[Row]:
    """Yield the rows of units that ended early; their parent is the unit that bore its code on their last day."""
    by_code = _by_code(historic)
    for code, units in by_code.items():
        since = None
        for unit in units:
            above = next((other for other in by_code.get(unit.parent, ()) if other.until >= unit.until), None)
            parent = above.key if above else legacy[unit.parent].key if unit.parent else None
            yield Row(unit.key, code, unit.type, unit.name, parent, None, None, unit.level, since, unit.until)
            since = unit.until + timedelta(days=1)


def _followers(historic: Sequence[HistoricUnit], legacy: Mapping[str, Row]) -> Iterator[Row]:
    """Yield the units that took over the code of one that ended, and all of such a province: they began that day."""
    begun = {
        legacy[code].key: units[-1].until + timedelta(days=1)
        for code, units in _by_code(historic).items()
        if code in legacy and units[-1].until < LAST_DAY
    }
    provinces = {row.key: begun[row.key] for row in legacy.values() if row.parent is None and row.key in begun}
    for row in legacy.values():
        since = begun.get(row.key) or provinces.get(row.key.split("_")[0])
        if since:
            yield row._replace(since=since)


def _by_code(historic: Iterable[HistoricUnit]) -> dict[str, list[HistoricUnit]]:
    """Return the units of each code, the earliest first."""
    by_code: dict[str, list[HistoricUnit]] = defaultdict(list)
    for unit in sorted(historic, key=lambda unit: unit.until):
        by_code[unit.code].append(unit)
    return by_code


def _replacements(conversion: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Return (old key, new key) of every province and commune of the conversion table."""
    pairs = {(old, _NEW + new) for new, olds in conversion["DICT_PROVINCE"].items() for old in olds}
    for province, communes in conversion["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        pairs |= {(old, f"{_NEW}{province}_{new}") for new, olds in communes.items() for old in olds}
    for province, communes in conversion["DICT_PROVINCE_WARD_DIVIDED"].items():
        pairs |= {(old, f"{_NEW}{province}_{part['newWardKey']}") for old, parts in communes.items() for part in parts}
    return pairs


def _district_replacements(rows: Mapping[str, Row], pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """A district was replaced by the units that took over its communes."""
    return {
        (parent, new)
        for old, new in pairs
        if rows[old].until == LAST_DAY and rows[old].level is Level.COMMUNE and (parent := rows[old].parent) is not None
    }


def _islands(rows: Mapping[str, Row]) -> set[tuple[str, str]]:
    """An island district without communes was replaced by the đặc khu of its name."""
    inhabited = {row.parent for row in rows.values() if not row.key.startswith(_EARLY)}
    zones = {row.name: key for key, row in rows.items() if row.type == "Đặc khu"}
    return {
        (key, zones[row.name])
        for key, row in rows.items()
        if row.level is Level.DISTRICT and key not in inhabited and row.name in zones
    }


def _at_sea(rows: Mapping[str, Row], pairs: set[tuple[str, str]]) -> dict[str, Row]:
    """Return ``rows`` with every unit that became an island's đặc khu where the island lies.

    The data puts the old units of Hoàng Sa and Trường Sa where their offices were, hundreds of kilometres away.
    """
    heirs: dict[str, list[Row]] = {old: [] for old, new in pairs if rows[new].type == "Đặc khu"}
    for old, new in pairs:
        if old in heirs:
            heirs[old].append(rows[new])
    return {**rows, **{key: _moved(rows[key], found[0]) for key, found in heirs.items() if len(found) == 1}}


def _moved(row: Row, heir: Row) -> Row:
    if None in (row.latitude, row.longitude, heir.latitude, heir.longitude):
        return row
    away = max(abs(row.latitude - heir.latitude), abs(row.longitude - heir.longitude))  # type: ignore[operator]
    return row._replace(latitude=heir.latitude, longitude=heir.longitude) if away > _ASHORE else row


def _historic_replacements(historic: Sequence[HistoricUnit], legacy: Mapping[str, Row]) -> set[tuple[str, str]]:
    """Return (old key, new key): the successors a unit names, else whoever bore its code next."""
    pairs = {(unit.key, legacy[code].key) for unit in historic for code in unit.successors}
    for code, units in _by_code(historic).items():
        keys = [unit.key for unit in units] + ([legacy[code].key] if code in legacy else [])
        pairs |= {(old, new) for old, new in pairwise(keys) if old not in {known for known, _ in pairs}}
    return pairs


def _localities(rows: Mapping[str, Row], pairs: set[tuple[str, str]]) -> Iterator[Locality]:
    ids = _ids(rows)
    after, before = defaultdict(set), defaultdict(set)
    for old, new in pairs:
        after[old].add(ids[new])
        before[new].add(ids[old])
    ends: dict[str | None, str] = {None: ""}
    for key, row in rows.items():
        if row.parent not in ends:
            ends[row.parent] = "".join(f", {_lower(rows[path].full)}" for path in _parents(rows, row))
        yield Locality(
            id=ids[key],
            code=row.code,
            type=row.type,
            name=row.name,
            full_name=row.full + ends[row.parent],
            level=row.level,
            parent=ids[row.parent] if row.parent else None,
            since=row.since,
            until=row.until,
            latitude=row.latitude,
            longitude=row.longitude,
            predecessors=tuple(sorted(before[key])),
            successors=tuple(sorted(after[key])),
        )


def _ids(rows: Mapping[str, Row]) -> dict[str, str]:
    """Return the id of every key: type, name, parents' names; a province of 2025 carries the year it came to be.

    A historic unit never changes the id of another: it carries its code, and its last year, where its id is taken.
    """
    known = cache(slug)  # a few hundred parents stand behind thousands of units
    plain = {key: "-".join(map(known, (row.type, row.name, *_parent_words(rows, row)))) for key, row in rows.items()}
    early = [key for key in rows if key.startswith(_EARLY)]
    count = Counter(name for key, name in plain.items() if not key.startswith(_EARLY))
    ids = {
        key: name if count[name] == 1 else f"{name}-{rows[key].code}"
        for key, name in plain.items()
        if not key.startswith(_EARLY)
    }
    taken = {*ids.values(), *count}
    for key in early:
        row = rows[key]
        choices = (plain[key], f"{plain[key]}-{row.code}", f"{plain[key]}-{row.code}-{row.until and row.until.year}")
        ids[key] = next(name for name in choices if name not in taken)
        taken.add(ids[key])
    return ids


def _parent_words(rows: Mapping[str, Row], row: Row) -> Iterator[str]:
    if row.level is Level.PROVINCE and row.since == FIRST_DAY:
        yield str(FIRST_DAY.year)
    for path in _parents(rows, row):
        parent = rows[path]
        yield parent.full if parent.level is Level.DISTRICT else parent.name


def _parents(rows: Mapping[str, Row], row: Row) -> Iterator[str]:
    while row.parent:
        yield row.parent
        row = rows[row.parent]


def _lower(full: str) -> str:
    return full[:1].lower() + full[1:]
