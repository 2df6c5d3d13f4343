"""Corrections of printed Lines, and deliveries of editions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

CorrectionKind = Literal["edited", "withdrawn", "reader"]
Channel = Literal["smtp"]
DeliveryState = Literal["sending", "sent", "failed", "unknown"]


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be put right about a Line of a printed edition. Printed in the next edition of its recipe.

    ``edited``: the cited text was changed by its outlet, as Version `version_id` shows; ``withdrawn``: it was
    erased; ``reader``: the paper's owner corrects it in `words` of their own.
    """

    id: str
    edition_hash: str
    line_id: str
    kind: CorrectionKind
    words: str
    version_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReaderRule:
    """What the reader has laid down about a story: ``mute`` keeps it out of every edition. Primary, never derived."""

    id: str
    kind: Literal["mute"]
    story_id: str
    at: datetime
    off: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """One edition to one address over one channel, recorded before the attempt (``sending``) and after it.

    ``sent``: the server took it; ``failed``: it did not, and it is sure that it did not; ``unknown``: the connection
    broke when it might have, so that it is never sent again by itself. A ``sending`` that outlived its process is
    unknown as well. `message_id` is made of edition and address, so that a repeat is the same message. `tries` counts the
    attempts.
    """

    id: str
    edition_hash: str
    channel: Channel
    address: str
    message_id: str
    state: DeliveryState
    detail: str
    started: datetime
    ended: datetime | None = None
    tries: int = 1
