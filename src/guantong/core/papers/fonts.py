"""The Chinese fonts that papers are set in: looked for in the usual folders of the system, never brought along.

Song first, because that is what official papers are set in; a black (Hei) typeface is better than none.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import msgspec
from fontTools.ttLib import TTCollection

from guantong.core.kernel.problem import Problem, Refused

FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
# (regular, bold): the first pair of which the regular file exists is taken.
FAMILIES = (
    ("NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc"),
    ("NotoSerifCJKsc-Regular.otf", "NotoSerifCJKsc-Bold.otf"),
    ("NotoSerifSC-Regular.otf", "NotoSerifSC-Bold.otf"),
    ("SourceHanSerif-Regular.ttc", "SourceHanSerif-Bold.ttc"),
    ("SourceHanSerifSC-Regular.otf", "SourceHanSerifSC-Bold.otf"),
    ("simsun.ttc", "simsunb.ttf"),
    ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"),
    ("SourceHanSans-Regular.ttc", "SourceHanSans-Bold.ttc"),
    ("SourceHanSansSC-Regular.otf", "SourceHanSansSC-Bold.otf"),
    ("uming.ttc", "uming.ttc"),
    ("wqy-zenhei.ttc", "wqy-zenhei.ttc"),
    ("wqy-microhei.ttc", "wqy-microhei.ttc"),
)  # fmt: skip
PACKAGE = "fonts-noto-cjk"
SIMPLIFIED = ("SC", "CN")


class Face(msgspec.Struct, frozen=True):
    """One font file, and which font of it when it holds several."""

    path: str
    number: int = 0


class Fonts(msgspec.Struct, frozen=True):
    regular: Face
    bold: Face


@cache
def find_fonts(folders: tuple[str, ...] = FOLDERS) -> Fonts:
    """Return the fonts that papers are set in; refuse `papers.no_font`, which names the package to install."""
    files = _files(folders)
    for regular, bold in FAMILIES:
        if regular in files:
            return Fonts(_face(files[regular]), _face(files.get(bold, files[regular])))
    raise Refused(Problem(code="papers.no_font", facts={"package": PACKAGE}))


def _files(folders: tuple[str, ...]) -> dict[str, Path]:
    wanted = {name for family in FAMILIES for name in family}
    found: dict[str, Path] = {}
    for folder in folders:
        for here, _, names in os.walk(Path(folder).expanduser()):
            for name in wanted.intersection(names):
                found.setdefault(name, Path(here) / name)
    return found


def _face(path: Path) -> Face:
    """Return the font of simplified Chinese where a file holds one for each country."""
    if path.suffix != ".ttc":
        return Face(str(path))
    with TTCollection(str(path), lazy=True) as several:
        names = [str(font["name"].getDebugName(1) or "") for font in several.fonts]
    return Face(str(path), next((at for at, name in enumerate(names) if name.endswith(SIMPLIFIED)), 0))
