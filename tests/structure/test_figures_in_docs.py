"""Tables of docs/explain that repeat what a rule decides: each is compared with the rule, so that neither changes alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from guantong.modules.identity.rules import attempts, mandates, proposals
from guantong.modules.licences import rules as licences

EXPLAIN = Path(__file__).resolve().parents[2] / "docs" / "explain"


def row(page: str, begin: str) -> str:
    """The one row of a table on the page that begins with these words."""
    lines = [
        line for line in (EXPLAIN / page).read_text("utf-8").splitlines() if line.startswith(f"| {begin}")
    ]
    assert len(lines) == 1, f"{page}: {begin}"
    return lines[0]


def wait_words(patience: attempts.Patience) -> str:
    return f"{patience.first} seconds, doubling, up to {patience.most // 60} minutes"


@pytest.mark.parametrize(
    ("begin", "patience"),
    [
        ("of one name from one address", attempts.PAIR),
        ("of one address, all names", attempts.ADDRESS),
        ("of one account at the second step", attempts.CODE),
    ],
)
def test_waits_when_compared_with_the_page_then_are_the_published_ones(begin, patience):
    assert row("sign-in.md", begin).startswith(f"| {begin} | {patience.free} ")
    assert wait_words(patience) in row("sign-in.md", begin)


def test_wait_of_a_name_tried_from_many_places_when_compared_then_is_the_published_one():
    many = attempts.PAIR_OF_MANY
    words = f"({many.free} once the name failed {attempts.TRIED_FROM_MANY_PLACES} times from anywhere) | {wait_words(many)}"
    assert words in row("sign-in.md", "of one name from one address")


def test_sessions_and_calls_when_compared_with_the_page_then_last_and_are_limited_as_published():
    minutes, text = settings.SESSION_MINUTES, (EXPLAIN / "sign-in.md").read_text("utf-8")
    most = f"{minutes['most'] // 60} hours"
    assert row("sign-in.md", "staff") == f"| staff | {minutes['idle_staff']} minutes | {most} |"
    assert (
        row("sign-in.md", "everybody else") == f"| everybody else | {minutes['idle'] // 60} hours | {most} |"
    )
    names = {
        "sign-in": "sign-in",
        "tracking": "track",
        "verification": "verify",
        "PDF": "paper",
        "interface": "api",
    }
    said = ", ".join(f"{words} {settings.LIMITS[name][0]}" for words, name in names.items())
    assert f"{said} calls a minute" in text
    assert {settings.LIMITS[name][1] for name in names.values()} == {60}


@pytest.mark.parametrize(
    ("begin", "kind"),
    [("agent", "agent"), ("runner", "runner"), ("legal representative", "legal_representative")],
)
def test_terms_of_mandates_when_compared_with_the_page_then_are_the_published_ones(begin, kind):
    assert f"| {mandates.LONGEST_DAYS[kind]} days" in row("mandates.md", begin)


def test_proposals_when_compared_with_the_page_then_last_as_long_as_published():
    hours = int(proposals.TERM.total_seconds() // 3600)
    assert f"a reason; {hours} hours;" in (EXPLAIN / "rights.md").read_text("utf-8")


@pytest.mark.parametrize("state", licences.STATES)
def test_operations_when_compared_with_the_table_of_states_then_start_where_it_says(state):
    page = (EXPLAIN / "licences.md").read_text("utf-8")
    [line] = [line for line in page.split("## States")[1].splitlines() if line.startswith("|") and f"{state} " in line.split("|")[1]]  # fmt: skip
    _, states, codes, after, _ = line.split("|")
    place = [part.split()[0] for part in states.split("·")].index(state)
    assert codes.split("·")[place].strip() == licences.CODES[state]
    said = {part.split()[0] for part in after.split(",")} & set(licences.OPERATIONS)
    assert said == {name for name, rule in licences.OPERATIONS.items() if state in rule.after}
