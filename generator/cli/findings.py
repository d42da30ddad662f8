"""An inspection as a person reads it at a terminal: facts, outline, what was found and how often, what to look at.

Words of the file are shown as text: no markup, no control codes, nothing that turns the direction of writing.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from generator.clean import explain
from generator.cli.words import say
from generator.diagnostics import Language, Severity
from generator.document import FigureCheck, FoundFigure, Section
from generator.entities import Span
from generator.inspection import Inspection
from generator.render.number import day, number
from generator.restore import RestoredToken
from generator.tables import Tables
from generator.text import squeeze

_FIRST_DOUBTS = 20
_FIRST_FIGURES = 40
_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_SHORT = 90

Row = Sequence[object]


def findings_told(page: Console, found: Inspection, tables: Tables, lang: Language) -> None:
    """Print what was found in one file."""
    page.print(Rule(Text(shown(found.received.file), style="bold"), align="left"))
    _rows(page, (row for row in _facts(found, lang) if row[1]), styles=("dim",))
    for key, rows in _lists(found, tables, lang):
        _list(page, say(key, lang), list(rows), _FIRST_FIGURES if key == "list_figures" else None)
    _doubts(page, found, lang)
    _complaints(page, found, lang)
    page.print()


def changes_told(page: Console, found: Inspection, tables: Tables, lang: Language) -> None:
    """Print every change that restoring and each cleaning step made, with its place in the received file."""
    page.print(Text(say("changes", lang), style="bold"))
    received, restored = found.received, found.restored
    lines = _Lines(received.text)
    if restored is not None:
        touched = [token for token in restored.tokens if token.touched]
        page.print(Text(f"  restore ({len(touched)}) – {say('step_restore', lang)}", style="cyan"))
        for token in touched:
            before, after = restored.raw[token.raw_start : token.raw_end], restored.text[token.start : token.end]
            page.print(Text(f"    {lines.place(token.raw_start)}  {shown(before)} → {shown(after)}"))
    text = restored.text if restored is not None else received.text
    made = explain(text, tables, file=received.file, whole=received.whole)
    changes = {step: list(group) for step, group in groupby(made, key=lambda change: change.step)}
    for step, count in found.document.steps.items():
        page.print(Text(f"  {step} ({count}) – {say(f'step_{step}', lang)}", style="cyan"))
        for change in changes.get(step, ()):
            before, after = _visible(change.before), _visible(change.after)
            page.print(Text(f"    {change.location.line}:{change.location.column}  {before} → {after}"))


def shown(words: object) -> str:
    """Return ``words`` on one line with nothing in it that a terminal would obey."""
    return "".join(char if char.isprintable() else " " for char in squeeze(str(words)))


def _visible(words: str) -> str:
    """Return ``words`` with characters nobody sees written by their number; a long stretch is cut in its middle."""
    text = words if len(words) <= _SHORT else f"{words[: _SHORT - 20]} … {words[-15:]}"
    signs = {"\n": "⏎", "\t": "⇥", " ": " "}
    return "«" + "".join(signs.get(c, c if c.isprintable() else f"[U+{ord(c):04X}]") for c in text) + "»"


class _Lines:
    """Lines of a text by offset."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, offset: int) -> str:
        line = bisect_right(self._starts, offset)
        return f"{line}:{offset - self._starts[line - 1] + 1}"


def _facts(found: Inspection, lang: Language) -> Iterator[Row]:
    facts, document = found.document.facts, found.document
    yield say("fact_type", lang), facts.doc_type
    yield say("fact_number", lang), facts.number
    yield say("fact_date", lang), day(facts.date)
    yield say("fact_issuer", lang), facts.issuer
    yield say("fact_title", lang), facts.title
    yield say("fact_locality", lang), facts.locality
    yield say("fact_signer", lang), " – ".join(filter(None, (facts.signer, facts.signer_position)))
    period = (facts.period_start, facts.period_end)
    yield say("fact_period", lang), " – ".join(part or "…" for part in period) if any(period) else ""
    quality = say(f"quality_{document.quality}", lang)
    yield say("fact_quality", lang), f"{quality} ({document.quality_score:.0%})"
    yield say("fact_size", lang), number(len(found.received.text))


def _lists(found: Inspection, tables: Tables, lang: Language) -> Iterator[tuple[str, Iterator[Row]]]:
    sections = [one for one in found.document.sections if one.level]
    yield "list_sections", (("  " * (one.level - 1) + _numbered(one),)
                            for one in sections)  # fmt: skip
    yield (
        "list_directives",
        (
            (
                " ".join(filter(None, (one.type, one.number or one.title))),
                day(one.date),
                one.issuer,
                _times(one.mentions),
                "" if one.certain else say("uncertain", lang),
            )
            for one in found.directives
        ),
    )
    yield (
        "list_localities",
        ((one.candidates[0].full_name, _times(one.mentions)) for one in found.places),
    )
    yield (
        "list_models",
        (
            (
                one.name,
                tables.gazetteer.by_id[one.locality].full_name if one.locality else one.unlisted or "",
                tables.name_of("fields", one.field) if one.field else "",
                _times(one.mentions),
            )
            for one in found.models
        ),
    )
    yield (
        "list_movements",
        ((one.name, tables.name_of("movement_kinds", one.kind), _times(one.mentions)) for one in found.movements),
    )
    yield "list_figures", (_figure(one) for one in found.figures)
    failed = [check for check in found.checks if not check.holds]
    yield "list_failed", (_check(one, lang) for one in failed)


def _numbered(one: Section) -> str:
    """Return a heading with its numbering as people write it: ``I. …``, ``2.1. …``, ``a) …``."""
    mark = one.numbering or ""
    return f"{mark}{'.' if mark[-1:].isalnum() else ''} {one.title}".strip()


def _figure(one: FoundFigure) -> Row:
    value = "–".join(number(part) for part in (one.value, one.low, one.high) if part is not None)
    return f"{one.qualifier or ''} {value} {one.unit}".strip(), one.what


def _check(one: FigureCheck, lang: Language) -> Row:
    stated, computed = number(one.stated), number(one.computed)
    return one.expression, say("stated_computed", lang, stated=stated, computed=computed)


def _times(mentions: Sequence[Span]) -> str:
    return f"×{len(mentions)}"


def _doubts(page: Console, found: Inspection, lang: Language) -> None:
    restored = found.restored
    if restored is None or not restored.doubtful:
        return
    lines = _Lines(restored.raw)
    first = restored.doubtful[:_FIRST_DOUBTS]
    _heading(page, say("list_doubts", lang), len(restored.doubtful))
    _rows(page, ((lines.place(one.raw_start), restored.raw[one.raw_start : one.raw_end], "→",
                  restored.text[one.start : one.end], _candidates(one)) for one in first),
          styles=("dim", "red", "dim", "bold", "dim"))  # fmt: skip
    if len(restored.doubtful) > len(first):
        page.print(Padding(Text("…", style="dim"), (0, 2)))


def _candidates(token: RestoredToken) -> str:
    return ", ".join(f"{text} {share:.0%}" for text, share in token.candidates)


def _complaints(page: Console, found: Inspection, lang: Language) -> None:
    if not found.diagnostics:
        return
    _heading(page, say("list_diagnostics", lang), len(found.diagnostics))
    for one in found.diagnostics:
        where = ":".join(str(n) for n in (one.location.line, one.location.column) if n) or "-"
        label = Text(f"  {where}  ").append(say(one.severity, lang), style=_STYLE[one.severity])
        page.print(label.append(f" {one.code}  {shown(one.message(lang))}"))


def _list(page: Console, title: str, rows: list[Row], most: int | None = None) -> None:
    if not rows:
        return
    _heading(page, title, len(rows))
    _rows(page, rows[:most])
    if most and len(rows) > most:
        page.print(Padding(Text("…", style="dim"), (0, 2)))


def _heading(page: Console, title: str, count: int) -> None:
    page.print(Text(f"\n{title} ").append(f"({count})", style="dim"), style="bold")


def _rows(page: Console, rows: Iterable[Row], styles: Sequence[str] = ()) -> None:
    """Print rows as columns; the first is the widest."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for row in rows:
        while len(table.columns) < len(row):
            number = len(table.columns)
            table.add_column(style=styles[number] if number < len(styles) else None, overflow="fold")
        table.add_row(*(_cell(str(cell or "")) for cell in row))
    page.print(Padding(table, (0, 0, 0, 2)))


def _cell(words: str) -> Text:
    """Return a cell; the spaces before its words draw the outline."""
    return Text(words[: len(words) - len(words.lstrip(" "))] + shown(words))
