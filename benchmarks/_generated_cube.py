"""A table as large as Eurostat's largest: 1.2 million series over 200 months, invented."""

from __future__ import annotations

import gzip
import random
from itertools import product
from pathlib import Path

MONTHS = 200
_CODES = {  # how many of each; about as many as monthly asylum applicants have
    "citizen": 206,
    "sex": 4,
    "applicant": 3,
    "age": 8,
    "geo": 59,
}
_LINES = 4096  # different ones; far more text than gzip looks back on
_CELLS = (": ", "0 ", "{} ", "{} p", ": @C")
_PLAIN, _REMARKED = (57, 34, 9, 0, 0), (47, 29, 9, 14, 1)  # how often each
_WITH_REMARKS = 0.04  # of the lines: Eurostat's flags come in runs, in few series


def write(path: Path) -> None:
    """Write it, packed; the same bytes each time."""
    chance = random.Random(2026)  # noqa: S311 - to invent, not to keep a secret
    cells = [
        "\t".join(
            cell.format(5 * chance.randint(1, 4000))
            for cell in chance.choices(_CELLS, weights, k=MONTHS)
        )
        for weights in chance.choices(
            (_PLAIN, _REMARKED), (1 - _WITH_REMARKS, _WITH_REMARKS), k=_LINES
        )
    ]
    names = "\t".join(f"{2010 + month // 12}-{1 + month % 12:02} " for month in range(MONTHS))
    codes = [[f"{name[0].upper()}{place:03}" for place in range(n)] for name, n in _CODES.items()]
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(f"freq,unit,{','.join(_CODES)}\\TIME_PERIOD\t{names}\r\n".encode())
        for key in product(*codes):
            file.write(f"M,PER,{','.join(key)}\t{chance.choice(cells)}\r\n".encode())
