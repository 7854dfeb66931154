"""One seed for everything that is made up in a run: another one each time, printed, and the same again when it is set."""

from __future__ import annotations

import os
import random
import zlib

SEED = "GUANTONG_FUZZ_SEED"


def seed_for(name: str) -> int:
    """Return a number of its own for each test: with one number for all they would make up the same beginnings."""
    return int(os.environ[SEED]) ^ zlib.crc32(name.encode())


def dice_for(name: str) -> random.Random:
    """Return the dice of one test."""
    return random.Random(seed_for(name))
