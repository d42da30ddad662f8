"""The same work over many items, shared among forked processes where that pays.

A forked process sees all that this one has made, so nothing has to be sent to it; only results come back. Where the
system cannot fork (Windows) or the items are few, the work is done here, with the same results in the same order.
"""

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_CHUNKS = 16
"""Pieces of work a process, so that one slow piece does not hold up the rest."""

_work: tuple[Callable[[Any], Any], Sequence[Any]] | None = None


def each(
    function: Callable[[_Item], _Result], items: Sequence[_Item], processes: int | None = None, few: int = 400
) -> Iterator[_Result]:
    """Return ``function(item)`` of each item, in order; ``processes`` None means one a core.

    Fewer than ``few`` items are not worth a process. Others begin work at once, beside what the caller does before it
    asks for results.
    """
    count = processes or os.cpu_count() or 1
    if count < 2 or len(items) < few or "fork" not in multiprocessing.get_all_start_methods():
        return map(function, items)
    results = _shared(function, items, count)
    next(results)  # processes part here
    return results


def _shared(function: Callable[[_Item], _Result], items: Sequence[_Item], count: int) -> Iterator[Any]:
    """Yield None as soon as ``count`` processes are at work, then the results."""
    global _work
    size = max(1, len(items) // (count * _CHUNKS))
    _work = (function, items)
    gc.freeze()  # what is shared stays shared: the collector must not touch it in the children
    collecting = gc.isenabled()
    gc.disable()  # results arrive by the million: looking through them for circles again and again finds none
    try:
        with multiprocessing.get_context("fork").Pool(count, initializer=gc.enable) as pool:
            chunks = pool.imap(_chunk, [range(i, min(i + size, len(items))) for i in range(0, len(items), size)])
            yield None
            for results in chunks:
                yield from results
    finally:
        gc.unfreeze()
        if collecting:
            gc.enable()
        _work = None


def _chunk(numbers: range) -> list[Any]:
    assert _work is not None
    function, items = _work
    return [function(items[number]) for number in numbers]
