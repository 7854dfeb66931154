"""The Jinja2 environment of all pages: what templates may call. Settings name `environment`."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from guantong.modules.cases.public import masked_number

from . import words
from .controls import field_id


def environment(**options: Any) -> Environment:
    """Return the environment. An unknown name in a template is an error: a page never shows a silent gap."""
    made = Environment(
        **{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    )
    made.globals.update(
        say=words.say, explain=words.explain, url=address, static=static, field_id=field_id, icon=icon
    )
    made.filters.update(
        words=words.in_words,
        reason=words.in_reason,
        day=words.show_day,
        moment=words.show_moment,
        workdays=words.show_workdays,
        left=words.show_left,
        masked_number=masked_number,
        money=words.show_money,
        size=words.show_size,
        code=words.show_code,
        in_names=words.in_names,
        stop=words.show_stop,
    )
    return made


def address(name: str, /, *parts: Any, **named: Any) -> str:
    """Return the address of a page by its name."""
    return reverse(name, args=parts or None, kwargs=named or None)


def static(path: str) -> str:
    """Return the address of a static file, with its content's digest, so that browsers fetch it anew when it changed."""
    file = settings.STATIC_FOLDER / path
    return f"{settings.STATIC_URL}{path}?{_digest(str(file), file.stat().st_mtime_ns)}"


@lru_cache(maxsize=256)
def _digest(path: str, _changed: int) -> str:
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()[:10]


def icon(name: str, label: str = "") -> Markup:
    """Return an icon of the sprite; hidden from screen readers unless it has a label."""
    hidden = (
        Markup(' aria-hidden="true"') if not label else Markup(' role="img" aria-label="{}"').format(label)
    )
    use = f"{static('guantong/icons.svg')}#{name}"
    return Markup('<svg class="icon" width="20" height="20"{}><use href="{}"></use></svg>').format(
        hidden, use
    )
