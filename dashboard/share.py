"""What a reader can take from an exhibit: files, a link, code to embed it, how to cite it.

It unfolds without a script. A script only copies what it is asked to.
"""

from __future__ import annotations

from markupsafe import Markup

from charts.exhibit import Exhibit
from dashboard import citation
from dashboard.markup import Child, element, hidden
from dashboard.view import View
from emn.language import _

KINDS = ("csv", "xlsx", "json", "png", "svg")
_AROUND = 260  # pixels of an embedded exhibit beside its picture


def menu(exhibit: Exhibit, view: View) -> Markup:
    """The menu of one exhibit in this view."""
    say = view.language.say
    return element(
        "details",
        element("summary", say(_("Share")), hidden(f" – {exhibit.title}")),
        element(
            "div",
            _part(say(_("Save")), *(_file(kind, exhibit, view) for kind in KINDS)),
            _part(say(_("Link")), _link(exhibit, view)),
            _part(say(_("Embed")), *_embedded(exhibit, view)),
            _part(say(_("Cite")), *_cited(exhibit, view)),
            element("p", class_="unseen", role="status"),
            data_done=say(_("Copied.")),
        ),
        class_="drop share",
    )


def _part(heading: str, *children: Child) -> Markup:
    return element("div", element("p", heading, class_="heading"), *children)


def _file(kind: str, exhibit: Exhibit, view: View) -> Markup:
    return element(
        "a",
        kind.upper(),
        hidden(f" – {exhibit.title}"),
        href=view.file(kind, exhibit.id),
        download=f"{exhibit.id}.{kind}",
    )


def _link(exhibit: Exhibit, view: View) -> Markup:
    """To the exhibit on its page; a script copies it in place of going there."""
    text = view.language.say(_("Copy the link"))
    return element("a", text, href=f"{view.url}#{exhibit.id}", data_copy="address")


def _embedded(exhibit: Exhibit, view: View) -> tuple[Markup, ...]:
    say, address = view.language.say, view.embedded(exhibit.id)
    code = element(
        "button",
        say(_("Copy the code")),
        type="button",
        data_copy="frame",
        data_frame=address,
        data_height=int(exhibit.figure.height) + _AROUND,
        data_title=exhibit.title,
    )
    return element("a", say(_("Open by itself")), href=address), code


def _cited(exhibit: Exhibit, view: View) -> tuple[Markup, ...]:
    text = citation.plain(exhibit)
    copy = view.language.say(_("Copy the text"))
    return (
        element("p", text, class_="citation"),
        element("button", copy, type="button", data_copy=text),
        *(
            element(
                "a",
                name,
                href=view.file(kind, exhibit.id),
                download=f"{exhibit.id}.{kind}",
            )
            for name, kind in (("BibTeX", "bib"), ("RIS", "ris"))
        ),
    )
