"""The world in: polite and guarded HTTP. `Fetcher.get` asks an address and gives one outcome.

Promise: robots.txt, a pause for each host, bounded bytes, headers, redirects and time; no connection to a private
address in any spelling and on any hop.
Theory: the decision falls on the address that is really connected to, since a name may lead elsewhere a moment later.
Known failures: outlets that answer programs in another way than browsers are not read, on purpose.
"""

from broadsheet.fetch.client import Fetcher, user_agent
from broadsheet.fetch.request import Purpose, Request

__all__ = ["Fetcher", "Purpose", "Request", "user_agent"]
