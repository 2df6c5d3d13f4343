"""Time in proportion to size: each room and text helper on strings made to hurt, the worst first.

python -m bench.linear --data DIR [--rooms WORD] [--kinds KIND ...] [--most N] [--rows N]

Beside each stands the time at the two largest sizes and how often the time doubles where the size does: 1 is in
proportion, 2 is by the square.
"""

from __future__ import annotations

import argparse
import math
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from bench.adversary import KINDS, ROOMS, Room, text_of

SIZES = (4_000, 16_000, 64_000, 256_000)
ENOUGH = 4.0  # seconds after which a call is broken off
FLOOR = 0.1  # seconds below which a growth is noise


class _Late(Exception):
    """A call that was broken off."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One room on one kind: seconds by size; infinite where the call was broken off or failed."""

    room: str
    kind: str
    seconds: tuple[tuple[int, float], ...]
    error: str = ""

    @property
    def growth(self) -> float:
        """The exponent between the last two sizes."""
        if len(self.seconds) < 2:
            return 0.0
        (small, before), (large, after) = self.seconds[-2:]
        if after < FLOOR:
            return 0.0
        return math.log(after / max(before, 0.001)) / math.log(large / small)

    @property
    def expected(self) -> float:
        """Seconds for the largest size, as the growth foretells."""
        size, seconds = self.seconds[-1]
        foretold: float = seconds * (SIZES[-1] / size) ** max(1.0, self.growth)
        return foretold


def _alarm(number: int, frame: FrameType | None) -> None:
    raise _Late


def measure(room: Room, kind: str, *, most: int) -> Measured:
    seconds: list[tuple[int, float]] = []
    error = ""
    for size in SIZES:
        if size > min(most, room.most):
            break
        text = text_of(kind, size)
        signal.setitimer(signal.ITIMER_REAL, ENOUGH)
        begun = time.perf_counter()
        try:
            room.read(text)
        except _Late:
            error = "broken off"
        except Exception as raised:  # a room that fails is a finding of its own
            error = f"{type(raised).__name__}: {raised}"[:60]
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        seconds.append((size, time.perf_counter() - begun))
        if error == "broken off":
            break
    return Measured(room.name, kind, tuple(seconds), error)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, help="as for each benchmark; nothing of it is read")
    parser.add_argument("--rooms", default="", help="only rooms with this in their name")
    parser.add_argument("--kinds", nargs="*", default=KINDS, choices=KINDS, metavar="KIND")
    parser.add_argument("--most", type=int, default=64_000, help="characters at most (default: %(default)s)")
    parser.add_argument("--rows", type=int, default=40, help="rows to print (default: %(default)s)")
    asked = parser.parse_args()
    signal.signal(signal.SIGALRM, _alarm)
    rooms = [room for room in ROOMS if asked.rooms in room.name]
    for room in rooms:  # what is loaded at the first call is not counted
        room.read("Ann Lee said so on Monday. It was dry.")
    found = [measure(room, kind, most=asked.most) for room in rooms for kind in asked.kinds]
    failed = [each for each in found if each.error and each.error != "broken off"]
    found.sort(key=lambda each: (each.error != "broken off", -each.expected))
    print(f"{'room':<28}{'kind':<30}{'size':>8}{'seconds':>9}{'growth':>8}{'at 256,000':>12}")
    for each in found[: asked.rows]:
        size, seconds = each.seconds[-1]
        print(
            f"{each.room:<28}{each.kind:<30}{size:>8,}{seconds:>9.2f}{each.growth:>8.2f}{each.expected:>10.1f} s  {each.error}"
        )
    for each in failed:
        print(f"failed: {each.room} on {each.kind}: {each.error}")
    print(
        f"{len(rooms)} rooms on {len(asked.kinds)} kinds; {sum(each.growth > 1.3 for each in found)} grow faster than their text"
    )


if __name__ == "__main__":
    main()
