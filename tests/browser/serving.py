"""Serves a built site over HTTP on a free port of this machine, quietly, for as long as the block runs.

It sends the strictest Content-Security-Policy the site can live with, so that any inline script but the one whose hash
the template tells, or any inline style, shows up as an error of the console.
"""

import gzip
import io
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

TEMPLATE = Path(__file__).resolve().parents[2] / "overrides" / "main.html"
HASHES = " ".join(re.findall(r"'sha256-[^']+'", TEMPLATE.read_text(encoding="utf-8")))
POLICY = (
    f"default-src 'none'; script-src 'self' {HASHES} 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Patient(ThreadingHTTPServer):
    request_queue_size = (
        128  # a page asks for a dozen files at once; with 5, a busy machine keeps them waiting for seconds
    )


class _Compressed(_Quiet):
    def send_head(self) -> BinaryIO | io.BytesIO | None:
        """Send the head of an answer whose text is compressed, as any server on the web does."""
        path = Path(self.translate_path(self.path))
        if not path.is_file() or path.suffix not in (".html", ".css", ".js", ".json", ".svg"):
            return super().send_head()
        packed = _packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        return io.BytesIO(packed)


@cache
def _packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes())


@contextmanager
def served(site: Path, compressed: bool = False) -> Iterator[str]:
    """Give the address at which ``site`` is served, without a slash at its end."""
    handler = _Compressed if compressed else _Quiet
    server = _Patient(("127.0.0.1", 0), partial(handler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
