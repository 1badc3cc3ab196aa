"""How long a bulletin takes, format by format. `python -m benchmarks.bulletin DATA_DIR`.

The targets: every format in two languages with 40 exhibits in 30 seconds and 700 MB; the PDF
alone in three seconds. Where the edition shows fewer exhibits than that, its own are shown again
under other names until it has 40. The fonts are cut before the first build, as on any machine
that has shown a page or built a bulletin before.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

from bulletins import Format, Press, bulletin, current_quarter
from bulletins.document import Block, Document, Picture
from cache import Store
from charts.fonts import Fonts
from charts.workshop import Workshop
from emn.language import Language
from emn.network import load

EXHIBITS = 40


def main(data_dir: Path) -> None:
    """Build the current bulletin from this cache in both languages, one format after another."""
    store, network, fonts = Store(data_dir), load(), Fonts(data_dir / "fonts")
    quarter = current_quarter(Workshop(store, network, fonts), datetime.now(UTC).date())
    with tempfile.TemporaryDirectory() as out:
        every = Press(out=Path(out), fonts=fonts)
        every.write(bulletin(Workshop(store, network, fonts), quarter, Language.EN))
        begun = _now()
        documents = []
        for language in Language:
            made = bulletin(Workshop(store, network, fonts), quarter, language)
            documents.append(grown(made))
            every.write(documents[-1])
        _told(f"{quarter}, every format, two languages, {EXHIBITS} exhibits", begun)
        for each in Format:
            begun = _now()
            Press(out=Path(out), fonts=fonts, formats=(each,)).write(documents[0])
            _told(f"{quarter}, {each} alone, one language, {EXHIBITS} exhibits", begun)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"bulletin, at most in memory: {peak:.0f} MB")


def grown(document: Document) -> Document:
    """The document with its own exhibits again, in their theme, until there are enough."""
    first, *others = document.sections
    pictures = [
        each
        for section in document.sections
        for each in section.blocks
        if isinstance(each, Picture)
    ]
    missing = max(0, EXHIBITS - len(pictures))
    again: Iterator[Block] = (
        replace(each, exhibit=replace(each.exhibit, id=f"{each.exhibit.id}-{number}"))
        for number, each in enumerate(islice(cycle(pictures), missing))
    )
    return replace(document, sections=(replace(first, blocks=(*first.blocks, *again)), *others))


def _now() -> tuple[float, float]:
    """The clock, and the time that a processor has worked: a busy machine stretches the first."""
    return time.perf_counter(), time.process_time()


def _told(what: str, begun: tuple[float, float]) -> None:
    passed, worked = (now - then for now, then in zip(_now(), begun, strict=True))
    print(f"bulletin {what}: {passed:.2f} s ({worked:.2f} s of a processor)")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "data"))
