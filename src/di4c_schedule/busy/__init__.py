"""When people are busy, as their calendars tell."""
