"""Write docs/explain/security/asvs.md from asvs.yaml beside it; `--check` only says whether the page is stale."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "explain" / "security"
PAGE = FOLDER / "asvs.md"
CHAPTERS = (
    "Encoding", "Validation and business rules", "Pages in the browser", "Interface", "Files", "Signing in", "Sessions", "Rights",
    "Signed tokens", "OAuth and OpenID Connect", "Cryptography", "Communication", "Configuration", "Data protection",
    "Code and components", "Logs and errors", "WebRTC",
)  # fmt: skip
HEAD = """<!-- Written by `python tools/asvs.py` from asvs.yaml. Change that, then run it again. -->

# Every line of ASVS 5.0.0, levels 1 and 2

{counts}. What each answer means, and what it leaves to whoever runs an installation: [security](../security.md).
The words are ours, to find one's way; the requirements stand in the OWASP Application Security Verification Standard 5.0.0.
"""


def page(rows: list[dict[str, Any]]) -> str:
    counts = Counter(row["answer"] for row in rows)
    said = ", ".join(f"{count} {answer}" for answer, count in counts.most_common())
    lines = [HEAD.format(counts=f"{len(rows)} requirements: {said}")]
    for number, title in enumerate(CHAPTERS, 1):
        lines += [
            f"## V{number} {title}\n",
            "| id | level | in a few words | answer | where and shown by, or why |",
            "|---|---|---|---|---|",
        ]
        lines += [line(row) for row in rows if row["id"].startswith(f"V{number}.")]
        lines.append("")
    return "\n".join(lines)


def line(row: dict[str, Any]) -> str:
    parts = [", ".join(f"`{place.removeprefix('src/guantong/')}`" for place in row.get("where", ()))]
    parts += [f"`{row['test']}`"] if row.get("test") else []
    parts += [row["note"]] if row.get("note") else []
    why = "; ".join(part for part in parts if part).replace("|", r"\|")
    return f"| {row['id']} | {row['level']} | {row['asks']} | {row['answer']} | {why} |"


def main() -> int:
    made = page(YAML(typ="safe").load(FOLDER / "asvs.yaml"))
    if "--check" in sys.argv:
        stale = not PAGE.exists() or PAGE.read_text("utf-8") != made
        sys.stdout.write("stale: run `python tools/asvs.py`\n" if stale else "as the list says\n")
        return int(stale)
    PAGE.write_text(made, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
