"""``python -m di4c_schedule`` is the command ``di4c-schedule``."""

from __future__ import annotations

from di4c_schedule.cli import main

if __name__ == "__main__":
    main()
