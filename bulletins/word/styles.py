"""How the DOCX looks: native styles, so that an editor changes a style and not a paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from docx.document import Document as Opened
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from bulletins.word.elements import element
from bulletins.word.lettering import SPACING
from charts.theme import BRAND, INK, INK_SOFT
from emn.language import Language

FONT = "Arial"  # on every editor's machine, and in LibreOffice its equal in width
WIDTH, HEIGHT, SIDE = Mm(210), Mm(297), Mm(20)
TOP, BOTTOM = Mm(25), Mm(22)
CELL_SIDES = 7.0  # points, left and right of the words of a cell
LOCALE = {Language.EN: "en-GB", Language.FR: "fr-FR"}
_WORD = "http://schemas.microsoft.com/office/word"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A paragraph style: sizes and spaces in points."""

    size: float
    before: float = 0
    after: float = 6
    colour: str = INK
    is_strong: bool = False
    keeps_next: bool = False


LOOKS = {
    "Normal": Look(size=10.5),
    "Title": Look(size=34, after=4, colour=BRAND, is_strong=True),
    "Subtitle": Look(size=18, after=14, colour=INK_SOFT),
    "Heading 1": Look(size=20, before=18, after=10, colour=BRAND, is_strong=True, keeps_next=True),
    "Heading 2": Look(size=12.5, before=16, after=4, is_strong=True, keeps_next=True),
    "Heading 3": Look(size=11, before=12, after=3, is_strong=True, keeps_next=True),
    "Heading 4": Look(size=10.5, before=10, after=3, is_strong=True, keeps_next=True),
    "Caption": Look(size=9, before=8, after=4, colour=INK_SOFT, keeps_next=True),
    "List Bullet": Look(size=10.5, after=3),
    "List Number": Look(size=10.5, after=3),
    "Header": Look(size=8.5, after=0, colour=INK_SOFT),
    "Footer": Look(size=8.5, after=0, colour=INK_SOFT),
    "EMN Contents Heading": Look(size=16, after=8, colour=BRAND, is_strong=True, keeps_next=True),
    "EMN Lead": Look(size=13, after=12),
    "EMN Note": Look(size=8.5, after=4, colour=INK_SOFT),
    "EMN Cell": Look(size=8.5, after=0),
    "EMN Narrow Cell": Look(size=7.5, after=0),
    "EMN Notice": Look(size=11, before=6, after=10, is_strong=True),
    "toc 1": Look(size=10.5, before=6, after=2, is_strong=True),
    "toc 2": Look(size=9.5, after=2),
}


def dress(opened: Opened, language: Language) -> None:
    """Set page, styles and language of an empty document."""
    page = opened.sections[0]
    page.page_width, page.page_height = WIDTH, HEIGHT
    page.left_margin = page.right_margin = SIDE
    page.top_margin, page.bottom_margin = TOP, BOTTOM
    for name, look in LOOKS.items():
        _dress(opened, name, look)
    opened.styles["Heading 1"].paragraph_format.page_break_before = True
    for level, indent in ((1, 0), (2, 6)):
        style = opened.styles[f"toc {level}"]
        style.paragraph_format.left_indent = Mm(indent)
    _speak(opened, language)


def _dress(opened: Opened, name: str, look: Look) -> None:
    if name not in {style.name for style in opened.styles}:
        opened.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style = cast("ParagraphStyle", opened.styles[name])
    font, spaces = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = FONT, Pt(look.size), look.is_strong, False
    font.color.rgb = RGBColor.from_string(look.colour.removeprefix("#").upper())
    spaces.space_before, spaces.space_after = Pt(look.before), Pt(look.after)
    spaces.line_spacing, spaces.keep_with_next = SPACING, look.keeps_next
    for each in style.element.rPr.findall(qn("w:rFonts")):  # no theme's font above ours
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            each.attrib.pop(qn(f"w:{theme}"), None)
    for tag in ("w:pBdr", "w:tabs"):
        for each in style.element.pPr.findall(qn(tag)):
            style.element.pPr.remove(each)


def _speak(opened: Opened, language: Language) -> None:
    """The language of the words, for a spelling checker and for a voice."""
    locale = LOCALE[language]
    defaults = opened.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}")
    for each in defaults.iter(qn("w:lang")):
        each.set(qn("w:val"), locale)
    settings = opened.settings.element
    for each in settings.findall(qn("w:themeFontLang")):
        each.set(qn("w:val"), locale)
    modern = element("compatSetting", name="compatibilityMode", uri=_WORD, val="15")
    for each in settings.findall(qn("w:compat")):  # without it Word opens the file as one of 2007
        each[:] = [modern]
