"""`guantong providers`: read the file of identity providers as the server does, and ask each for its addresses if told."""

from __future__ import annotations

import argparse
import os

from guantong.core.kernel.texts import say

HELP = say("identity-cli-providers", "en")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--ask", action="store_true", help="fetch addresses and keys of each provider")


def run(args: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guantong.project.settings")
    import django
    from django.apps import apps
    from django.conf import settings

    if not apps.ready:
        django.setup()
    from guantong.project.clock import wall
    from guantong.web.public import providers

    found = providers.read_providers(settings.OIDC_FILE) if settings.OIDC_FILE else ()
    print(say("identity-cli-providers-count", args.lang, count=len(found)))
    for provider in found:
        kind = say(f"identity-kind-{provider.audience}", args.lang)
        print(f"{provider.name}  {provider.issuer}  {kind}  {provider.text.in_(args.lang)}")
        if not os.environ.get(provider.secret):
            print("  " + say("identity-cli-providers-secret", args.lang, variable=provider.secret))
        if args.ask:
            keys = providers.Remote(provider, "").keys(wall()).keys
            print("  " + say("identity-cli-providers-keys", args.lang, count=len(keys)))
    return 0
