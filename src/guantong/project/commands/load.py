"""`guantong load`: take over the divisions, and make the units that fill the roles of `scenarios/units.yaml`."""

from __future__ import annotations

import argparse
from pathlib import Path

from guantong.project.operators import add_by, operator_of

HELP = "load divisions and units"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--units", type=Path, help="the roles that units fill (scenarios/units.yaml)")
    add_by(parser)


def run(args: argparse.Namespace) -> int:
    from guantong.project import start

    start.setup()
    from rich.progress import Progress
    from ruamel.yaml import YAML

    from guantong.core.kernel.texts import say
    from guantong.core.scenario.language import UnitRoles
    from guantong.modules.orgs.public import load_divisions, load_units
    from guantong.project.clock import now
    from guantong.project.home import scenarios

    by = operator_of(args)
    roles = UnitRoles.model_validate(YAML(typ="safe").load(args.units or scenarios() / "units.yaml"))
    names = {
        role: {str(level): name for level, name in unit.names.items()} for role, unit in roles.units.items()
    }
    with Progress() as progress:
        task = progress.add_task(say("base-load-divisions", args.lang), total=None)
        done = [load_divisions(by=by, now=now(), progress=lambda n: progress.advance(task, n))]
        second = progress.add_task(say("base-load-units", args.lang), total=None)
        done.append(load_units(by=by, names=names, now=now(), progress=lambda n: progress.advance(second, n)))
        for number, loaded in zip((task, second), done, strict=True):
            progress.update(number, total=loaded.rows, completed=loaded.rows)
    for loaded in done:
        print(say(f"base-loaded-{loaded.what}", args.lang, rows=loaded.rows, changed=loaded.changed))
    return 0
