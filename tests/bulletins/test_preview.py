"""The preview over a real connection: what an editor saves is what the browser shows next."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import requests

from bulletins.content import Content
from bulletins.page import page
from bulletins.preview import EVENTS, SCRIPT, Preview, server
from charts.fonts import Fonts
from emn.errors import Misused

WAIT_S = 20.0


class Served(NamedTuple):
    """A preview of one file, the address it is at, what was said of each build, and the figures."""

    preview: Preview
    file: Path
    url: str
    said: list[str]
    figures: list[str]


def nothing() -> None:
    """No file is written before the page is built."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    file = tmp_path / "words.md"
    file.write_text("first")

    def build() -> str:
        if file.read_text() == "broken":
            raise Misused("words.md:1: <broken>. Correct it.")
        return f"<html><head></head><body>{file.read_text()}</body></html>"

    def renew() -> None:
        (tmp_path / "generated.md").write_text(f"{len(file.read_text())} letters")

    figures = ["first vintage"]
    preview = Preview(tmp_path, build, renew, lambda: tuple(figures))
    ended, said = threading.Event(), list[str]()
    preview.make()
    serving = server(preview, 0)
    threads = [
        threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.05}),
        threading.Thread(target=preview.watch, args=(said.append, ended)),
    ]
    for each in threads:
        each.start()
    yield Served(preview, file, f"http://127.0.0.1:{serving.port}", said, figures)
    ended.set()
    preview.end()
    serving.shutdown()
    for each in threads:
        each.join(WAIT_S)
    serving.server_close()


def events(url: str) -> Iterator[str]:
    with requests.get(f"{url}{EVENTS}", stream=True, timeout=WAIT_S) as answer:
        for line in answer.iter_lines(chunk_size=1, decode_unicode=True):
            if line:
                yield line


def test_a_save_builds_again_and_tells_the_browser(served: Served) -> None:
    heard = events(served.url)
    assert next(heard) == "data: 1"

    served.file.write_text("second, and longer")

    assert next(heard) == "data: 2"
    assert "second, and longer" in requests.get(served.url, timeout=WAIT_S).text
    assert served.said == [""]
    heard.close()  # type: ignore[attr-defined]  # a generator, which lets go of its connection


def test_new_figures_build_again_too(served: Served) -> None:
    heard = events(served.url)
    assert next(heard) == "data: 1"

    served.figures.append("second vintage")

    assert next(heard) == "data: 2"
    heard.close()  # type: ignore[attr-defined]  # a generator, which lets go of its connection


def test_what_is_saved_while_a_page_is_built_is_not_missed(tmp_path: Path) -> None:
    file, ended, told = tmp_path / "words.md", threading.Event(), list[str]()
    file.write_text("first")

    def build() -> str:
        shown = file.read_text()
        if shown == "first":
            file.write_text("saved meanwhile")  # once the page has read it
        return shown

    preview = Preview(tmp_path, build, nothing, int)
    preview.make()

    def end(trouble: str) -> None:
        told.append(trouble)
        ended.set()

    preview.watch(end, ended)

    assert told == [""]
    assert "saved meanwhile" in preview.page


def test_what_the_build_writes_itself_is_no_save(tmp_path: Path) -> None:
    def renew() -> None:
        (tmp_path / "generated.md").write_text("written by the build")
        (tmp_path / ".words.md.swp").write_text("an editor's own")

    preview = Preview(tmp_path, str, renew, int)
    preview.make()
    (tmp_path / ".words.md.swp").write_text("an editor's own, and more")

    assert preview._state() == preview._seen  # noqa: SLF001  # what `watch` compares


def test_an_edit_that_can_not_be_built_is_told_above_the_last_page(served: Served) -> None:
    heard = events(served.url)
    next(heard)

    served.file.write_text("broken")

    next(heard)
    told = requests.get(served.url, timeout=WAIT_S).text
    assert "words.md:1: &lt;broken&gt;. Correct it." in told
    assert "first" in told
    assert served.said == ["words.md:1: <broken>. Correct it."]
    heard.close()  # type: ignore[attr-defined]  # a generator, which lets go of its connection


def test_only_its_own_script_may_run(
    words: Content, fonts: Fonts, tmp_path: Path, served: Served
) -> None:
    preview = Preview(tmp_path, lambda: page(words, fonts), nothing, int)
    preview.make()

    told = preview.page

    assert told.count("<script") == 1
    assert f'<script src="{SCRIPT}" defer></script>' in told
    assert "default-src 'none'; script-src 'self'; connect-src 'self'; style-src" in told
    assert "EventSource" in requests.get(f"{served.url}{SCRIPT}", timeout=WAIT_S).text
    assert requests.get(f"{served.url}/etc/passwd", timeout=WAIT_S).status_code == 404


def test_nobody_else_can_see_it(served: Served) -> None:
    port = int(served.url.rpartition(":")[2])

    other = server(served.preview, 0)

    assert other.host == "127.0.0.1"
    assert other.port != port
    other.server_close()
