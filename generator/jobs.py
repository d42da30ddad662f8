"""One seam through which work over many files goes: any ``concurrent.futures.Executor`` can take it over.

Results come in the order of the items. Only a few items are under way at a time, so that memory does not grow with
their number. A process that dies takes nobody else's result with it.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from itertools import islice
from typing import TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

AHEAD = 4
"""Items under way for each process: enough that none waits, few enough that results do not pile up."""


class LostError(RuntimeError):
    """The process that worked on an item died (out of memory, killed); stands in place of the item's result."""


def run(
    function: Callable[[_Item], _Result],
    items: Iterable[_Item],
    jobs: int = 1,
    executor: Executor | None = None,
) -> Iterator[_Result | LostError]:
    """Yield ``function(item)`` of each item, in order.

    ``executor`` takes the work if one is given (it is not shut down; ``dask.distributed``'s ``Client.get_executor()``
    will do); else a pool of ``jobs`` processes; with ``jobs`` 1 all is done here. ``function`` must be importable, and
    items and results must pickle, where processes share the work. What ``function`` raises is raised here.
    """
    if executor is not None:
        yield from _ordered(executor, function, iter(items), AHEAD * max(jobs, 1))
    elif jobs <= 1:
        yield from map(function, items)
    else:
        yield from _pooled(function, iter(items), jobs)


def _pooled(function: Callable[[_Item], _Result], items: Iterator[_Item], jobs: int) -> Iterator[_Result | LostError]:
    """Work in pools of processes; after a pool broke, what was under way is tried again, each item in its own."""
    under_way: deque[_Item] = deque()

    def noted() -> Iterator[_Item]:
        for item in items:
            under_way.append(item)
            yield item

    rest = noted()
    while True:
        with ProcessPoolExecutor(jobs) as pool:
            try:
                for result in _ordered(pool, function, rest, AHEAD * jobs):
                    under_way.popleft()
                    yield result
                return
            except BrokenExecutor:
                pass
        rest = noted()  # a generator through which an exception went is finished
        while under_way:
            yield _alone(function, under_way[0])
            under_way.popleft()


def _alone(function: Callable[[_Item], _Result], item: _Item) -> _Result | LostError:
    with ProcessPoolExecutor(1) as pool:
        try:
            return pool.submit(function, item).result()
        except BrokenExecutor as problem:
            return LostError(str(problem))


def _ordered(
    executor: Executor, function: Callable[[_Item], _Result], items: Iterator[_Item], ahead: int
) -> Iterator[_Result]:
    waiting: deque[Future[_Result]] = deque(executor.submit(function, item) for item in islice(items, ahead))
    try:
        while waiting:
            result = waiting.popleft().result()
            waiting.extend(executor.submit(function, item) for item in islice(items, 1))
            yield result
    finally:
        for future in waiting:
            future.cancel()
