"""Many received files inspected, through one seam: any ``concurrent.futures.Executor`` does the work.

Processes of this machine by default; ``dask.distributed``'s ``Client.get_executor()`` fits as well. Results come in the
order of the files, each as JSON values; a file that cannot be read gives its error and stops no other. What is held
at a time is bounded by the number of workers, not of files.
"""

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from generator.diagnostics import DanvanError
from generator.inspection import inspect_file
from generator.inspection_json import inspection_json
from generator.tables import Tables, load_tables

Found = dict[str, Any] | DanvanError
_AHEAD = 4  # files a worker that wait to be taken


def inspect_many(
    paths: Iterable[Path], site_config: Path, executor: Executor | None = None, workers: int | None = None
) -> Iterator[tuple[Path, Found]]:
    """Yield each path with the JSON values of its inspection, or with the error that it could not be read for."""
    count = workers or os.cpu_count() or 1
    if executor is not None:
        yield from _through(executor, paths, site_config, count)
        return
    loaded = _tables(site_config)
    _ = (loaded.gazetteer, loaded.place_names)  # before the fork, so that no worker loads them again
    kinds = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in kinds else None)
    with ProcessPoolExecutor(count, mp_context=context) as pool:
        yield from _through(pool, paths, site_config, count)


def _through(executor: Executor, paths: Iterable[Path], folder: Path, count: int) -> Iterator[tuple[Path, Found]]:
    left = iter(paths)
    waiting: deque[tuple[Path, Future[Found]]] = deque()
    for path in islice(left, count * _AHEAD):
        waiting.append((path, executor.submit(inspected, path, folder)))
    while waiting:
        path, future = waiting.popleft()
        result = future.result()
        for following in islice(left, 1):
            waiting.append((following, executor.submit(inspected, following, folder)))
        yield path, result


def inspected(path: Path, site_config: Path) -> Found:
    """Return the JSON values of one file's inspection, or why it cannot be read."""
    tables = _tables(site_config)
    try:
        return inspection_json(inspect_file(path, tables), tables)
    except DanvanError as refused:
        return refused


@cache
def _tables(site_config: Path) -> Tables:
    return load_tables(site_config)
