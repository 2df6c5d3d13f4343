"""The command `broadsheet`: its sub-commands, and what an error looks like.

Exit codes: 0 done; 1 something went wrong, or `verify` found a change; 2 the command line is
wrong; 3 another process is writing; 4 what was asked for is not here; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import logging
import os
import sys

import typer

from broadsheet import __version__
from broadsheet.cli import (
    add,
    article,
    correct,
    demo,
    doctor,
    edition,
    export,
    fetch,
    imports,
    init,
    pipe,
    replay,
    run,
    serve,
    sources,
    story,
    verify,
    withdraw,
)
from broadsheet.errors import BroadsheetError, LedgerLocked, NotFoundError

app = typer.Typer(
    name="broadsheet",
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


@app.callback()
def _root(
    version: bool = typer.Option(False, "--version", help="Print the version.", callback=_version, is_eager=True),
) -> None:
    return None


for _module in (
    init, add, sources, imports, fetch, run, edition, story, article, correct, serve, verify, doctor, export, replay, withdraw,
    demo, pipe,
):  # fmt: skip
    _module.register(app)


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    logging.basicConfig(level=os.environ.get("BROADSHEET_LOG", "ERROR").upper(), stream=sys.stderr)
    try:
        # Outside of stand-alone mode an exit code that a command raises comes back as a value.
        ended = app(standalone_mode=False)
        code = ended if isinstance(ended, int) else 0
        if code == 130:  # the command-line library has taken the Ctrl-C
            raise KeyboardInterrupt
    except typer.Exit as end:
        code = end.exit_code
    except (KeyboardInterrupt, typer.Abort):
        code = _stopped()
    except BroadsheetError as error:
        logging.getLogger("broadsheet").debug("the trace", exc_info=True)
        print(f"broadsheet: {error.message}", file=sys.stderr)
        if error.hint:
            print(f"  {error.hint}", file=sys.stderr)
        code = 3 if isinstance(error, LedgerLocked) else 4 if isinstance(error, NotFoundError) else 1
    except BrokenPipeError:
        # The reader of our output went away, as `head` does; there is no one left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as error:
        # What no room could name better: a disk that is full, a folder that may not be written to.
        logging.getLogger("broadsheet").debug("the trace", exc_info=True)
        print(f"broadsheet: {error.filename or 'a file'}: {error.strerror or error}", file=sys.stderr)
        print("  See that the disk has room and that you may write there; what was finished is kept.", file=sys.stderr)
        code = 1
    except BaseException as error:
        code = _stopped() if _is_interrupt(error) else _usage(error)
    sys.stdout.flush()
    sys.exit(code)


def _stopped() -> int:
    print("\nStopped. All that was finished is kept; run the same command again to go on.", file=sys.stderr)
    return 130


def _is_interrupt(error: BaseException) -> bool:
    """Whether Ctrl-C is what is behind it: requests under way side by side wrap it or are cancelled by it."""
    if isinstance(error, BaseExceptionGroup):
        return error.subgroup(KeyboardInterrupt) is not None
    return isinstance(error, KeyboardInterrupt) or type(error).__name__ == "CancelledError"


def _usage(error: BaseException) -> int:
    """Wrong usage is shown as the command-line library words it; anything else is ours to mend."""
    show = getattr(error, "show", None)
    if callable(show):
        show()
        return int(getattr(error, "exit_code", 2))
    raise error
