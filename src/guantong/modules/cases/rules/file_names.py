"""What a file is called when it leaves: as somebody called it, with the ending of what it is. Pure."""

from __future__ import annotations

import re

NAME_LIMIT = 200
MORE_ENDINGS = {"jpg": (".jpg", ".jpeg")}


def fitting_name(name: str, kind: str, otherwise: str) -> str:
    """Return what somebody called a file, without folders and controls, ending as its content is: a PDF called
    `plan.html` must not open as a page at whoever saves it.

    >>> fitting_name("../a/plan.HTML", "pdf", ""), fitting_name("C:\\\\x\\\\deed.PDF", "pdf", "")
    ('plan.HTML.pdf', 'deed.PDF')
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(sign for sign in last if sign.isprintable()).strip(" .") or otherwise
    fits = plain.lower().endswith(MORE_ENDINGS.get(kind, (f".{kind}",)))
    return plain[-NAME_LIMIT:] if fits else plain[: NAME_LIMIT - len(kind) - 1] + f".{kind}"
