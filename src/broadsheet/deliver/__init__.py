"""Editions to people: mail over SMTP, each attempt with one of three ends: sent, failed, unknown.

Promise: nothing is sent twice by itself.
Theory: until the last dot of a message is on its way nothing can have been delivered; from there until the answer it
might have been.
Known failures: a server that answers that all is well and drops the mail.
"""

from broadsheet.deliver.message import MailAddress, address, compose_message, message_id
from broadsheet.deliver.smtp import Sent, Server, send

__all__ = ["MailAddress", "Sent", "Server", "address", "compose_message", "message_id", "send"]
