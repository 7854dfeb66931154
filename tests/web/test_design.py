"""The design in numbers: contrast of every pair of colours that carries text, by day and by night (WCAG 2.2, AA)."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

FOLDER = settings.STATIC_FOLDER / "guantong"
TEXT, CONTROL = 4.5, 3.0  # WCAG 1.4.3 and 1.4.11
GROUNDS = ("ground", "paper", "paper-2")
PAIRS = [
    *((colour, ground, TEXT) for colour in ("ink", "ink-2", "link") for ground in (*GROUNDS, "brand-soft")),
    *((f"{tone}", f"{tone}-soft", TEXT) for tone in ("ok", "warn", "danger", "info")),
    *((tone, "paper", TEXT) for tone in ("ok", "warn", "danger", "info")),
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-strong", TEXT),
    *(("line-strong", ground, CONTROL) for ground in ("paper", "ground")),
    *(("focus-ink", ground, CONTROL) for ground in ("paper", "ground")),
]


def tokens(scheme: str) -> dict[str, str]:
    text = (FOLDER / "tokens.css").read_text("utf-8")
    light, dark = text.split("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light.split("html.large")[0]))
    return found | (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", dark.split("html.large")[0]))
        if scheme == "dark"
        else {}
    )


def light_of(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((light_of(one), light_of(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("colour", "ground", "least"), PAIRS)
def test_colours_when_one_stands_on_the_other_then_they_can_be_told_apart(scheme, colour, ground, least):
    if scheme == "dark" and colour == "focus-ink":
        colour = "focus"  # by night the yellow band is what is seen
    known = tokens(scheme)
    assert contrast(known[colour], known[ground]) >= least


def test_sheets_when_read_then_colours_of_text_come_from_tokens_and_none_is_over_400_lines():
    for sheet in FOLDER.glob("*.css"):
        text = sheet.read_text("utf-8")
        assert len(text.splitlines()) <= 400
        assert "http" not in text
        used = set(re.findall(r"var\(--([\w-]+)", text))
        assert used <= set(re.findall(r"--([\w-]+):", (FOLDER / "tokens.css").read_text("utf-8"))), sheet.name


def test_icons_when_named_in_templates_then_each_is_in_the_sprite():
    sprite = set(re.findall(r'symbol id="([\w-]+)"', (FOLDER / "icons.svg").read_text("utf-8")))
    web = settings.STATIC_FOLDER.parents[1]
    named = {
        name
        for template in web.glob("*/templates/**/*.jinja")
        for name in re.findall(r'icon\("([\w-]+)"', template.read_text("utf-8"))
    }
    assert named <= sprite


def test_texts_when_named_in_pages_then_each_is_written_in_both_languages():
    from guantong.core.kernel import texts

    web = settings.STATIC_FOLDER.parents[1]
    files = [*web.glob("*/templates/**/*.jinja"), *web.glob("*/*.py")]
    named = {
        key
        for file in files
        for key in re.findall(
            r"""say\(\s*["']([a-z][a-z0-9-]*[a-z0-9])["']\s*[,)]""", file.read_text("utf-8")
        )
    }
    assert len(named) > 150
    assert {key for key in named for language in texts.LANGUAGES if not texts.has(key, language)} == set()
