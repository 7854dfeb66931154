"""The commands of `guantong`, one file each: `HELP`, `add_arguments(parser)` and `run(args) -> int`.

The file's name is the command's name with dashes (`journal_verify.py` is `guantong journal-verify`); nothing needs registering.
"""
