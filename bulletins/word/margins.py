"""What stands above and below every page, and the watermark behind it where data are invented."""

from __future__ import annotations

from docx.document import Document as Opened
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph
from markupsafe import escape

from bulletins.word.elements import element, elements_at, field, written
from bulletins.word.styles import FONT, SIDE, WIDTH
from emn.language import NO_BREAK


def margins(opened: Opened, running: str, source: str, watermark: str) -> None:
    """Write them; the cover has neither but for the watermark."""
    page = opened.sections[0]
    page.different_first_page_header_footer = True
    head = page.header.paragraphs[0]
    head.add_run(running)
    foot = page.footer.paragraphs[0]
    foot.paragraph_format.tab_stops.add_tab_stop(WIDTH - 2 * SIDE, WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{watermark or source}\t")
    for each in (*field("PAGE", written("1")), written(" / "), *field("NUMPAGES", written("1"))):
        foot._p.append(each)  # noqa: SLF001  # python-docx has no fields
    for place in (head, page.first_page_header.paragraphs[0]) if watermark else ():
        _watermark(place, watermark)


def count_pages(opened: Opened, count: int) -> None:
    """Write how many pages there are, until a reader's own program counts them."""
    foot = opened.sections[0].footer.paragraphs[0]._p  # noqa: SLF001  # python-docx has no fields
    elements_at(foot, ".//w:t")[-1].text = str(count)


def _watermark(place: Paragraph, words: str) -> None:
    """The shape that Word itself puts there: behind the text, across the page."""
    style = (
        "position:absolute;margin-left:0;margin-top:0;width:520pt;height:70pt;rotation:315;"
        "z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        "mso-position-vertical-relative:margin"
    )
    shape = parse_xml(
        f"<w:pict {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'"
        " xmlns:o='urn:schemas-microsoft-com:office:office'>"
        "<v:shapetype id='_x0000_t136' coordsize='21600,21600' o:spt='136' adj='10800'"
        " path='m@7,l@8,m@5,21600l@6,21600e'><v:formulas><v:f eqn='sum #0 0 10800'/>"
        "<v:f eqn='prod #0 2 1'/><v:f eqn='sum 21600 0 @1'/><v:f eqn='sum 0 0 @2'/>"
        "<v:f eqn='sum 21600 0 @3'/><v:f eqn='if @0 @3 0'/><v:f eqn='if @0 21600 @1'/>"
        "<v:f eqn='if @0 0 @2'/><v:f eqn='if @0 @4 21600'/></v:formulas>"
        "<v:path textpathok='t' o:connecttype='rect'/><v:textpath on='t' fitshape='t'/>"
        "</v:shapetype>"
        f"<v:shape id='PowerPlusWaterMarkObject1' o:spid='_x0000_s2049' type='#_x0000_t136'"
        f" alt='{escape(words)}' style='{style}' fillcolor='#E4E8EE' stroked='f'>"
        f'<v:textpath style="font-family:&quot;{FONT}&quot;;font-size:1pt"'
        f" string='{escape(words.replace(NO_BREAK, ' '))}'/></v:shape></w:pict>"
    )
    place._p.append(element("r", shape))  # noqa: SLF001
