"""The pages of docs/ are true: what they tell a reader to do works and shows what they show; nothing is lost or dead."""

from __future__ import annotations

import re
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError

import pytest

from guantong.project.demo import accounts
from tests.pages_runner import ROOT, Reader, as_pattern, copy_project, read_blocks

DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
FRONT = [
    ROOT / name for name in ("README.md", "README.zh.md", "CONTRIBUTING.md", "GLOSSARY.md", "CHANGELOG.md")
]
START = [DOCS / "start" / f"write-a-service{end}.md" for end in ("", ".zh")]
RUN = [DOCS / "start" / f"run-it{end}.md" for end in ("", ".zh")]
HOW_TO = sorted((DOCS / "how-to").glob("*.md"))
LINK = re.compile(r"(?<!`)\[[^\]]*\]\((?P<target>[^)\s]+)\)")
NEED_A_DATABASE = ("guantong account", "guantong publish", "guantong journal", "guantong migrate")
OWN_DATABASE = "postgresql://guantong:secret@127.0.0.1:5432/guantong"


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.fixture
def tree() -> Iterator[Path]:
    """A copy of the project outside pytest's own folder, which the embedded server's user may not enter."""
    with tempfile.TemporaryDirectory(prefix="guantong-docs-") as folder:
        yield copy_project(Path(folder) / "guantong")


class Followed(NamedTuple):
    """Where the first page was followed once for all pages, and where that page and the world differed, if they did."""

    tree: Path
    wrong: AssertionError | None


@pytest.fixture(scope="session")
def followed() -> Iterator[Followed]:
    with tempfile.TemporaryDirectory(prefix="guantong-docs-") as folder:
        tree = copy_project(Path(folder) / "guantong")
        wrong = None
        try:
            assert Reader(tree).follow(RUN[0]) >= 1
        except AssertionError as differs:
            wrong = differs
        yield Followed(tree, wrong)


def take_what_was_played(reader: Reader, followed: Followed) -> None:
    """Give a reader what `make demo ONCE=1` leaves behind, with fewer cases: everybody begins with the first page."""
    subprocess.run(["cp", "-a", followed.tree / "var", reader.tree / "var"], check=True)


@pytest.mark.parametrize("page", START, ids=name_of)
def test_tutorial_when_followed_to_the_letter_then_the_new_service_is_on_the_web(
    page: Path, tree: Path, followed: Followed
) -> None:
    reader = Reader(tree)
    take_what_was_played(reader, followed)
    assert reader.follow(page) >= 12
    assert "开办餐饮店" in ask_for(reader, "/matter/open-restaurant/")


def test_first_page_when_followed_then_the_demonstration_prints_what_is_shown(followed: Followed) -> None:
    if followed.wrong:
        raise followed.wrong


def test_first_page_in_chinese_when_followed_then_the_demonstration_prints_what_is_shown(tree: Path) -> None:
    assert Reader(tree).follow(RUN[1]) >= 1


@pytest.mark.parametrize("page", RUN, ids=name_of)
def test_first_page_when_it_names_accounts_then_they_are_those_of_the_demonstration(page: Path) -> None:
    text = page.read_text("utf-8")
    assert f"`{accounts.PASSWORD}`" in text
    assert {handle for handle in accounts.SHOWN if f"`{handle}`" not in text} == set()


def ask_for(reader: Reader, address: str) -> str:
    """Serve what the reader has published and return one page of it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [reader.tree / ".venv/bin/guantong", "serve", "--port", str(port), "--workers", "1"],
        cwd=reader.tree, env=reader.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(150):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}{address}", timeout=10) as answer:
                    return str(answer.read().decode("utf-8"))
            except (URLError, ConnectionError):
                time.sleep(0.2)
        raise AssertionError("nothing was served within half a minute")
    finally:
        server.terminate()
        server.wait(30)


@pytest.mark.parametrize("page", HOW_TO, ids=name_of)
def test_how_to_when_followed_to_the_letter_then_everything_happens_as_shown(
    page: Path, tree: Path, request: pytest.FixtureRequest, followed: Followed
) -> None:
    reader = Reader(tree)
    text = page.read_text("utf-8")
    if OWN_DATABASE in text:
        reader.swaps[OWN_DATABASE] = request.getfixturevalue("empty_database")
    elif any(command in text for command in NEED_A_DATABASE):
        take_what_was_played(reader, followed)
    reader.follow(page)


@pytest.fixture
def empty_database(database_url: str) -> Iterator[str]:
    """A database of its own on the server of the tests: what a reader has made with `createdb`."""
    import psycopg

    name = f"docs_{time.time_ns()}"
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    yield re.sub(r"/[^/?]+(\?|$)", rf"/{name}\1", database_url, count=1)
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_index_when_compared_with_the_folder_then_every_page_is_listed_once() -> None:
    index = DOCS / "README.md"
    listed = [
        (DOCS / target).resolve()
        for target in LINK.findall(index.read_text("utf-8"))
        if not target.startswith(("http", "#"))
    ]
    pages = {page for page in PAGES if page != index and page.parent != DOCS / "pictures"}
    assert {name_of(page) for page in pages - set(listed)} == set()
    assert len(listed) == len(set(listed))


def test_links_when_followed_then_each_leads_to_a_file_and_a_heading() -> None:
    dead = [
        f"{name_of(page)} → {target}"
        for page in [*FRONT, *PAGES]
        for target in LINK.findall(page.read_text("utf-8"))
        if not target.startswith(("http://", "https://", "mailto:")) and not leads_somewhere(page, target)
    ]
    assert dead == []


def leads_somewhere(page: Path, target: str) -> bool:
    name, _, heading = target.partition("#")
    to = (page.parent / name).resolve() if name else page
    if not to.exists() or not to.is_relative_to(ROOT):
        return False
    return not heading or heading in headings(to)


def headings(page: Path) -> set[str]:
    """The names under which headings can be linked to, as repository hosts make them."""
    titles = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-") for title in titles}


def test_chinese_pages_when_compared_with_the_english_then_both_are_there_and_run_the_same() -> None:
    for english in [ROOT / "README.md", *(DOCS / "start").glob("*.md")]:
        if english.stem.endswith(".zh"):
            continue
        chinese = english.with_name(f"{english.stem}.zh.md")
        assert chinese.is_file(), name_of(english)
        assert commands_of(english) == commands_of(chinese), name_of(english)


def commands_of(page: Path) -> list[str]:
    return [
        line
        for block in read_blocks(page)
        if block.info and block.info[0] in ("console", "sh")
        for line in block.body.splitlines()
        if (block.info[0] == "sh" or line.startswith("$ ")) and "GUANTONG_LANG" not in line
    ]


@pytest.mark.parametrize(
    ("shown", "printed", "fits"),
    [
        ("a\nb", "a\nb", True),
        ("a\nb", "a\nc", False),
        ("a\n…\nd", "a\nb\nc\nd", True),
        ("a\n…\nd", "a\nb\nc", False),
        ("took … s", "took 1.5 s", True),
        ("took … s", "took 1.5 min", False),
        ("", "something", False),
    ],
)
def test_shown_output_when_compared_then_only_an_ellipsis_stands_for_anything(
    shown: str, printed: str, fits: bool
) -> None:
    assert bool(as_pattern(shown).fullmatch(printed)) is fits


def test_page_when_it_shows_what_does_not_happen_then_following_it_fails(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```console\n$ echo one\ntwo\n```\n", "utf-8")
    with pytest.raises(AssertionError, match=r"page\.md:1"):
        Reader(tmp_path).follow(page)
