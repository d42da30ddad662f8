"""The command line ``danvan``. Every command ends with one of the documented exit codes and never with a traceback."""

import gc
import os
import sys
from importlib import import_module
from typing import cast

import click

from generator import __version__
from generator.cli.show import out, show, tally
from generator.cli.words import in_words, language, say, speak
from generator.diagnostics import DanvanError, Diagnostic, ExitCode, Language, Location, Severity, complain

LANGUAGE = language()
COMMANDS = {
    "init": "init",
    "update": "update",
    "build": "build",
    "serve": "serve",
    "check": "check",
    "status": "status",
    "review": "review",
    "publish": "publish",
    "verify": "verify",
    "new": "new",
    "inspect": "inspect",
    "import": "importing",
    "template": "template",
    "doubts": "doubts",
    "settle": "settle",
    "train-restorer": "train_restorer",
    "handbook": "handbook",
}
"""Each command and the module here whose ``command`` it is; its help is the entry of its name in ``words.yml``."""


class Commands(click.Group):
    """Imports the module of a command when it is called: what reads received files takes a second to import."""

    def list_commands(self, context: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        if name not in COMMANDS:
            return None
        command = cast(click.Command, import_module(f"generator.cli.{COMMANDS[name]}").command)
        return in_words(command, LANGUAGE)

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        width = formatter.width - max(map(len, COMMANDS)) - 6
        with formatter.section(say("commands", LANGUAGE)):
            formatter.write_dl([(name, make_short(say(name, LANGUAGE), width)) for name in COMMANDS])


def make_short(text: str, width: int) -> str:
    """Return the first sentence of a command's help, as click does for commands it has loaded."""
    return click.Command(None, help=text).get_short_help_str(width)


@click.group(cls=Commands, help=say("danvan", LANGUAGE), context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--lang", type=click.Choice(["vi", "en"]), default=LANGUAGE, show_default=True, help=say("lang", LANGUAGE)
)
@click.version_option(__version__, prog_name="danvan", help=say("version", LANGUAGE))
@click.pass_context
def danvan(context: click.Context, lang: Language) -> None:
    context.obj = lang


in_words(danvan, LANGUAGE)


def main() -> None:
    """Run the command line and leave with its exit code."""
    speak(LANGUAGE)
    gc.set_threshold(100_000, 20, 20)  # values made by the million live to the end: looking for circles finds none
    try:
        danvan.main(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as asked:
        asked.show()
        sys.exit(ExitCode.USAGE)
    except click.ClickException as wrong:
        show((_misused(wrong),), LANGUAGE)
        sys.exit(ExitCode.USAGE)
    except click.Abort:
        sys.exit(ExitCode.FAILED)
    except BrokenPipeError:  # whoever read our words wants no more of them
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ExitCode.OK)
    except DanvanError as stop:
        sys.exit(_tell(stop.diagnostics, stop.exit_code))


def _misused(wrong: click.ClickException) -> Diagnostic:
    context = getattr(wrong, "ctx", None)
    command = str(context.command_path) if context else "danvan"
    return complain("DV830", Location(command), problem=wrong.format_message(), command=command)


def _tell(diagnostics: tuple[Diagnostic, ...], code: ExitCode) -> ExitCode:
    show(diagnostics, LANGUAGE)
    out.print(tally(diagnostics, LANGUAGE))
    fatal = any(one.severity is Severity.ERROR for one in diagnostics)
    return code if fatal or code is not ExitCode.OK else ExitCode.FOUND
