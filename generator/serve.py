"""Serving the built site on this machine, rebuilt and reloaded when something it is made from changes.

The site is swapped whole, so what stood is served while the next one is built; pages of records that changed are shown
at once, as far as they can be made before everything else is.
"""

import base64
import hashlib
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.livereload import LiveReloadServer

from generator.diagnostics import DanvanError, ExitCode, Location, complain, refusal

WATCHED = ("content", "site_config", "overrides", "mkdocs.yml")
Previews = Mapping[str, bytes]
"""HTML by address, relative to the root of the site."""


def serve(
    root: Path,
    site: Path,
    rebuild: Callable[[], None],
    preview: Callable[[], Previews],
    host: str,
    port: int,
    ready: Callable[[str], None],
) -> None:
    """Serve ``site`` until interrupted; ``rebuild`` makes it again when something below ``root`` changes.

    Before it does, ``preview`` gives the pages that can be shown meanwhile. Where ``rebuild`` raises DanvanError, what
    stood before is served on. ``ready`` is told the address once it is open. Raises DanvanError (DV811) if it is not.
    """
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    server = _Server(rebuild, preview, host, port, site, ready)
    for name in WATCHED:
        if (root / name).exists():
            server.watch(str(root / name))
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()


class _Server(LiveReloadServer):
    """MkDocs's server, which makes requests wait for a build, without the waiting."""

    def __init__(
        self,
        rebuild: Callable[[], None],
        preview: Callable[[], Previews],
        host: str,
        port: int,
        site: Path,
        ready: Callable[[str], None],
    ) -> None:
        self._rebuild, self._preview, self._ready = rebuild, preview, ready
        self._previews: Previews = {}
        super().__init__(self._build, host, port, str(site))

    def server_bind(self) -> None:
        try:
            super().server_bind()
        except OSError as problem:
            host, port = self.server_address[:2]
            words = complain("DV811", Location("--port"), host=host, port=port, problem=refusal(problem))
            raise DanvanError(words, exit_code=ExitCode.FAILED) from problem

    def server_activate(self) -> None:
        super().server_activate()
        self._ready(self.url)

    def _build(self) -> None:
        self._tell(self._visible_epoch)  # nobody waits: what stood is whole
        self._previews = self._preview()
        if self._previews:
            self._tell(self._moment())
        try:
            self._rebuild()
        except DanvanError:
            return
        self._previews = {}
        self._tell(self._moment())

    def _moment(self) -> int:
        return max(round(time.monotonic() * 1000), self._visible_epoch + 1)

    def _tell(self, epoch: int) -> None:
        """Say which state of the site can be seen; browsers that show an older one load again."""
        with self._epoch_cond:
            self._visible_epoch = self._wanted_epoch = epoch
            self._epoch_cond.notify_all()

    def _serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes] | None:
        name = str(PurePosixPath(environ["PATH_INFO"].lstrip("/")))
        if name not in self._previews:
            return super()._serve_request(environ, start_response)
        page = self._inject_js_into_html(self._previews[name], self._visible_epoch)
        start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(page)))])
        return [page]

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """Return a page with the script that loads it again, which its own policy is told to let through."""
        page: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        script = page.rpartition(b"<script>")[2].partition(b"</script>")[0]
        mark = base64.b64encode(hashlib.sha256(script).digest())
        return page.replace(b"script-src 'self'", b"script-src 'self' 'sha256-%b'" % mark, 1)
