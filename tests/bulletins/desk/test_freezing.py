from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from bulletins import build
from bulletins.build import figures
from bulletins.desk import outlining
from bulletins.desk.edition import Edition, edition_in
from bulletins.desk.freezing import Keep, Make, NotAsFrozen, freeze, pinned, rebuilt
from cache import Pinned, Store, Vintage
from charts.workshop import Workshop
from emn.commands.prune import prune
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.errors import BrokenVintage, CacheError, Misused
from emn.language import Language
from emn.network import Network
from emn.settings import Settings
from emn.structure import Dimension, Structure
from emn.themes import PROTECTION
from tests.bulletins.conftest import QUARTER

Publish = Callable[..., Vintage]


def structure(label: str) -> Structure:
    return Structure(
        dataflow=ASYLUM_APPLICATIONS.dataflow,
        titles={"en": label, "fr": label},
        dimensions=(Dimension(id="sex", codes=("T",), labels={"T": {"en": label, "fr": label}}),),
    )


@pytest.fixture
def frozen(edition: Edition, workshop: Workshop, network: Network) -> Edition:
    """The edition of the paper tables, frozen."""
    workshop.store.keep_structure(structure("then"))
    freeze(edition, workshop.store, maker(edition, workshop), keeper(edition, workshop))
    return edition_in(edition.folder, network)


def maker(edition: Edition, workshop: Workshop) -> Make:
    def make(store: Pinned, into: Path) -> list[Path]:
        at = Workshop(store, workshop.network, workshop.fonts)
        return build(at, QUARTER, Language.EN, into, edition)

    return make


def keeper(edition: Edition, workshop: Workshop) -> Keep:
    def keep(store: Pinned) -> None:
        at = Workshop(store, workshop.network, workshop.fonts)
        outlining.keep(edition, {Language.EN: figures(at, edition, Language.EN)}, at)

    return keep


def refresh(store: Store, publish: Publish) -> Vintage:
    """What a later refresh brings: other figures, another structure."""
    now = store.observations(ASYLUM_APPLICATIONS).collect()
    later = now.with_columns(value=pl.col("value") + 5)
    store.keep_structure(structure("now"))
    return publish(
        ASYLUM_APPLICATIONS,
        later,
        on="2026-10-16T23:00:00+02:00",
        sha256="fedcba9876543210",
        extracted_at=datetime(2026, 10, 17, tzinfo=UTC),
    )


def test_a_frozen_edition_is_the_same_to_the_byte_after_a_refresh(
    frozen: Edition, workshop: Workshop, publish: Publish, out: Path
) -> None:
    first = rebuilt(frozen, workshop.store.root, maker(frozen, workshop), out / "first")
    refresh(workshop.store, publish)
    again = rebuilt(frozen, workshop.store.root, maker(frozen, workshop), out / "again")
    anew = build(workshop, QUARTER, Language.EN, out / "anew", frozen)

    assert {each.name for each in again} == {each.file for each in frozen.made}
    assert [each.read_bytes() for each in again] == [each.read_bytes() for each in first]
    assert [each.read_bytes() for each in again] != [each.read_bytes() for each in anew]


def test_a_copy_of_edition_and_cache_elsewhere_gives_the_same(
    frozen: Edition, workshop: Workshop, network: Network, tmp_path: Path, out: Path
) -> None:
    cache, folder = tmp_path / "copy", tmp_path / "editions" / "2026-Q2"
    shutil.copytree(workshop.store.root, cache)
    shutil.copytree(frozen.folder, folder)
    copy = edition_in(folder, network)

    paths = rebuilt(copy, cache, maker(copy, workshop), out)

    assert len(paths) == len(copy.made)


def test_the_pinned_cache_shows_the_figures_and_labels_of_that_day(
    frozen: Edition, workshop: Workshop, publish: Publish
) -> None:
    later = refresh(workshop.store, publish)
    store = Pinned(workshop.store.root, frozen.pins)
    then = store.current(ASYLUM_APPLICATIONS)
    labels = store.structure(ASYLUM_APPLICATIONS.dataflow)

    assert then is not None
    assert then.name != later.name
    assert store.vintages(ASYLUM_APPLICATIONS) == [then]
    assert labels is not None
    assert labels.titles["en"] == "then"
    assert store.runs().is_empty()
    assert store.progress() is None
    with pytest.raises(CacheError, match="can't be written to"):
        store.publish(pl.DataFrame(), then)


def test_prune_keeps_what_a_frozen_edition_was_made_from(
    frozen: Edition, workshop: Workshop, publish: Publish, capsys: pytest.CaptureFixture[str]
) -> None:
    then = workshop.store.current(ASYLUM_APPLICATIONS)
    assert then is not None
    for day in (17, 18):
        publish(
            ASYLUM_APPLICATIONS,
            workshop.store.observations(ASYLUM_APPLICATIONS).collect(),
            on=f"2020-09-{day}T23:00:00+02:00",
            sha256=f"{day}23456789abcdef",
            extracted_at=datetime(2020, 9, day, tzinfo=UTC),
        )
    editions = frozen.folder.parent
    settings = Settings(data_dir=workshop.store.root, editions_dir=editions)
    old = workshop.store.vintages(ASYLUM_APPLICATIONS)[0]

    prune(settings, (), is_delete=False, as_json=False)
    assert old.name in capsys.readouterr().out

    path = frozen.folder / "edition.toml"
    path.write_text(path.read_text().replace(then.name, old.name))
    prune(settings, (), is_delete=True, as_json=False)

    assert old.name in pinned(editions, workshop.network)
    assert old in workshop.store.vintages(ASYLUM_APPLICATIONS)


def test_the_same_answer_fetched_again_leaves_what_is_pinned(
    frozen: Edition, workshop: Workshop, publish: Publish, out: Path
) -> None:
    now = workshop.store.observations(ASYLUM_APPLICATIONS).collect()
    publish(ASYLUM_APPLICATIONS, now, extracted_at=datetime(2026, 10, 17, tzinfo=UTC))

    paths = rebuilt(frozen, workshop.store.root, maker(frozen, workshop), out)

    assert len(paths) == len(frozen.made)


def test_an_edit_after_freezing_is_named_and_nothing_is_replaced(
    frozen: Edition, workshop: Workshop, out: Path
) -> None:
    path = frozen.words_of(PROTECTION, Language.EN)
    path.write_text(path.read_text() + "\n")

    with pytest.raises(NotAsFrozen, match=r"en/protection\.md: edited since"):
        rebuilt(frozen, workshop.store.root, maker(frozen, workshop), out)

    assert not out.exists()


def test_another_file_than_that_day_is_named_and_nothing_is_replaced(
    frozen: Edition, workshop: Workshop, out: Path
) -> None:
    def otherwise(store: Pinned, into: Path) -> list[Path]:
        paths = maker(frozen, workshop)(store, into)
        paths[0].write_bytes(paths[0].read_bytes() + b" ")
        return paths

    with pytest.raises(NotAsFrozen, match=r"emn-bulletin-2026-Q2-en.html: not what it was"):
        rebuilt(frozen, workshop.store.root, otherwise, out)

    assert list(out.iterdir()) == []


@pytest.mark.parametrize("is_gone", [True, False])
def test_a_cache_that_is_another_is_named(
    frozen: Edition, workshop: Workshop, out: Path, *, is_gone: bool
) -> None:
    vintage = workshop.store.current(ASYLUM_APPLICATIONS)
    assert vintage is not None
    path = workshop.store.file(vintage)
    if is_gone:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes() + b" ")

    with pytest.raises(BrokenVintage, match=vintage.name):
        rebuilt(frozen, workshop.store.root, maker(frozen, workshop), out)


def test_an_edition_is_frozen_once(frozen: Edition, workshop: Workshop) -> None:
    text = (frozen.folder / "edition.toml").read_text()

    with pytest.raises(Misused, match="is frozen"):
        freeze(frozen, workshop.store, maker(frozen, workshop), keeper(frozen, workshop))

    assert (frozen.folder / "edition.toml").read_text() == text
