"""The demonstration from set-up to screen: what is prepared, played and printed, in that order. Running it again changes
nothing that is there."""

from __future__ import annotations

import argparse
from time import perf_counter

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from guantong.core.kernel.calendar import load_calendar
from guantong.core.kernel.texts import say
from guantong.modules.cases import public as cases
from guantong.modules.journal import public as journal
from guantong.modules.services import public as services
from guantong.project.clock import not_before, now, today, wall
from guantong.project.demo import accounts, mandates
from guantong.project.demo.play import play_day, played_so_far

BY = "demonstration"  # in the journal, as the operator


def prepare(language: str) -> None:
    """Bring tables, divisions, units, scenarios and accounts up to date."""
    from guantong.project.commands import load, migrate, publish

    migrate.run(argparse.Namespace(lang=language, app="", migration="", by=BY))
    load.run(argparse.Namespace(lang=language, units=None, by=BY))
    failed = publish.run(argparse.Namespace(lang=language, folder=None, by=BY))
    if failed and not services.published_scenarios():
        raise SystemExit(say("demo-nothing-published", language))
    if failed:
        Console(stderr=True).print(say("demo-not-all-published", language), style="bold yellow")
    accounts.everyone(now())
    accounts.officers(now())
    mandates.prepare(now())
    accounts.officer_with_code(now(), wall())


def play(number: int, language: str, console: Console) -> None:
    """Play the day, or the rest of one that was broken off; leave one that was played as it is."""
    done = played_so_far()
    manager = accounts.everyone(now())[-1].actor
    # Cases without a day begun are of an older demonstration, or somebody's own.
    if (done or 0) >= number or (done is None and cases.list_cases(by=manager, today=today(), limit=1).rows):
        console.print(say("demo-played-before", language))
        return
    done = done or 0
    if done:
        console.print(say("demo-goes-on", language, done=done))
    ends: dict[str, int] = {}
    began = perf_counter()
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
    ) as bar:
        task = bar.add_task(say("demo-playing", language), total=number, completed=done)
        for played in play_day(today(), number, load_calendar()):
            ends[played.phase] = ends.get(played.phase, 0) + 1
            bar.advance(task)
    phases = say("ui-comma", language).join(
        f"{say(f'flow-phase-{phase}', language)} {count}"
        for phase, count in sorted(ends.items(), key=lambda each: -each[1])
    )
    console.print(
        say(
            "demo-played",
            language,
            count=number - done,
            seconds=round(perf_counter() - began, 1),
            phases=phases,
        )
    )


def go_on_from_what_is_stored() -> None:
    """Let the time go on after everything that was recorded: the cases were played until noon, whatever the hour was."""
    if latest := journal.latest_at():
        not_before(latest)


def print_figures(language: str, console: Console) -> None:
    """Print the before/after table: for each matter the figures of its widest situation, as derived from the lists."""
    table = Table(
        title=say("demo-figures", language), title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0)
    )
    table.add_column(say("demo-matter", language), no_wrap=True)
    cards = services.list_matters()
    matters = [services.get_matter(card.scenario, accounts.COUNTY) for card in cards]
    for figure in matters[0].compiled.situations[0].figures:
        table.add_column(say(f"demo-figure-{figure.name}", language), justify="right")
    for matter in matters:
        widest = matter.compiled.situations[0]
        table.add_row(
            matter.compiled.title.in_(language),
            *(f"{figure.before}→{figure.after}" for figure in widest.figures),
        )
    console.print(table)
    console.print(say("demo-figures-rows", language))


def print_accounts(port: int, language: str, console: Console, *, serving: bool = True) -> None:
    """Print the address and who can sign in; not `serving`: what to run before."""
    title = say(
        "demo-accounts" if serving else "demo-accounts-once", language, address=f"http://127.0.0.1:{port}/"
    )
    table = Table(title=title, title_justify="left")
    for column in ("demo-account-for", "demo-account-name", "demo-account-password"):
        table.add_column(say(column, language))
    for shown, person in zip(accounts.SHOWN, accounts.everyone(now()), strict=True):
        table.add_row(say(f"demo-account-{shown}", language), person.handle, accounts.PASSWORD)
    for handle in mandates.SHOWN:
        table.add_row(say(f"demo-account-{handle}", language), handle, accounts.PASSWORD)
    console.print(table)
    console.print(say("demo-accounts-more", language))
