"""``danvan train-restorer``: an organisation's own texts, and the words its editors settled, teach the restorer."""

from pathlib import Path

import click

from generator.cli.inspect import tables_of
from generator.cli.options import ROOT
from generator.cli.show import out, show
from generator.cli.words import language, say
from generator.diagnostics import Language
from generator.importing.learning import teach
from generator.render.number import number


@click.command("train-restorer", help=say("train-restorer", language()))
@click.argument("folders", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[FOLDER…]")
@ROOT
@click.pass_obj
def command(lang: Language, folders: tuple[Path, ...], root: Path) -> None:
    lesson = teach(folders, root, tables_of(root))
    show(lesson.diagnostics, lang)
    counts = {name: number(getattr(lesson, name)) for name in ("texts", "syllables", "settled")}
    out.print(say("taught", lang, **counts, data=lesson.data, size=f"{lesson.size / 1e6:.1f}"))
