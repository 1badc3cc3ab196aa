"""What a reader may lay over the charts of a page: events of law and policy."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from charts.origin import destinations_view
from charts.plan import Plan
from charts.profile import beside_peers_view
from charts.views import groups_view, trend_view
from dashboard.markup import element
from dashboard.view import View
from emn.language import _

_OVER_TIME = (trend_view, groups_view, beside_peers_view, destinations_view)


def switch(plans: Sequence[Plan], view: View) -> Markup:
    """The link that lays events over the trends of a page, or takes them off; else nothing."""
    if not any(plan.view in _OVER_TIME for plan in plans):
        return Markup("")
    shown, hidden = _("Hide the events of law and policy"), _("Show events of law and policy")
    text = view.language.say(shown if view.has_events else hidden)
    return element("p", element("a", text, href=view.with_events.url), class_="layers")
