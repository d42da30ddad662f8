"""Serving the built site on this machine, rebuilt and reloaded when something it is made from changes."""

import logging
from collections.abc import Callable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

WATCHED = ("content", "site_config", "overrides", "mkdocs.yml")


def serve(
    root: Path, site: Path, rebuild: Callable[[], None], host: str, port: int, ready: Callable[[str], None]
) -> None:
    """Serve ``site`` until interrupted; ``rebuild`` makes it again when something below ``root`` changes.

    ``ready`` is told the address once it is open.
    """
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    server = LiveReloadServer(rebuild, host, port, str(site))
    for name in WATCHED:
        if (root / name).exists():
            server.watch(str(root / name))
    try:
        ready(f"http://{host}:{port}/")
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()
