"""What the command line says of an edition: that it was printed, that there is nothing new, how its mail went."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import typer

from broadsheet.cli import show
from broadsheet.model import Delivery
from broadsheet.newsroom import Newsroom
from broadsheet.newsroom.editions import Nothing
from broadsheet.pipeline.editions.printing import Printed


def as_json(printed: Printed, delivery: Delivery | None) -> None:
    show.print_json(
        {
            "hash": printed.hash,
            "folder": str(printed.folder),
            "anew": printed.anew,
            "edition": printed.edition,
            "delivery": delivery,
        }
    )


def as_text(printed: Printed) -> None:
    typer.echo((printed.folder / "edition.txt").read_text(encoding="utf-8"))


def nothing_new(newsroom: Newsroom, printed: Printed) -> str:
    """That nothing was printed, and when the last edition was."""
    zone = newsroom.settings.paper.zone
    said = (
        f"Nothing new since the last {printed.edition.recipe} edition, which goes up to "
        f"{show.when(printed.edition.window[1], zone)}: nothing was printed.\n  page  {printed.folder / 'index.html'}"
    )
    left = newsroom.editions.left_since(printed)
    return said + (f"\n  left out since: {', '.join(left)}" if left else "")


def nothing_at_all(nothing: Nothing, day: str, json: bool) -> None:
    """That nothing was printed since there is nothing in it, and what could be printed."""
    if json:
        show.print_json({"anew": False, "edition": None, "nothing": nothing})
        return
    typer.echo(f"Nothing {'for ' + day if day else 'in the last day'}: nothing was printed.")
    for each in nothing.left:
        typer.echo(f"  left out: {each}")
    if nothing.best is None:
        typer.echo("The paper has no article yet. Bring some in: broadsheet fetch")
    else:
        typer.echo(show.instead("The paper has ", nothing))


def too_old(newsroom: Newsroom, printed: Printed) -> str:
    """What came in since and is too old for the edition, and how it is printed; "" where nothing is."""
    found = newsroom.editions.too_old(printed)
    if found is None:
        return ""
    number, first = found
    came = "1 article came in that dates" if number == 1 else f"{number:,} articles came in that date"
    return f"  {came} from before it: broadsheet edition --since {first}"


def counted(printed: Printed) -> str:
    """``3 stories, 12 single items, 1 correction, 180 lines``, as far as there are any."""
    stories = items = corrections = 0
    for section in printed.edition.sections:
        for entry in section.entries:
            roles = {group.role: len(group.lines) for group in entry.groups}
            stories += bool(entry.story_id)
            items += roles.get("also", 0) + ("headline" in roles and not entry.story_id)
            corrections += sum(group.role == "correction" for group in entry.groups)
    parts = [show.count(stories, "story", "stories")]
    parts += [show.count(items, "single item")] if items else []
    parts += [show.count(corrections, "correction")] if corrections else []
    return ", ".join([*parts, show.count(len(printed.edition.lines()), "line")])


def summary(printed: Printed) -> None:
    typer.echo(f"{'Printed' if printed.anew else 'Printed before'}: {counted(printed)}")
    typer.echo(f"  page  {printed.folder / 'index.html'}")
    typer.echo(f"  text  {printed.folder / 'edition.txt'}")
    typer.echo(f"  hash  {printed.hash}")


def order(reasons: tuple[tuple[str, str, str], ...]) -> None:
    if reasons:
        typer.echo("\nThe order of stories, by the formula in docs/ranking.md")
    for _, title, score in reasons[:40]:
        typer.echo(f"  {title}\n    {score}")


def sent_before(delivery: Delivery, begun: datetime, zone: ZoneInfo) -> str:
    """That it was sent before this command began, and when; "" where it was not."""
    if delivery.state != "sent" or delivery.started >= begun:
        return ""
    at = show.when(delivery.ended or delivery.started, zone)
    return f"it was sent to {delivery.address} on {at}, and is not sent again. --again sends it once more."


def delivered(delivery: Delivery, printed: Printed) -> str:
    """How a delivery stands, and what to do."""
    command = f"broadsheet edition send {printed.folder.name}"
    if delivery.state == "sent":
        return f"sent to {delivery.address}"
    if delivery.state == "failed":
        return f"not sent to {delivery.address}: {delivery.detail}. Once that is mended: {command}"
    return (
        f"it is not known whether {delivery.address} has it: {delivery.detail}. It is not sent again by itself; look into the "
        f"mailbox, and if it is not there: {command} --again"
    )
