"""A site of one's own: made once by ``danvan init``, and brought up to date later without losing what people changed.

Tables, templates, ``mkdocs.yml`` and the common pages come with the program (in the wheel, or from this repository).
The version given last is kept in ``.danvan/given/``; against it one sees what people changed. A file people changed is
merged three ways; where both sides changed the same words it stays as it is, and the merge with conflict marks stands
beside the kept version as ``.danvan/conflicts/NAME`` until somebody settles it. A file people deleted stays deleted.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from shutil import which

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from generator.diagnostics import DanvanError, Diagnostic, ExitCode, Location, complain
from generator.entities import Locality
from generator.importing.merging import has_marks, merge
from generator.importing.placing import write_all
from generator.markdown import author_links
from generator.memory import files_below
from generator.pipeline import LIBRARIES
from generator.records import RECORDS
from generator.tables import load_table
from generator.tables.outline import FILE as OUTLINE

GIVEN, CONFLICTS = ".danvan/given", ".danvan/conflicts"
_OWN = ("site_config/site.yml", "site_config/start.yml", "content/pages/gioi-thieu.md")
"""Files of this repository that a site of one's own has in its own words, or not at all."""
_IGNORES = "site_config/ignore.yml"
"""Given without entries: those that are shipped are about the shipped content."""
_TITLES = re.compile(r"^(site_name|site_description): .*$", re.MULTILINE)
_IGNORED = "build/\nnode_modules/\n"


class About(BaseModel):
    """The page that introduces the new site."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    description: str
    text: str


class Start(BaseModel):
    """``start.yml``: what a new site says of itself; ``{place}`` is filled in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    tagline: str
    description: str
    attribution: str
    about: About


class State(StrEnum):
    """What became of a file that the program gives."""

    CREATED = "created"
    UPDATED = "updated"
    KEPT = "kept"  # people changed or deleted it, the program did not
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of one file, and how people are told if it needs them."""

    name: str
    state: State
    diagnostics: tuple[Diagnostic, ...] = ()


def shipped() -> Path:
    """Return the folder with what the program gives: beside the modules in a wheel, else the repository's own."""
    starter = Path(__file__).with_name("starter")
    return starter if starter.is_dir() else Path(__file__).parent.parent


def start(root: Path, unit: Locality) -> None:
    """Make a site of ``unit`` in ``root``. Raises DanvanError (DV820) if something of a site stands there already."""
    if any((root / name).exists() for name in ("content", "site_config", "mkdocs.yml")):
        raise DanvanError(complain("DV820", Location(str(root)), folder=str(root)))
    words = _words(unit)
    for record in RECORDS:
        (root / "content" / record.folder).mkdir(parents=True, exist_ok=True)
    writes: dict[Path, str | None] = {root / ".gitignore": _IGNORED}
    writes[root / "site_config" / "site.yml"] = _settings(words, unit)
    writes[root / "content" / "pages" / "gioi-thieu.md"] = _about(words.about)
    for name, text in _given(words.name, words.description).items():
        writes |= {root / name: text, root / GIVEN / name: text}
    write_all(writes)
    install_libraries(root)


def update(root: Path) -> Iterator[Updated]:
    """Bring what the program gave to ``root`` up to date; yield what became of each file, changed ones only.

    Raises DanvanError (DV821) if ``root`` was not made by ``start``.
    """
    if not (root / GIVEN).is_dir():
        raise DanvanError(complain("DV821", Location(str(root)), folder=str(root)))
    settings = yaml.safe_load((root / "site_config" / "site.yml").read_text(encoding="utf-8"))
    for name, text in _given(str(settings["name"]), str(settings["description"])).items():
        found, writes = _place(name, text, root)
        write_all(writes)
        if found is not None:
            yield found
    install_libraries(root)


def install_libraries(root: Path) -> None:
    """Put what a build takes from npm's packages into ``root/node_modules``: the wheel's own, else from the registry.

    Raises DanvanError (DV803) if neither is at hand.
    """
    needed = (*LIBRARIES, OUTLINE)
    for name in needed:
        source, target = shipped() / "node_modules" / name, root / "node_modules" / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    if all((root / "node_modules" / name).is_file() for name in needed):
        return
    npm = which("npm")
    command = [str(npm), "install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if npm is None or subprocess.run([*command, "--prefix", str(root)], check=False).returncode:
        advice = {"advice_vi": "Cài npm và nối mạng rồi chạy «danvan update».",
                  "advice_en": "Install npm, connect to the network and run “danvan update”."}  # fmt: skip
        raise DanvanError(complain("DV803", Location("npm"), program="npm", **advice), exit_code=ExitCode.FAILED)


def _place(name: str, text: str, root: Path) -> tuple[Updated | None, dict[Path, str | None]]:
    """Return what putting the new version of a file in means, and what to write for it."""
    file, given, conflict = root / name, root / GIVEN / name, root / CONFLICTS / name
    mine, base, settling = _read(file), _read(given), _read(conflict)
    if settling is not None and not has_marks(settling):  # somebody settled it
        return Updated(name, State.UPDATED), {file: settling, given: text, conflict: None}
    if base is None and mine is None:
        return Updated(name, State.CREATED), {file: text, given: text}
    if mine is None or base is None:
        return (None if base == text else Updated(name, State.KEPT)), {given: text}
    if base == text:
        return None, {}
    merged = merge(mine, base, text, (name, "danvan"))
    if merged.conflicts or not _reads(name, merged.text):
        where = Location(f"{CONFLICTS}/{name}", merged.line or 1)
        told = complain("DV822", where, file=name, count=merged.conflicts or 1)
        return Updated(name, State.CONFLICT, (told,)), {conflict: merged.text if merged.conflicts else text}
    return Updated(name, State.UPDATED), {file: merged.text, given: text}


def _given(name: str, description: str) -> Mapping[str, str]:
    """Return the files the program gives to a site of that name, by their path below its root."""
    root = shipped()
    names = ["mkdocs.yml", "package.json"]
    for folder in ("site_config", "overrides", "content/pages"):
        names += sorted(path for path in files_below(root / folder, f"{folder}/") if "/." not in path)
    texts = {one: _read(root / one) or "" for one in names if one not in _OWN}
    titles = {"site_name": name, "site_description": description}
    texts[_IGNORES] = "".join(re.findall(r"^#.*\n", texts[_IGNORES], re.MULTILINE))
    texts["mkdocs.yml"] = _TITLES.sub(lambda m: _line(m[1], titles[m[1]]), texts["mkdocs.yml"])
    return {one: _without_entities(text) if one.endswith(".md") else text for one, text in texts.items()}


def _without_entities(text: str) -> str:
    """Return a page with its links to records of the shipped content as plain words."""
    for link in reversed(author_links(text)):
        if not link.target.startswith(("page:", "#", "none:")):
            text = text[: link.span.start] + link.words + text[link.span.end :]
    return text


def _words(unit: Locality) -> Start:
    place = unit.full_name[:1].lower() + unit.full_name[1:]
    raw = load_table(shipped() / "site_config" / "start.yml", TypeAdapter(Start))
    return Start.model_validate_json(raw.model_dump_json().replace("{place}", place))


def _settings(words: Start, unit: Locality) -> str:
    values: dict[str, str | None] = {
        "name": words.name,
        "tagline": words.tagline,
        "description": words.description,
        "locality": unit.id,
        "id": unit.id,
        "attribution": words.attribution,
    }
    shown = (shipped() / "site_config" / "site.yml").read_text(encoding="utf-8").split("\n")
    keys = [line.partition(":")[0] for line in shown]
    values["licence"] = None  # the office decides
    lines = [_line(key, values[key]) if key in values else line for key, line in zip(keys, shown, strict=True)]
    return "\n".join(lines)


def _about(about: About) -> str:
    head = {"id": "gioi-thieu", "title": about.title, "description": about.description, "updated": date.today()}
    header = yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{header}---\n\n{about.text}"


def _line(key: str, value: str | None) -> str:
    if value is None:
        return f"{key}:"
    return yaml.safe_dump({key: value}, allow_unicode=True, width=1000).rstrip("\n")


def _reads(name: str, text: str) -> bool:
    """True unless ``text`` should be YAML and is not."""
    if not name.startswith("site_config/") or not name.endswith(".yml"):
        return True
    try:
        yaml.safe_load(text)
    except yaml.YAMLError:
        return False
    return True


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        return None
