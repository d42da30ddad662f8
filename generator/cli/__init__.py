"""The command line ``danvan``. Every command ends with one of the documented exit codes and never with a traceback."""

import os
import sys
from pathlib import Path

import click

from generator import __version__
from generator.cli.importing import import_command
from generator.cli.inspect import inspect_command
from generator.cli.new import new
from generator.cli.show import out, show, stages, tally
from generator.cli.words import language, say, speak
from generator.diagnostics import DanvanError, Diagnostic, ExitCode, Language, Severity

LANGUAGE = language()
_SHOWN = 20
"""Complaints a build shows; ``danvan check`` shows all."""
ROOT = click.option(
    "--root",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    show_default=True,
    help=say("root", LANGUAGE),
)


@click.group(help=say("danvan", LANGUAGE), context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--lang", type=click.Choice(["vi", "en"]), default=LANGUAGE, show_default=True, help=say("lang", LANGUAGE)
)
@click.version_option(__version__, prog_name="danvan")
@click.pass_context
def danvan(context: click.Context, lang: Language) -> None:
    context.obj = lang


@danvan.command("build", help=say("build", LANGUAGE))
@ROOT
@click.option("--strict", is_flag=True, help=say("strict", LANGUAGE))
@click.pass_obj
def build_command(lang: Language, root: Path, strict: bool) -> None:
    _build(root, strict, lang)


def _build(root: Path, strict: bool, lang: Language) -> None:
    from generator.pipeline import build  # MkDocs takes a second to import; other commands do without

    with stages(lang) as progress:
        built = build(root, progress, strict)
        seconds = progress.seconds
    show(built.diagnostics, lang, _SHOWN)
    folder = root / "build" / "site"
    out.print(say("built", lang, pages=built.pages, folder=folder, seconds=f"{seconds:.1f}"))


@danvan.command("serve", help=say("serve", LANGUAGE))
@ROOT
@click.option("--host", default="127.0.0.1", show_default=True, help=say("host", LANGUAGE))
@click.option("--port", default=8000, show_default=True, help=say("port", LANGUAGE))
@click.pass_obj
def serve_command(lang: Language, root: Path, host: str, port: int) -> None:
    from generator.serve import serve

    def rebuild() -> None:
        try:
            _build(root, False, lang)
        except DanvanError as stop:  # what stood before is still served
            show(stop.diagnostics, lang)

    _build(root, False, lang)
    serve(root, rebuild, host, port, lambda address: out.print(say("serving", lang, address=address)))


@danvan.command("check", help=say("check", LANGUAGE))
@ROOT
@click.option("--strict", is_flag=True, help=say("strict", LANGUAGE))
@click.pass_obj
def check_command(lang: Language, root: Path, strict: bool) -> None:
    from generator.pipeline import load_site, stop_on

    _, diagnostics = load_site(root)
    stop_on(diagnostics, strict)
    show(diagnostics, lang)
    out.print(tally(diagnostics, lang))


danvan.add_command(new)
danvan.add_command(inspect_command)
danvan.add_command(import_command)


def main() -> None:
    """Run the command line and leave with its exit code."""
    speak(LANGUAGE)
    try:
        danvan.main(standalone_mode=False)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(ExitCode.USAGE)
    except click.Abort:
        sys.exit(ExitCode.FAILED)
    except BrokenPipeError:  # whoever read our words wants no more of them
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ExitCode.OK)
    except DanvanError as stop:
        sys.exit(_tell(stop.diagnostics, stop.exit_code))


def _tell(diagnostics: tuple[Diagnostic, ...], code: ExitCode) -> ExitCode:
    show(diagnostics, LANGUAGE)
    out.print(tally(diagnostics, LANGUAGE))
    fatal = any(one.severity is Severity.ERROR for one in diagnostics)
    return code if fatal or code is not ExitCode.OK else ExitCode.FOUND
