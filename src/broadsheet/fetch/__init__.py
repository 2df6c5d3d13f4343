"""The world in: polite and guarded HTTP. `Fetcher.get` asks an address and gives one outcome."""

from broadsheet.fetch.client import Fetcher, user_agent
from broadsheet.fetch.request import Purpose, Request

__all__ = ["Fetcher", "Purpose", "Request", "user_agent"]
