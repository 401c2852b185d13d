"""Replies to invitations: read, matched with what people were told, and turned into offers for a new plan."""

from __future__ import annotations

from di4c_schedule.replies.answered import Replies
from di4c_schedule.replies.answers import Answer
from di4c_schedule.replies.local_dates import Proposal
from di4c_schedule.replies.offers import Offer
from di4c_schedule.replies.reading import read_replies
from di4c_schedule.replies.reports import Report

__all__ = ["Answer", "Offer", "Proposal", "Replies", "Report", "read_replies"]
