"""The handbook: chosen models with cover, contents and sources as one PDF to print and to hand on.

Typst sets it (its wheel carries compiler and fonts). The same site and choice give the same bytes: the only date on it
is the day of the latest change among its records.
"""

import datetime as dt
import json
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import typst

from generator.diagnostics import DanvanError, ExitCode, Location, complain
from generator.handbook.content import Choice, chosen_models, handbook_data
from generator.site import Site

__all__ = ["Choice", "Paper", "handbook"]

Paper = Literal["a4", "a5"]
_EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""Stands in the PDF's own metadata, where a real clock would make every file another."""


def handbook(site: Site, choice: Choice, paper: Paper = "a4") -> tuple[bytes, int]:
    """Return the PDF of the models of ``choice`` and their number. Raises DanvanError (DV850) where there are none."""
    models = chosen_models(site, choice)
    if not models:
        raise DanvanError(complain("DV850", Location("--locality, --field")), exit_code=ExitCode.USAGE)
    data = handbook_data(site, choice, models) | {"paper": paper}
    with TemporaryDirectory() as folder:
        template = Path(folder, "handbook.typ")
        template.write_text(files(__name__).joinpath("handbook.typ").read_text(encoding="utf-8"), encoding="utf-8")
        Path(folder, "handbook.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        made: bytes = typst.compile(str(template), ignore_system_fonts=True, timestamp=int(_EPOCH.timestamp()))
    return made, len(models)
