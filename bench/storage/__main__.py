"""`python -m bench.storage [--quick] [--only VARIANT …]`: the run, and its tables in Markdown."""

from __future__ import annotations

import argparse
import os
import time

from bench.storage.report import show
from bench.storage.rounds import FULL, QUICK, VARIANTS, run


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.storage", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two rounds of a second each")
    parser.add_argument("--only", nargs="+", choices=list(VARIANTS), default=(), metavar="VARIANT")
    args = parser.parse_args()
    began = time.time()
    print(
        f"{time.strftime('%Y-%m-%d %H:%M')}, {os.cpu_count()} cores, load before {os.getloadavg()[0]:.1f}",
        flush=True,
    )
    settings, results = run(QUICK if args.quick else FULL, tuple(args.only))
    print(f"{time.time() - began:.0f} s\n")
    print(show(settings, results))


if __name__ == "__main__":
    main()
