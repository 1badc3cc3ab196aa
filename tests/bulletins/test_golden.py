"""The bulletin of the paper tables, as text and as small pictures of its pages.

`make accept` takes today's as the golden files; the difference is what to review.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pypdfium2  # type: ignore[import-untyped]  # it has no types yet
import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension
from syrupy.types import SerializableData, SerializedData

from bulletins.content import content
from bulletins.edition import assembled
from bulletins.pdf import pdf
from charts.fonts import Fonts
from charts.workshop import Workshop
from emn.language import Language
from tests.bulletins.conftest import QUARTER

EXTRACTED = datetime(2026, 9, 19, 8, 0, tzinfo=UTC)
SCALE = 0.15  # of a point: a page is 89 pixels wide, enough to see what moved
TOLERANCE = 1.5  # mean difference of a pixel, of 255


class Picture(SingleFileSnapshotExtension):
    """A grey picture (PGM), compared with a tolerance: renderers smooth edges differently."""

    file_extension = "pgm"

    def serialize(self, data: SerializableData, **_unused: object) -> SerializedData:
        """Keep the bytes as they are."""
        return bytes(data)

    def matches(
        self, *, serialized_data: SerializableData, snapshot_data: SerializableData
    ) -> bool:
        """Tell whether two pictures differ by no more than the tolerance."""
        now, golden = bytes(serialized_data), bytes(snapshot_data)
        if len(now) != len(golden):
            return False
        differences = (abs(a - b) for a, b in zip(now, golden, strict=True))
        return sum(differences) <= TOLERANCE * len(golden)


@pytest.fixture
def document(workshop: Workshop, fonts: Fonts, language: Language) -> pypdfium2.PdfDocument:
    bulletin = assembled(workshop, QUARTER, language)
    return pypdfium2.PdfDocument(pdf(content(bulletin, fonts), fonts, EXTRACTED))


@pytest.mark.parametrize("language", list(Language))
def test_the_text_of_every_page(
    document: pypdfium2.PdfDocument, snapshot: SnapshotAssertion
) -> None:
    pages = [page.get_textpage().get_text_range() for page in document]

    assert [page.replace("\r\n", "\n") for page in pages] == snapshot


@pytest.mark.parametrize("language", [Language.EN])
def test_the_look_of_every_page(
    document: pypdfium2.PdfDocument, snapshot: SnapshotAssertion
) -> None:
    for number, page in enumerate(document, 1):
        picture = page.render(scale=SCALE, grayscale=True)
        rows = bytes(picture.buffer)
        header = f"P5 {picture.stride} {picture.height} 255\n".encode()

        assert header + rows == snapshot(name=f"page-{number}", extension_class=Picture)
