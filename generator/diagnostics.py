"""Located complaints: what is wrong, where, and what to do, in Vietnamese and English.

A diagnostic carries a stable code and values; its wording stands in ``messages/*.yml``, so that nothing is said twice
and the page of rules can be made from the same source. Nothing here prints or exits.
"""

import errno
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from functools import cache, partial
from pathlib import Path
from string import Formatter
from typing import Literal

from generator.safe_yaml import load_yaml

Language = Literal["vi", "en"]
MESSAGES = Path(__file__).parent / "messages"


class Severity(StrEnum):
    """How much a diagnostic weighs: an error fails ``check`` and ``build``, a warning only their strict form."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class ExitCode(IntEnum):
    """What the command line returns."""

    OK = 0
    FOUND = 1  # content has errors (or warnings, with --strict)
    USAGE = 2  # the command was not understood
    FAILED = 3  # the machine refused: disk, permission, missing program
    BUSY = 4  # another build holds the lock


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; ``line`` and ``column`` count from 1, 0 where unknown. ``file`` is as a user types it."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of complaint, as ``messages/*.yml`` states it; ``example`` shows, in Vietnamese, what breaks it."""

    code: str
    severity: Severity
    message: Mapping[Language, str]
    advice: Mapping[Language, str]
    example: str = ""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One complaint: rule ``code`` at ``location``, with the ``values`` its message names.

    A value that is wording itself is a mapping of language to string.
    """

    code: str
    location: Location
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        return rules()[self.code].severity

    def message(self, language: Language = "vi") -> str:
        return _fill(rules()[self.code].message[language], self.values, language)

    def advice(self, language: Language = "vi") -> str:
        return _fill(rules()[self.code].advice[language], self.values, language)

    @property
    def order(self) -> tuple[Location, str, str]:
        """Sort key: by place, then code, then words."""
        return self.location, self.code, repr(sorted(self.values.items()))


class DanvanError(Exception):
    """Stops a command. Holds the diagnostics that say why and the exit code to leave with."""

    def __init__(self, *diagnostics: Diagnostic, exit_code: ExitCode = ExitCode.FOUND) -> None:
        super().__init__("; ".join(f"{d.location}: {d.code} {d.message('en')}" for d in diagnostics))
        self.diagnostics = diagnostics
        self.exit_code = exit_code

    def __reduce__(self) -> tuple[object, ...]:
        """Let it go from one process to another: exceptions are made anew from their words alone otherwise."""
        return partial(type(self), exit_code=self.exit_code), self.diagnostics


def complain(code: str, location: Location, **values: object) -> Diagnostic:
    """Return a diagnostic of a known ``code``.

    Raises KeyError if no rule has that code or a value its message names is missing: a defect of the program.
    """
    rule = rules()[code]
    missing = _names(rule.message["vi"]) - values.keys()
    if missing:
        raise KeyError(f"{code} needs {sorted(missing)}")
    return Diagnostic(code, location, values)


def not_installed(file: str) -> Diagnostic:
    """Return what is said (DV803) where a file of an npm package is missing below ``node_modules/``."""
    advice = {"advice_vi": "Chạy lại lệnh cài đặt trong README.", "advice_en": "Run the set-up command again."}
    return complain("DV803", Location(file), program=file.rpartition("/")[2], **advice)


def refusal(problem: OSError) -> Mapping[Language, str]:
    """Return why the machine refused, in words; those of the system for what ``refusals.yml`` does not name."""
    own = str(problem.strerror or problem or type(problem).__name__)
    return _refusals().get(errno.errorcode.get(problem.errno or 0, ""), {"vi": own, "en": own})


@cache
def _refusals() -> Mapping[str, Mapping[Language, str]]:
    loaded: Mapping[str, Mapping[Language, str]] = load_yaml(
        MESSAGES.with_name("refusals.yml").read_text(encoding="utf-8")
    )
    return loaded


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics sorted by place, each once."""
    return tuple({d.order: d for d in sorted(diagnostics, key=lambda d: d.order)}.values())


@cache
def rules() -> Mapping[str, Rule]:
    """Return every rule by its code, from ``messages/*.yml``."""
    found: dict[str, Rule] = {}
    for path in sorted(MESSAGES.glob("*.yml")):
        for code, entry in load_yaml(path.read_text(encoding="utf-8")).items():
            if code in found:
                raise ValueError(f"{path.name}: {code} stands twice")
            found[code] = Rule(
                code,
                Severity(entry["severity"]),
                {"vi": entry["vi"], "en": entry["en"]},
                {"vi": entry["do"]["vi"], "en": entry["do"]["en"]},
                entry.get("example", ""),
            )
    return found


def _names(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def _fill(template: str, values: Mapping[str, object], language: Language) -> str:
    return template.format_map({name: _in(language, values.get(name, "…")) for name in _names(template)})


def _in(language: Language, value: object) -> object:
    return value.get(language, "") if isinstance(value, Mapping) else value
