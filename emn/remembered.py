"""What was found in a frame is remembered for as long as the frame is there.

Frames never change once they are made, and one vintage gives one frame, so what is asked of it
again and again need not be worked out again: `@remembered` keeps a function's answers by frame
and by what else it was asked. Ask by what few differ in, a period say; never by a reader's choice.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from weakref import finalize

import polars as pl

P = ParamSpec("P")
T = TypeVar("T")


def remembered(
    find: Callable[Concatenate[pl.DataFrame, P], T],
) -> Callable[Concatenate[pl.DataFrame, P], T]:
    """The same function, which answers a question about one frame once.

    Its arguments after the frame are hashable; its answer must not hold the
    frame itself, or that would be held for ever.
    """
    answers: dict[int, dict[Hashable, T]] = {}

    @wraps(find)
    def found(frame: pl.DataFrame, /, *about: P.args, **named: P.kwargs) -> T:
        known = answers.get(id(frame))
        if known is None:
            known = answers[id(frame)] = {}
            finalize(frame, answers.pop, id(frame), None).atexit = False
        asked = (about, *named.items()) if named else about
        if asked not in known:
            known[asked] = find(frame, *about, **named)
        return known[asked]

    return found
