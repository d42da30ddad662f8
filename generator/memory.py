"""What earlier builds found out, kept with all it depends on, so that only what changed is worked out again.

A finding is recalled only if everything it was made from is the same: the caller names that as ``depends``, and the
program itself (its source, Python, every installed package) is always part of it. What a build did not ask for is
forgotten at the next save, so the memory never outgrows the site. Its file is replaced whole; where little changed, a
second one beside it (``.changes``) holds what differs. A file that is damaged, or was written by another version,
counts as empty. They are pickles: they lie in ``build/``, where nobody can write who could not change the templates,
which are programs as well.
"""

import gc
import hashlib
import os
import pickle
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from itertools import chain, groupby, islice
from pathlib import Path
from typing import Any, BinaryIO

Identity = tuple[int, int, int]
"""Inode, size in bytes and time of the last change in nanoseconds: the same as long as nobody wrote to the file."""

_PARTS = dict[str, dict[str, tuple[object, Any]]]
_MARK = 32
"""Bytes before the findings of a file: the SHA-256 of all that follows."""
_MUCH = 10
"""Where more than one finding in so many changed, all are written anew."""
_SLICE = 500
"""Records whose findings are written together."""


class Memory:
    """Findings by part of the build and key. Without a path it begins empty and is saved nowhere."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._base, self._mark = _loaded_base(path) if path else ({}, b"")
        self._before: _PARTS = _with_changes(path, self._base, self._mark) if path else {}
        self._now: _PARTS = {}

    def recall(self, part: str, key: str, depends: object) -> Any:
        """Return what was kept under ``key`` if it was made from ``depends``, else None."""
        found = self._now.get(part, {}).get(key) or self._before.get(part, {}).get(key)
        if found is None or found[0] != depends:
            return None
        self._now.setdefault(part, {})[key] = found
        return found[1]

    def keep(self, part: str, key: str, depends: object, value: object) -> None:
        """Remember ``value``, made from ``depends`` and nothing else; neither may change afterwards."""
        self._now.setdefault(part, {})[key] = (depends, value)

    def keep_former(self, part: str, key: str) -> None:
        """Remember what the last build that went well kept under ``key``."""
        self._now.setdefault(part, {})[key] = self._before[part][key]

    def former(self, part: str) -> Mapping[str, tuple[object, Any]]:
        """Return what the last build that went well kept: by key, what it was made from and the value."""
        return self._before.get(part, {})

    def turn(self) -> None:
        """End a build that went well: what it did not ask for is forgotten."""
        self._before, self._now = self._now, {}

    def save(self) -> None:
        """Write what the last finished build knew. A disk that refuses costs the next build time, nothing else."""
        if self._path is None:
            return
        changed = {
            part: {key: found for key, found in findings.items() if self._base.get(part, {}).get(key) is not found}
            for part, findings in self._before.items()
        }
        gone = {part: findings.keys() - self._before.get(part, {}).keys() for part, findings in self._base.items()}
        differ = sum(map(len, changed.values())) + sum(map(len, gone.values()))
        if differ * _MUCH < sum(map(len, self._base.values())):
            _write(self._path.with_suffix(".changes"), (self._mark, changed, gone))
        elif mark := _write(self._path, chain([program_digest()], _slices(self._before))):
            self._base, self._mark = self._before, mark


def identity(path: Path | str) -> Identity | None:
    """Return what tells one state of a file from another, None if there is no such file."""
    try:
        found = os.stat(path)  # noqa: PTH116 - called for every file of the site
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def take_over(old: Path | str, new: Path | str, state: Identity) -> bool:
    """Give the file ``old`` a second name ``new`` if it is in ``state`` still; return whether it was.

    Nobody may write to ``new`` in place afterwards. Where the system has no hard links, the file is copied; its
    state is another one then.
    """
    if identity(old) != state:
        return False
    second_name(old, new)
    return True


def second_name(old: Path | str, new: Path | str) -> None:
    """Give the file ``old`` a second name ``new``, in a folder that is made where it is missing; else copy it."""
    try:
        os.link(old, new)
    except FileNotFoundError:
        Path(new).parent.mkdir(parents=True, exist_ok=True)
        second_name(old, new)
    except OSError:
        shutil.copy2(old, new)


def files_below(folder: Path | str, above: str = "") -> Iterator[str]:
    """Yield the names of all files below ``folder``, relative to it with forward slashes and ``above`` before them.

    In no order; as texts, since a site has them by ten thousands.
    """
    with os.scandir(folder) as found:
        for one in found:
            if one.is_dir():
                yield from files_below(one.path, f"{above}{one.name}/")
            elif one.is_file():
                yield f"{above}{one.name}"


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def folder_digest(*places: Path) -> str:
    """Return one digest of every file in the folders (or files) ``places``: of their names and their bytes."""
    whole = hashlib.sha256()
    for place in places:
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file():
                whole.update(f"{path.relative_to(place).as_posix()}\0{file_digest(path)}\n".encode())
    return whole.hexdigest()


@cache
def program_digest() -> str:
    """Return one digest of everything that turns content into pages, content and tables aside.

    An installed package shows its version in the name of its ``dist-info`` folder.
    """
    whole = hashlib.sha256(sys.version.encode())
    for name in sorted({found.name for folder in sys.path for found in Path(folder).glob("*-info")}):
        whole.update(name.encode())
    package = Path(__file__).parent
    for path in sorted((*package.rglob("*.py"), *package.rglob("*.yml"))):
        whole.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    return whole.hexdigest()


class _Marked:
    """A file that knows the digest of what was written to it; what is large never stands in memory as one."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return self._file.write(data)


def _slices(parts: _PARTS) -> Iterator[_PARTS]:
    """Yield ``parts`` some records at a time: what is kept of one shares objects."""
    names = sorted(set(chain.from_iterable(parts.values())), key=_record)
    records = (list(keys) for _, keys in groupby(names, key=_record))
    while some := list(chain.from_iterable(islice(records, _SLICE))):
        yield {part: {key: found[key] for key in some if key in found} for part, found in parts.items()}


def _record(key: str) -> str:
    """Return what ``models/a.md``, ``model:a`` and ``mo-hinh/a.html`` have in common."""
    return key.replace(":", "/").rpartition("/")[2].partition(".")[0]


def _joined(slices: Iterable[_PARTS]) -> _PARTS:
    parts: _PARTS = {}
    for some in slices:
        for part, found in some.items():
            parts.setdefault(part, {}).update(found)
    return parts


def _write(path: Path, values: Iterable[object]) -> bytes:
    """Write ``values`` in the place of the file; return the mark it can be told by, none if the disk refuses.

    Each is a pickle of its own: what a pickler remembers of what it wrote takes as much memory as that itself.
    """
    aside = path.with_name(f"{path.name}.new")
    try:
        with aside.open("wb") as file, _no_collection():
            file.write(bytes(_MARK))
            marked = _Marked(file)
            for value in values:
                pickle.dump(value, marked, pickle.HIGHEST_PROTOCOL)
            file.seek(0)
            file.write(marked.digest.digest())
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        return b""
    return marked.digest.digest()


def _read(path: Path) -> tuple[list[Any], bytes]:
    """Return the values a file holds and its mark. Raises whatever is wrong with it."""
    with path.open("rb") as file, _no_collection():
        mark = file.read(_MARK)
        if hashlib.file_digest(file, "sha256").digest() != mark:
            raise ValueError(path)
        length = file.tell()
        file.seek(_MARK)
        values = []
        while file.tell() < length:
            values.append(pickle.load(file))
        gc.freeze()
        gc.unfreeze()  # all count as old now: what was read lives on, and the collector need not look through it
        return values, mark


def _loaded_base(path: Path) -> tuple[_PARTS, bytes]:
    try:
        (program, *slices), mark = _read(path)
    except Exception:  # whatever is wrong with it, the build does without
        return {}, b""
    return (_joined(slices), mark) if program == program_digest() else ({}, b"")


def _with_changes(path: Path, base: _PARTS, mark: bytes) -> _PARTS:
    """Return ``base`` with the changes beside it; they are left out if they belong to another."""
    try:
        (known, changed, gone), _ = _read(path.with_suffix(".changes"))
    except Exception:  # as above; what is older is true as well
        return base
    if known != mark:
        return base
    parts = {part: {**base.get(part, {}), **findings} for part, findings in changed.items()}
    for part, keys in gone.items():
        for key in keys:
            parts.get(part, {}).pop(key, None)
    return parts


@contextmanager
def _no_collection() -> Iterator[None]:
    """Spare the collector the millions of small objects that are made at once."""
    working = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if working:
            gc.enable()
