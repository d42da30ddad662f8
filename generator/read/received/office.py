"""Kinds of file that only LibreOffice reads, turned by it into one that we read."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from generator.read.received.shape import refuse

_SECONDS = 180
_SETTINGS = {
    "Office.Common/Security/Scripting": {
        "BlockUntrustedRefererLinks": "true",
        "DisableMacrosExecution": "true",
        "MacroSecurityLevel": "3",
    },
    "Office.Writer/Content/Update": {"Link": "2"},
    "Office.Calc/Content/Update": {"Link": "2"},
    "Inet/Settings": {  # whatever asks for an address outside all the same asks a port where nobody answers
        "ooInetProxyType": "2",
        "ooInetNoProxy": "",
        **{f"ooInet{kind}ProxyName": "127.0.0.1" for kind in ("HTTP", "HTTPS")},
        **{f"ooInet{kind}ProxyPort": "9" for kind in ("HTTP", "HTTPS")},
    },
}
"""A received file runs nothing and fetches nothing: an address in it would tell its sender who opened it, and when."""


def to_docx(path: Path, data: bytes, suffix: str) -> bytes:
    """Return ``data`` (a text document of kind ``suffix``) as .docx. Raises DanvanError (DV609, DV613)."""
    return converted(path, data, suffix, "docx", "MS Word 2007 XML")


def converted(path: Path, data: bytes, suffix: str, kind: str, written_as: str) -> bytes:
    """Return ``data`` (a file of kind ``suffix``) as a file of ``kind``. Raises DanvanError (DV609, DV613).

    ``written_as`` is LibreOffice's name of the filter that writes it.
    LibreOffice works in a folder and with a profile of its own, so that several may run and nothing is left behind.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        refuse("DV609", path, missing_program=True, suffix=suffix)
    with tempfile.TemporaryDirectory(prefix="danvan-") as folder:
        source = Path(folder, "received" + suffix)
        source.write_bytes(data)
        profile = _profile(Path(folder, "profile"))
        command = [program, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
        command += ["--convert-to", f"{kind}:{written_as}", "--outdir", str(Path(folder, "out")), str(source)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as problem:
            refuse("DV613", path, missing_program=True, program="LibreOffice", problem=type(problem).__name__)
        made = Path(folder, "out", f"received.{kind}")
        if not made.is_file():
            reason = " ".join((done.stderr or done.stdout).split())[:200] or "?"
            refuse("DV613", path, program="LibreOffice", problem=reason)
        return made.read_bytes()


def _profile(folder: Path) -> Path:
    """Make a profile with our settings in ``folder`` and return it."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, values in _SETTINGS.items()
        for name, value in values.items()
    )
    kinds = 'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    user = folder / "user"
    user.mkdir(parents=True)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items {kinds}>{items}</oor:items>\n'
    (user / "registrymodifications.xcu").write_text(text, encoding="utf-8", newline="\n")
    return folder
