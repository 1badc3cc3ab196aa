"""What a reader may lay over the charts of a page: events of law and policy."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from charts.plan import Plan
from charts.views import trend_view
from dashboard.markup import element
from dashboard.view import View
from emn.language import _


def switch(plans: Sequence[Plan], view: View) -> Markup:
    """The link that lays events over the trends of a page, or takes them off; else nothing."""
    if not any(plan.view is trend_view for plan in plans):
        return Markup("")
    shown, hidden = _("Hide the events of law and policy"), _("Show events of law and policy")
    text = view.language.say(shown if view.has_events else hidden)
    return element("p", element("a", text, href=view.with_events.url), class_="layers")
