"""What LibreOffice is asked to open fetches nothing: an address in a file would tell its sender who reads it."""

import shutil
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from generator.read.received import read_received

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
_O = "urn:oasis:names:tc:opendocument:xmlns:"
_KINDS = f"""xmlns:office="{_O}office:1.0" xmlns:text="{_O}text:1.0" xmlns:draw="{_O}drawing:1.0"
xmlns:svg="{_O}svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" """
_TYPE = "application/vnd.oasis.opendocument.text"


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """An address of this machine, and what was asked for there."""
    paths: list[str] = []

    class Noted(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Noted)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", paths
    server.shutdown()
    server.server_close()
    thread.join()


def test_linked_pictures_and_sections(tmp_path: Path, asked: tuple[str, list[str]]) -> None:
    address, paths = asked
    body = (
        f'<text:section text:name="s"><text:section-source xlink:href="{address}/a.odt"/><text:p>Mục</text:p>'
        f'</text:section><text:p>Thôn họp dân<draw:frame svg:width="2cm" svg:height="2cm"><draw:image '
        f'xlink:href="{address}/a.png"/></draw:frame></text:p>'
    )
    path = tmp_path / "a.odt"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{part}" manifest:media-type="{kind}"/>'
        for part, kind in (("/", _TYPE), ("content.xml", "text/xml"))
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", _TYPE)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{_O}manifest:1.0">{entries}</manifest:manifest>',
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content {_KINDS}><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )
    assert read_received(path).text.split("\n")[:2] == ["Mục", "Thôn họp dân"]
    assert paths == []
