"""Kinds of file that only LibreOffice reads, turned by it into one that we read."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from generator.read.received.shape import refuse

_SECONDS = 180


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
        command = [program, "--headless", "--norestore", f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"]
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
