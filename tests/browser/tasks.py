"""What policymakers and staff come for: fifteen wishes and more.

Each says in its readers' words what is wanted, which pages it leads across, and with which hands it
is done beside the mouse: by key alone, and where no script runs. wishes.py carries them out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from emn.themes import THEMES
from tests.browser import wishes
from tests.browser.reader import Hand, Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A wish, how it is carried out, and the pages across which it leads, as they are declared."""

    wish: str
    does: Callable[[Reader], None]
    pages: tuple[str, ...]
    hands: tuple[Hand, ...] = ()  # beside the mouse

    @property
    def name(self) -> str:
        """What a test calls it."""
        return self.does.__name__


EVERY_HAND = (Hand.KEYS, Hand.PLAIN)
TASKS = (
    Task(
        wish="What moved this month, and in which theme?",
        does=wishes.what_moved,
        pages=("", "protection"),
        hands=EVERY_HAND,
    ),
    Task(
        wish="What is there on each of the EMN's ten themes?",
        does=wishes.every_theme,
        pages=tuple(theme.id for theme in THEMES),
        hands=(Hand.PLAIN,),
    ),
    Task(
        wish="How does one state stand, and what lies behind it?",
        does=wishes.one_state,
        pages=("places", "places/{place}", "protection"),
        hands=EVERY_HAND,
    ),
    Task(
        wish="What is known of an observer's citizens in the EU, and of the largest groups?",
        does=wishes.an_observer,
        pages=("places/{place}", "origins", "origins/{citizenship}"),
        hands=(Hand.PLAIN,),
    ),
    Task(
        wish="Which number is behind this point, and is it the one in the file?",
        does=wishes.a_number,
        pages=("protection",),
        hands=EVERY_HAND,
    ),
    Task(
        wish="How do the EU and Belgium look in these charts?",
        does=wishes.other_places,
        pages=("protection",),
        hands=EVERY_HAND,
    ),
    Task(
        wish="The same view for a colleague who reads the other language",
        does=wishes.other_language,
        pages=("protection",),
        hands=EVERY_HAND,
    ),
    Task(
        wish="Two states since the same month, as an index",
        does=wishes.two_states_indexed,
        pages=("compare",),
        hands=EVERY_HAND,
    ),
    Task(
        wish="Who has not reported yet?",
        does=wishes.who_has_not_reported,
        pages=("coverage",),
        hands=(Hand.PLAIN,),
    ),
    Task(
        wish="What did Eurostat revise, for one state?",
        does=wishes.what_was_revised,
        pages=("revisions",),
        hands=(Hand.PLAIN,),
    ),
    Task(
        wish="What did these pages say on the day of our last meeting?",
        does=wishes.a_past_day,
        pages=("revisions", "", "compare"),
        hands=(Hand.PLAIN,),
    ),
    Task(
        wish="All the figures of a dataset, to work with",
        does=wishes.a_whole_dataset,
        pages=("data", "data/{dataset}"),
        hands=EVERY_HAND,
    ),
    Task(
        wish="How do I cite this chart?",
        does=wishes.to_cite_a_chart,
        pages=("protection",),
        hands=(Hand.PLAIN,),
    ),
    Task(
        wish="This chart by itself, for our own page",
        does=wishes.a_chart_for_my_page,
        pages=("protection",),
        hands=(Hand.PLAIN,),
    ),
    Task(
        wish="What does this word mean, and how is the figure made?",
        does=wishes.a_term,
        pages=("protection", "glossary", "method"),
        hands=(Hand.KEYS, Hand.PLAIN),
    ),
    Task(
        wish="Can everybody use these pages, and whom do I write to?",
        does=wishes.who_answers_for_the_pages,
        pages=("", "accessibility", "about"),
        hands=(Hand.PLAIN,),
    ),
    Task(
        wish="The link that I was sent does not work",
        does=wishes.a_wrong_address,
        pages=("protection",),
        hands=(Hand.PLAIN,),
    ),
)
