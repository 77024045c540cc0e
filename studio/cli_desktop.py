"""`studio desktop-entry`: the studio in the menu of a Linux desktop."""

from __future__ import annotations

import argparse
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add(commands: Commands) -> None:
    parser = commands.add_parser("desktop-entry", help="the studio in the menu of a Linux desktop")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    actions.add_parser("install", help="for this user").set_defaults(run=_install)
    actions.add_parser("remove", help="takes it out again").set_defaults(run=_remove)


def _install(_: argparse.Namespace) -> int:
    from studio.library import desktop_entry

    print(*desktop_entry.install(), sep="\n")
    return 0


def _remove(_: argparse.Namespace) -> int:
    from studio.library import desktop_entry

    print(*(desktop_entry.remove() or ("there was none",)), sep="\n")
    return 0
