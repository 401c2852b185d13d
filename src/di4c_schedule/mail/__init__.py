"""Invitations by mail: iMIP (RFC 6047)."""

from __future__ import annotations

from di4c_schedule.mail.announcing import invitations
from di4c_schedule.mail.keeping import save_unsent
from di4c_schedule.mail.mail_server import PASSWORD_VARIABLE, MailServer, find_password
from di4c_schedule.mail.saving import save_invitations
from di4c_schedule.mail.send_report import Delivery, SendReport
from di4c_schedule.mail.sending import send_invitations

__all__ = [
    "PASSWORD_VARIABLE",
    "Delivery",
    "MailServer",
    "SendReport",
    "find_password",
    "invitations",
    "save_invitations",
    "save_unsent",
    "send_invitations",
]
