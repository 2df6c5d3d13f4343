"""Editions to people: mail over SMTP, each attempt with one of three ends: sent, failed, unknown."""

from broadsheet.deliver.message import MailAddress, address, compose_message, message_id
from broadsheet.deliver.smtp import Sent, Server, send

__all__ = ["MailAddress", "Sent", "Server", "address", "compose_message", "message_id", "send"]
