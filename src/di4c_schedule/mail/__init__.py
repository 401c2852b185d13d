"""Invitations as mails: made, saved, sent once each."""
