"""Collect: the blocks of the contributions go to the files of their themes, in protocol order.

Nothing that an editor wrote or changed is touched: a block is replaced only while it is as it was
filed. What can't be filed stays in its contribution and is told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bulletins.desk.contribution import Contribution, contributions
from bulletins.desk.edition import Edition
from bulletins.desk.national import NationalBlock
from bulletins.desk.reading import Problem, Refused, Spot, read
from bulletins.desk.theme_file import Part, ThemeWords, cut, theme_words
from cache import Store
from emn.language import Language, folded
from emn.network import Network, Place
from emn.themes import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What a collection did: blocks filed anew, replaced and left as they are; what it refused."""

    filed: tuple[NationalBlock, ...]
    replaced: tuple[NationalBlock, ...]
    unchanged: tuple[NationalBlock, ...]
    problems: tuple[Problem, ...]


class _Collection:
    """One pass over the contributions of an edition."""

    def __init__(self, edition: Edition, network: Network) -> None:
        self.edition, self.network = edition, network
        self.order = [place.geo for place in network.places]
        self.filed: list[NationalBlock] = []
        self.replaced: list[NationalBlock] = []
        self.unchanged: list[NationalBlock] = []
        self.problems: list[Problem] = []

    def take(self, sent: Contribution) -> None:
        """File every block of a contribution that can be filed."""
        self.problems.extend(sent.problems)
        start = Spot(sent.path, 1)
        if sent.language not in self.edition.languages:
            reason = f"the edition has no {sent.language.own_name}"
            self._refuse(start, reason, "Translate it, or add the language to edition.toml")
        elif not _is_in_the_network(sent.place, self.edition, self.network):
            reason = f"{sent.place.name_en} is not in the EMN in {self.edition.quarter}"
            self._refuse(start, reason, "Correct state")
        else:
            for block in sent.blocks:
                self._file(block, sent)

    def _file(self, sent: NationalBlock, contribution: Contribution) -> None:
        language, theme = contribution.language, sent.themes[0]
        block = replace(sent, filed=(contribution.path.name, sent.fingerprint))
        try:
            file = _ThemeFile(self.edition, theme, language, self.network)
        except Refused as refused:
            self.problems.extend(refused.problems)
            return
        there = file.filed_from(contribution.path.name)
        if there is None:
            file.insert(block, self.order)
            self.filed.append(block)
        elif there.fingerprint == sent.fingerprint or there.filed == block.filed:
            self.unchanged.append(block)
        elif there.is_untouched:
            file.put(block, there)
            self.replaced.append(block)
        else:
            reason = f"{there.spot} was edited since it was filed, and this is newer"
            mark = f"from: {' '.join(block.filed or ())}"
            self._refuse(sent.spot, reason, f'Take over by hand what is new, then write "{mark}"')

    def _refuse(self, spot: Spot, reason: str, remedy: str) -> None:
        self.problems.append(Problem(spot, reason, remedy))


def collect(edition: Edition, network: Network) -> Collected:
    """File the blocks of every contribution; doing it again changes nothing."""
    collection = _Collection(edition, network)
    for sent in contributions(edition.folder, network):
        if isinstance(sent, Problem):
            collection.problems.append(sent)
        else:
            collection.take(sent)
    return Collected(
        filed=tuple(collection.filed),
        replaced=tuple(collection.replaced),
        unchanged=tuple(collection.unchanged),
        problems=tuple(sorted(set(collection.problems))),
    )


class _ThemeFile:
    """The file of a theme, into whose national part blocks are put; the rest stays as it is."""

    def __init__(
        self, edition: Edition, theme: Theme, language: Language, network: Network
    ) -> None:
        """Read the file; `Refused` where it has no national part to put a block into."""
        self.path, self.language = edition.words_of(theme, language), language
        self.lines = read(self.path)
        self.words: ThemeWords = theme_words(self.path, theme, language, network, [])
        title = language.say(Part.NATIONAL.heading)
        parts = cut(self.lines, "## ")
        mine = [each for each in parts[1:] if folded(each.lines[0][3:]) == folded(title)]
        if not mine:
            problem = Problem(Spot(self.path, 1), f"there is no part {title}", f"Add ## {title}")
            raise Refused([problem])
        self.end = mine[0].spot.line - 1 + len(mine[0].lines)
        self.heights = {each.spot: len(each.lines) for each in cut(mine[0], "### ")[1:]}

    def filed_from(self, name: str) -> NationalBlock | None:
        """The block that came from this contribution, if it is there."""
        return next(
            (each for each in self.words.national if each.filed and each.filed[0] == name), None
        )

    def insert(self, block: NationalBlock, order: list[str]) -> None:
        """Put a block before the first of a later state, or at the end of its part."""
        place = order.index(block.place.geo)
        later = (each for each in self.words.national if order.index(each.place.geo) > place)
        at = next((each.spot.line - 1 for each in later), self.end)
        before = self.lines.lines[:at]
        gap = [] if not before or not before[-1].strip() else [""]
        self._write(at, at, [*gap, *block.written(self.language)])

    def put(self, block: NationalBlock, there: NationalBlock) -> None:
        """Put a block in the place of another."""
        begin = there.spot.line - 1
        self._write(begin, begin + self.heights[there.spot], block.written(self.language))

    def _write(self, begin: int, end: int, new: list[str]) -> None:
        lines = [*self.lines.lines[:begin], *new, *self.lines.lines[end:]]
        with Store(self.path.parent).written(self.path) as file:
            file.write(("\n".join(lines).rstrip("\n") + "\n").encode())


def _is_in_the_network(place: Place, edition: Edition, network: Network) -> bool:
    day = edition.quarter.end
    return place in (*network.members(day), *network.observers(day))
