"""``danvan serve``: the site on this machine, built again when something of it changes."""

from pathlib import Path

import click

from generator.cli.build import build_and_tell
from generator.cli.options import AUDIENCE, ROOT
from generator.cli.show import out, show
from generator.cli.words import language, say
from generator.diagnostics import DanvanError, Language
from generator.memory import Memory
from generator.pipeline import build_folder
from generator.preview import Preview
from generator.records import Audience
from generator.serve import serve

_LANGUAGE = language()


@click.command("serve", help=say("serve", _LANGUAGE))
@ROOT
@AUDIENCE
@click.option("--host", default="127.0.0.1", show_default=True, help=say("host", _LANGUAGE))
@click.option("--port", default=8000, show_default=True, help=say("port", _LANGUAGE))
@click.pass_obj
def command(lang: Language, root: Path, audience: Audience, host: str, port: int) -> None:
    folder = build_folder(root, audience)
    memory = Memory(folder / "memory")
    preview: Preview | None = None

    def build() -> None:
        nonlocal preview
        preview = Preview(root, folder / "docs", build_and_tell(root, False, lang, audience, memory).site, memory)

    def rebuild() -> None:
        try:
            build()
        except DanvanError as stop:  # what stood before is still served
            show(stop.diagnostics, lang)
            raise

    def ready(address: str) -> None:
        out.print(say("serving", lang, address=address, audience=say(f"audience_{audience}", lang)))

    try:
        build()
        serve(root, folder / "site", rebuild, lambda: preview.pages() if preview else {}, host, port, ready)
    finally:
        memory.save()
