"""Formats: every way in which a document is written, each from the same value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from bulletins.annex import annex
from bulletins.content import Content, content
from bulletins.document import Document
from bulletins.newsletter import newsletter
from bulletins.page import page
from bulletins.pdf import Attached, pdf
from bulletins.word import docx
from cache import Store
from charts.fonts import Fonts
from charts.ods import ods
from charts.workbook import Book
from charts.xlsx import XLSX, xlsx
from emn.errors import Misused


class Format(StrEnum):
    """A way to write a document, as the command line names it."""

    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    ODS = "ods"
    NEWSLETTER = "newsletter"

    @classmethod
    def parse(cls, name: str) -> Format:
        """The format of this name; `Misused` lists those that there are."""
        try:
            return cls(name)
        except ValueError:
            raise Misused.unknown(name, "format", tuple(cls)) from None


EVERY = tuple(Format)


class _Proof:
    """A document about to be written: what several formats need is made once."""

    def __init__(self, document: Document, fonts: Fonts) -> None:
        self.document = document
        self.fonts = fonts

    @cached_property
    def content(self) -> Content:
        """What the templates print."""
        return content(self.document, self.fonts)

    @cached_property
    def annex(self) -> Book | None:
        """Its tables as a workbook, where it has any."""
        return annex(self.document)

    @cached_property
    def attached(self) -> Attached | None:
        """The same as the file that goes into the PDF."""
        if self.annex is None:
            return None
        name = f"{self.document.file_name}{_ANNEX}"
        return Attached(name=name, kind=XLSX, content=xlsx(self.annex))


_ANNEX = "-annex.xlsx"
Files = Mapping[str, bytes]  # by what follows the document's name
_WRITERS: Mapping[Format, Callable[[_Proof], Files]] = {
    Format.HTML: lambda proof: {".html": page(proof.content, proof.fonts).encode()},
    Format.PDF: lambda proof: {
        ".pdf": pdf(proof.content, proof.fonts, proof.document.extracted, proof.attached)
    },
    Format.DOCX: lambda proof: {".docx": docx(proof.document, proof.fonts)},
    Format.XLSX: lambda proof: {_ANNEX: proof.attached.content} if proof.attached else {},
    Format.ODS: lambda proof: {"-annex.ods": ods(proof.annex)} if proof.annex else {},
    Format.NEWSLETTER: lambda proof: {
        f"-newsletter.{kind}": text.encode() for kind, text in newsletter(proof.document).items()
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Where documents are written, and in which formats."""

    out: Path
    fonts: Fonts
    formats: tuple[Format, ...] = EVERY

    def write(self, document: Document) -> list[Path]:
        """Write a document and give its files; none is replaced before all are ready."""
        proof = _Proof(document, self.fonts)
        made = [_WRITERS[each](proof) for each in Format if each in self.formats]
        files = {suffix: content for files in made for suffix, content in files.items()}
        paths = [self.out / f"{document.file_name}{suffix}" for suffix in files]
        for path, packed in zip(paths, files.values(), strict=True):
            with Store(self.out).written(path) as file:
                file.write(packed)
        return paths
