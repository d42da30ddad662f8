"""Published versions: each whole and proven by its manifest, the last ones kept, one command to go back.

A site carries ``manifest.sha256``, a line ``digest  path`` for every other file of it, in the form ``sha256sum -c``
reads. A folder that is published to holds ``versions/NUMBER`` and ``current``, which is what a web server shows: a
symbolic link to a version, or, where links are not allowed, a copy of it swapped in whole.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import DanvanError, Diagnostic, ExitCode, Location, complain, refusal
from generator.lock import HeldError, held
from generator.memory import file_digest, files_below
from generator.swap import recover, swap

MANIFEST = "manifest.sha256"


@dataclass(frozen=True, slots=True)
class Published:
    """The version that is shown now, and all that are kept, oldest first."""

    current: int
    kept: tuple[int, ...]


def write_manifest(site: Path, digests: Mapping[str, str]) -> None:
    """Write the manifest of ``site``: the digest of each of its files by path."""
    lines = (f"{digest}  {name}\n" for name, digest in sorted(digests.items()) if name != MANIFEST)
    (site / MANIFEST).write_text("".join(lines), encoding="utf-8", newline="\n")


def verify(site: Path) -> tuple[Diagnostic, ...]:
    """Return a complaint for each file of ``site`` that is missing, altered or not in its manifest (DV806-DV808)."""
    try:
        lines = (site / MANIFEST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return (complain("DV809", Location(MANIFEST), folder=str(site)),)
    expected = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    found = {*files_below(site)} - {MANIFEST}
    return tuple(_differences(site, expected, found))


def _differences(site: Path, expected: Mapping[str, str], found: set[str]) -> Iterator[Diagnostic]:
    for name in sorted(expected.keys() | found):
        if name not in found:
            yield complain("DV806", Location(name))
        elif name not in expected:
            yield complain("DV808", Location(name))
        elif file_digest(site / name) != expected[name]:
            yield complain("DV807", Location(name))


def publish_version(site: Path, target: Path, keep: int) -> Published:
    """Add ``site`` as a version to the folder ``target`` and show it; of the older ones the last ``keep`` - 1 stay.

    Raises DanvanError if the site or its copy does not agree with its manifest; then what is shown has not changed.
    """
    if keep < 1:
        raise ValueError("at least the version that is shown is kept")
    _insist(verify(site))
    with _at_work(target):
        return _published(site, target, keep)


def _published(site: Path, target: Path, keep: int) -> Published:
    versions = target / "versions"
    versions.mkdir(exist_ok=True)
    _forget_halves(versions)
    kept = _kept(versions)
    number = max(kept, default=0) + 1
    half = versions / f"{number:06d}.part"
    _copy(site, half, versions / f"{kept[-1]:06d}" if kept else None)
    _insist(verify(half))
    half.rename(versions / f"{number:06d}")
    _show(target, number)
    for old in [*kept, number][:-keep]:
        shutil.rmtree(versions / f"{old:06d}", ignore_errors=True)
    return Published(number, _kept(versions))


def roll_back(target: Path) -> Published:
    """Show the version before the one that is shown. Raises DanvanError (DV810) if none is kept."""
    if not (target / "versions").is_dir():
        raise DanvanError(complain("DV810", Location(str(target))), exit_code=ExitCode.FAILED)
    with _at_work(target):
        kept = _kept(target / "versions")
        shown = _shown(target)
        older = [number for number in kept if shown is None or number < shown]
        if not older:
            raise DanvanError(complain("DV810", Location(str(target))), exit_code=ExitCode.FAILED)
        _insist(verify(target / "versions" / f"{older[-1]:06d}"))
        _show(target, older[-1])
        return Published(older[-1], kept)


@contextmanager
def _at_work(target: Path) -> Iterator[None]:
    """Hold ``target`` against others and say what goes wrong there. Raises DanvanError (DV801, DV802)."""
    try:
        target.mkdir(parents=True, exist_ok=True)
        with held(target / "lock"):
            recover(target)
            yield
    except HeldError as other:
        busy = complain("DV801", Location(str(target / "lock")), pid=str(other))
        raise DanvanError(busy, exit_code=ExitCode.BUSY) from other
    except OSError as problem:
        path = str(problem.filename or target)
        words = complain("DV802", Location(path), path=path, problem=refusal(problem))
        raise DanvanError(words, exit_code=ExitCode.FAILED) from problem


def _show(target: Path, number: int) -> None:
    """Make ``current`` the version ``number``, in one step."""
    version, aside, current = target / "versions" / f"{number:06d}", target / "current.new", target / "current"
    _remove(aside)
    if not current.is_dir() or current.is_symlink():
        try:
            aside.symlink_to(Path("versions") / version.name, target_is_directory=True)
            aside.replace(current)
        except OSError:  # links are not allowed here
            _remove(aside)
        else:
            return
    _copy(version, aside, version)
    swap(aside, current)


def _shown(target: Path) -> int | None:
    """Return the number of the version that ``current`` is, None if it is none of them."""
    current = target / "current"
    try:
        if current.is_symlink():
            return int(current.readlink().name)
        manifest = (current / MANIFEST).read_bytes()
    except (OSError, ValueError):
        return None
    same = (n for n in _kept(target / "versions") if _manifest(target / "versions" / f"{n:06d}") == manifest)
    return max(same, default=None)


def _manifest(version: Path) -> bytes:
    try:
        return (version / MANIFEST).read_bytes()
    except OSError:
        return b""


def _kept(versions: Path) -> tuple[int, ...]:
    return tuple(sorted(int(path.name) for path in versions.glob("*") if path.name.isdigit()))


def _forget_halves(versions: Path) -> None:
    for half in versions.glob("*.part"):
        shutil.rmtree(half, ignore_errors=True)


def _remove(path: Path) -> None:
    if path.is_symlink():
        path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)


def _copy(site: Path, to: Path, alike: Path | None) -> None:
    """Copy ``site``; a file that is the same in ``alike`` becomes a second name of that one and takes no room."""
    for source in site.rglob("*"):
        name = source.relative_to(site)
        if source.is_dir():
            (to / name).mkdir(parents=True, exist_ok=True)
            continue
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        if not (alike and _linked(source, alike / name, to / name)):
            shutil.copyfile(source, to / name)


def _linked(source: Path, same: Path, to: Path) -> bool:
    try:
        if source.stat().st_size != same.stat().st_size or _digest(source) != _digest(same):
            return False
        os.link(same, to)
    except OSError:
        return False
    return True


def _digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def _insist(complaints: Iterable[Diagnostic]) -> None:
    found = tuple(complaints)
    if found:
        raise DanvanError(*found)
