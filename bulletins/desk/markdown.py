"""Markdown into blocks: paragraphs, lists, headings, pictures, emphasis and links; nothing else.

HTML, code, tables and quotations are recognised so that they can be refused by name and line.
Whatever is left is plain text, and no format takes text for code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from bulletins.desk.pictures import BadPicture, illustration
from bulletins.desk.reading import Lines, Problem, Spot
from bulletins.document import Block, Heading, Items, Paragraph, Run, Words

_SCHEMES = {"http", "https", "mailto"}
_REFUSED = {
    "html_block": ("HTML can't be printed", "Write it in words"),
    "html_inline": ("HTML can't be printed", "Write it in words"),
    "fence": ("code can't be printed", "Write it in words, without ``` or ~~~"),
    "code_block": ("a line that begins with four spaces is code", "Remove the spaces"),
    "code_inline": ("code can't be printed", "Remove the `"),
    "blockquote": ("a quotation can't stand apart", "Write it in quotation marks"),
    "hr": ("a line across the page can't be printed", "Delete it"),
    "table": ("tables come from the data alone", "Write a list, or give the source as a link"),
    "s": ("struck out words can't be printed", "Delete them"),
    "image": ("a picture stands in the middle of a text", "Give it a paragraph of its own"),
}
_OTHER = ("this can't be printed", "Write plain paragraphs and lists")


class _Parser(MarkdownIt):
    """CommonMark that takes every link for one, so that a bad one is refused and not printed."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - markdown-it's name
        """Tell whether an address makes a link."""
        return True


_PARSER = _Parser("commonmark").enable(["table", "strikethrough"])


def blocks(
    lines: Lines, edition: Path, level: int | None
) -> tuple[tuple[Block, ...], list[Problem]]:
    """The blocks of these lines, and what is refused of them.

    Headings are of one level, or there are none; pictures lie in the folder of the edition.
    """
    prose = _Prose(lines.spot, edition, level)
    tree = SyntaxTreeNode(_PARSER.parse("\n".join(lines.lines)))
    found = [prose.block(node) for node in tree.children]
    return tuple(each for each in found if each is not None), prose.problems


class _Prose:
    """One stretch of Markdown on its way into blocks; problems are noted as they are met."""

    def __init__(self, begin: Spot, edition: Path, level: int | None) -> None:
        self.begin, self.edition, self.level = begin, edition, level
        self.problems: list[Problem] = []

    def block(self, node: SyntaxTreeNode) -> Block | None:
        match node.type:
            case "paragraph":
                return self._paragraph(node.children[0])
            case "bullet_list" | "ordered_list":
                items = tuple(filter(None, (self._item(each) for each in node.children)))
                is_numbered = node.type == "ordered_list"
                return Items(items=items, is_numbered=is_numbered) if items else None
            case "heading":
                return self._heading(node)
            case _:
                self._refuse(self._spot(node), *_REFUSED.get(node.type, _OTHER))
                return None

    def _paragraph(self, inline: SyntaxTreeNode) -> Block | None:
        if [each.type for each in inline.children] == ["image"]:
            return self._picture(inline.children[0], self._spot(inline))
        words = self._words(inline)
        return Paragraph(words=words) if words else None

    def _picture(self, node: SyntaxTreeNode, spot: Spot) -> Block | None:
        address, caption = str(node.attrs["src"]), str(node.attrs.get("title", ""))
        try:
            return illustration(self.edition, address, node.content, caption)
        except BadPicture as bad:
            self._refuse(spot, bad.reason, bad.remedy)
            return None

    def _heading(self, node: SyntaxTreeNode) -> Block | None:
        level, words = int(node.tag[1:]), self._words(node.children[0])
        if level != self.level:
            reason = f"a heading of {level} # can't stand here"
            remedy = f"Begin it with {'#' * self.level}" if self.level else "Make it a paragraph"
            self._refuse(self._spot(node), reason, remedy)
            return None
        return Heading(text="".join(run.text for run in words), level=level) if words else None

    def _item(self, node: SyntaxTreeNode) -> Words:
        """The words of one item: a single paragraph."""
        words: Words = ()
        for at, each in enumerate(node.children):
            if each.type == "paragraph" and at == 0:
                words = self._words(each.children[0])
            else:
                reason = "an item of a list is one paragraph of words"
                self._refuse(self._spot(each), reason, "Make it an item of its own")
        return words

    def _words(self, inline: SyntaxTreeNode) -> Words:
        """The runs of a paragraph, those that look alike put together."""
        runs: list[Run] = []
        for run in self._runs(inline):
            if runs and replace(runs[-1], text="") == replace(run, text=""):
                runs[-1] = replace(run, text=runs[-1].text + run.text)
            elif run.text:
                runs.append(run)
        return tuple(runs)

    def _runs(self, inline: SyntaxTreeNode) -> Iterator[Run]:
        spot, looks = self._spot(inline), [Run(text="")]
        for token in inline.token.children or [] if inline.token else []:
            if token.type in {"softbreak", "hardbreak"}:
                spot = spot.below(1)
            if token.nesting < 0:
                looks.pop()
            elif token.type in {"text", "softbreak", "hardbreak"}:
                yield replace(looks[-1], text=token.content or " ")
            else:
                look = self._look(token, looks[-1], spot)
                looks += [look] * token.nesting

    def _look(self, token: Token, like: Run, spot: Spot) -> Run:
        """How words look that stand within; as those around where that is refused."""
        match token.type:
            case "strong_open":
                return replace(like, is_strong=True)
            case "em_open":
                return replace(like, is_emphasis=True)
            case "link_open":
                return replace(like, url=self._address(str(token.attrs["href"]), spot))
            case _:
                kind = token.type.removesuffix("_open")
                self._refuse(spot, *_REFUSED.get(kind, _OTHER))
                return like

    def _address(self, url: str, spot: Spot) -> str:
        """The address where it may be linked to, or nothing: its words stay."""
        if not is_linkable(url):
            self._refuse(spot, f"{url[:80]!r} is no address to link to", _LINKS)
            return ""
        return url

    def _refuse(self, spot: Spot, reason: str, remedy: str) -> None:
        self.problems.append(Problem(spot, reason, remedy))

    def _spot(self, node: SyntaxTreeNode) -> Spot:
        return self.begin.below(node.map[0] if node.map else 0)


_LINKS = "Write one with https://, http:// or mailto:, or #ID of an exhibit or theme"


def is_linkable(url: str) -> bool:
    """Tell whether an address is one of the web, of a mailbox or of a place in the document."""
    try:
        parts = urlsplit(url)
    except ValueError:  # a bracket that never closes
        return False
    if url.startswith("#"):
        return len(url) > 1
    has_aim = parts.path if parts.scheme == "mailto" else parts.hostname
    return parts.scheme in _SCHEMES and bool(has_aim)
