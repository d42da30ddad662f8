"""The words of the command line in the language of the call, click's own included."""

import gettext
import os
import sys
from collections.abc import Sequence
from copy import copy
from functools import cache
from pathlib import Path

import click

from generator.diagnostics import Language
from generator.safe_yaml import load_yaml

_KINDS = {"text": "kind_text", "integer": "kind_number", "integer range": "kind_number"}
LOCALE = Path(__file__).parent / "locale"


def language(arguments: Sequence[str] | None = None) -> Language:
    """Return the language asked for with ``--lang`` or DANVAN_LANG, before click reads the command line."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    asked = os.environ.get("DANVAN_LANG", "vi")
    for position, argument in enumerate(given):
        if argument == "--lang" and position + 1 < len(given):
            asked = given[position + 1]
        elif argument.startswith("--lang="):
            asked = argument.partition("=")[2]
    return "en" if asked == "en" else "vi"


def speak(chosen: Language) -> None:
    """Make click's own words come in ``chosen``: it asks gettext, which asks the environment."""
    gettext.bindtextdomain("messages", str(LOCALE))
    os.environ["LANGUAGE"] = chosen


def in_words(command: click.Command, chosen: Language) -> click.Command:
    """Return ``command``, and what is below it, with the words that click does not ask gettext for in ``chosen``."""
    command.options_metavar = say("metavar_options", chosen)
    if isinstance(command, click.Group):
        command.subcommand_metavar = say("metavar_command", chosen)
        for one in getattr(command, "commands", {}).values():
            in_words(one, chosen)
    for parameter in command.params:
        if (kind := _KINDS.get(parameter.type.name)) is not None:
            parameter.type = copy(parameter.type)
            parameter.type.name = say(kind, chosen)
    return command


def say(key: str, chosen: Language, **values: object) -> str:
    """Return the words of ``key``."""
    return _catalog()[key][chosen].format_map(values)


@cache
def _catalog() -> dict[str, dict[Language, str]]:
    loaded: dict[str, dict[Language, str]] = load_yaml(
        Path(__file__).with_name("words.yml").read_text(encoding="utf-8")
    )
    return loaded
