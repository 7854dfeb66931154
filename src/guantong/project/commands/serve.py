"""`guantong serve`: answer requests until Ctrl-C, then stop the database that we started."""

from __future__ import annotations

import argparse
import os
import signal

from guantong.project.home import home

HELP = "serve the pages (127.0.0.1:8000)"
THREADS_PER_WORKER = (
    4  # more would only wait for each other: one computes while the others wait for the database
)
STOP_SECONDS = 10  # what a request that runs may still take when we are told to stop


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2)


def run(args: argparse.Namespace) -> int:
    from guantong.project import start

    _count_anew(args.port)
    start.setup()
    from django.conf import settings
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    from guantong.core.kernel.texts import say
    from guantong.project.rounds import going_round

    folder = settings.STATIC_FOLDER
    server = Server(
        "guantong.project.wsgi:application",
        address=args.host,
        port=args.port,
        interface=Interfaces.WSGI,
        workers=args.workers,
        blocking_threads=THREADS_PER_WORKER,
        websockets=False,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        static_path_mount=[folder] if folder.is_dir() else None,
    )
    os.register_at_fork(after_in_child=_leave_ctrl_c_to_the_parent)
    print(say("base-serving", args.lang, host=args.host, port=str(args.port)), flush=True)
    try:
        with start.kept_running(), going_round():
            server.serve()
    finally:
        start.stop()
    return 0


def _count_anew(port: int) -> None:
    """Give the workers an empty folder in which their metrics add up. Before anything else: the library of the metrics looks
    for it when it is imported."""
    folder = home() / f"metrics-{port}"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for old in folder.glob("*.db"):
        old.unlink(missing_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def _leave_ctrl_c_to_the_parent() -> None:
    """Ctrl-C reaches every process of the terminal; a worker that hears it and its parent's word too may never end."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
