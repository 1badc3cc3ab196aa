from __future__ import annotations

import pytest
from markupsafe import Markup

from dashboard.markup import element, hidden, joined


@pytest.mark.parametrize(
    ("written", "html"),
    [
        (element("p", "1 < 2 & 3"), "<p>1 &lt; 2 &amp; 3</p>"),
        (element("p", element("b", "a"), " and ", None), "<p><b>a</b> and </p>"),
        (element("a", "x", href='"><script>'), '<a href="&#34;&gt;&lt;script&gt;">x</a>'),
        (element("input", type="radio", checked=True), '<input type="radio" checked>'),
        (element("input", checked=False, name=None), "<input>"),
        (
            element("td", "5", class_="number", data_geo="DE"),
            '<td class="number" data-geo="DE">5</td>',
        ),
        (element("p", tabindex=0), '<p tabindex="0"></p>'),
        (joined(["<", Markup("<br>")]), "&lt;<br>"),
        (hidden("read aloud"), '<span class="unseen">read aloud</span>'),
    ],
)
def test_markup_escapes_what_is_not_markup_yet(written: Markup, html: str) -> None:
    assert str(written) == html
