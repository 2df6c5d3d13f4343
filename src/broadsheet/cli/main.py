"""The command `broadsheet`: its sub-commands, and what an error looks like.

Exit codes: 0 done; 1 something went wrong, or `verify` found a change; 2 the command line is
wrong; 3 another process is writing; 4 what was asked for is not here; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import errno
import logging
import os
import sys
from collections.abc import Sequence
from copy import copy
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from broadsheet import __version__, interrupts
from broadsheet.cli import logs
from broadsheet.cli.daily import demo, edition, fetch, run, serve
from broadsheet.cli.pipes import pipe
from broadsheet.cli.reading import article, correct, export, story, verify
from broadsheet.cli.setup import add, imports, init, sources
from broadsheet.cli.upkeep import doctor, remake, replay, retry, withdraw
from broadsheet.errors import BroadsheetError, LedgerLocked, NotFoundError


class _InOrder(TyperGroup):
    """Groups are registered behind all commands; `edition` stands where one looks for it. Each command takes the
    options for the log too, behind its name as well as before it."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        found = super().get_command(ctx, cmd_name)
        if found is not None:
            _with(found, [each for each in self.params if each.name in ("log", "verbose")])
        return found

    def list_commands(self, ctx: Any) -> list[str]:
        names = [name for name in super().list_commands(ctx) if name != "edition"]
        at = names.index("run") + 1
        return [*names[:at], "edition", *names[at:]]


app = typer.Typer(
    name="broadsheet",
    cls=_InOrder,
    help="A newspaper that you run for yourself. Every line can be traced to the sentence it rests on.",
    epilog="Exit codes: 0 done, 1 an error or a failed check, 2 wrong usage, 3 another process is writing, "
    "4 not found, 130 stopped by Ctrl-C.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"broadsheet {__version__}")
        raise typer.Exit


def _log_to(file: Path | None) -> None:
    if file is not None:
        logs.to_file(file, os.environ)


def _say_more(times: int) -> None:
    if times:
        logs.to_terminal(logging.INFO if times == 1 else logging.DEBUG, os.environ)


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
    log: Annotated[
        Path | None,
        typer.Option(
            "--log", metavar="FILE", callback=_log_to, help="Write what is decided, and why, to the end of this file."
        ),
    ] = None,
    verbose: Annotated[
        int,
        typer.Option(
            "--verbose",
            "-v",
            count=True,
            show_default=False,
            callback=_say_more,
            help="Say on the terminal what is rejected, and why; -vv every decision.",
        ),
    ] = 0,
) -> None:
    return None


def _with(command: Any, options: Sequence[Any]) -> None:
    """Gives a command, and those below it, these options of the whole program. Its own help is silent on them."""
    for below in getattr(command, "commands", {}).values():
        _with(below, options)
    known = {each.name for each in command.params}
    for option in options:
        if option.name not in known:
            mine = copy(option)
            mine.hidden, mine.expose_value = True, False
            command.params.append(mine)


for _module in (
    init, add, sources, imports, fetch, run, edition, story, article, correct, serve, verify, doctor, retry, remake, export, replay,
    withdraw,
    demo, pipe,
):  # fmt: skip
    _module.register(app)


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    interrupts.watch()
    log = logs.begin(sys.argv[1:], os.environ)
    try:
        # Outside of stand-alone mode an exit code that a command raises comes back as a value.
        ended = app(standalone_mode=False)
        code = ended if isinstance(ended, int) else 0
        if code == 130:  # the command-line library has taken the Ctrl-C
            raise KeyboardInterrupt
        sys.stdout.flush()
    except BaseException as error:
        code = _stopped() if _is_interrupt(error) else _told(error, log)
    try:
        sys.stdout.flush()
    except OSError:
        _write_no_more()
    sys.exit(code)


def _told(error: BaseException, log: Path) -> int:
    """Says what went wrong and what to do, and gives the exit code."""
    if isinstance(error, typer.Exit):
        return error.exit_code
    if isinstance(error, BroadsheetError):
        logging.getLogger("broadsheet").debug("the trace", exc_info=error)
        print(f"broadsheet: {error.message}", file=sys.stderr)
        if error.hint:
            print(f"  {error.hint}", file=sys.stderr)
        return 3 if isinstance(error, LedgerLocked) else 4 if isinstance(error, NotFoundError) else 1
    if isinstance(error, BrokenPipeError):
        # The reader of our output went away, as `head` does; there is no one left to tell.
        _write_no_more()
        return 0
    if isinstance(error, OSError):
        logging.getLogger("broadsheet").debug("the trace", exc_info=error)
        return _unwritten(error)
    return _usage(error, log)


def _unwritten(error: OSError) -> int:
    """What no room could name better: each of them names its own file, so that one without a name is the output."""
    print(f"broadsheet: {error.filename or 'the output'}: {error.strerror or error}", file=sys.stderr)
    hint = "See that you may read and write there"
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        hint = "Free some space there and run the command again"
    print(f"  {hint}; what was finished is kept.", file=sys.stderr)
    return 1


def _write_no_more() -> None:
    """What is still to be printed goes nowhere, so that the end of the process does not fail once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _stopped() -> int:
    print("\nStopped. All that was finished is kept; run the same command again to go on.", file=sys.stderr)
    return 130


def _is_interrupt(error: BaseException) -> bool:
    """Whether Ctrl-C is what is behind it: requests under way side by side wrap it or are cancelled by it, and what is
    undone in the ledger for its sake may fail in its turn."""
    stops = isinstance(error, KeyboardInterrupt | typer.Abort) or type(error).__name__ == "CancelledError"
    return stops or (interrupts.noted() and not isinstance(error, typer.Exit))


def _usage(error: BaseException, log: Path) -> int:
    """Wrong usage is shown as the command-line library words it; anything else is ours to mend: a line for a person, the
    trace for whoever mends it."""
    show = getattr(error, "show", None)
    if callable(show):
        show()
        return int(getattr(error, "exit_code", 2))
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else 1
    logging.getLogger("broadsheet").error("the command failed", exc_info=error)
    told = " ".join(str(error).split())[:200].encode("ascii", "backslashreplace").decode()
    print(f"broadsheet: this should not have happened: {type(error).__name__}: {told}", file=sys.stderr)
    where = f"The trace is in {log}; please report it." if log.exists() else "It could not be written to a log."
    print(f"  What was finished is kept. {where}", file=sys.stderr)
    return 1
