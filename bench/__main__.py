"""`python -m bench [compile|engine|journal|storage|lists|licences …] [--quick]`; without a name all of them, one after the other.

Each part is a program of its own (`python -m bench.storage --help`), so that none inherits what another left behind.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

PARTS = {
    "compile": (["1000"], ["100"]),
    "engine": ([], ["--rounds", "50"]),
    "journal": (["70000"], ["7000"]),
    "storage": ([], ["--quick"]),
    "lists": ([], ["--quick"]),
    "licences": (["500"], ["20"]),
}
"""Name -> arguments of the full run and of the quick one."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"{', '.join(PARTS)} (default: all)")
    parser.add_argument(
        "--quick", action="store_true", help="shorter and rougher: to see whether everything runs"
    )
    args = parser.parse_args()
    if unknown := set(args.parts) - set(PARTS):
        parser.error(f"there is no {', '.join(sorted(unknown))}; possible: {', '.join(PARTS)}")
    failed = 0
    for part in args.parts or PARTS:
        print(f"\n## {part}\n", flush=True)
        command = [sys.executable, "-m", f"bench.{part}", *PARTS[part][args.quick]]
        failed += bool(subprocess.run(command, check=False).returncode)
    return failed


if __name__ == "__main__":
    sys.exit(main())
