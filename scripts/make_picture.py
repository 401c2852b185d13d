"""Draw the DI4C plan for the README: run it from the top folder of the repository."""

from __future__ import annotations

import di4c_schedule as ds
from di4c_schedule.display import timeline

PICTURE = "docs/images/di4c.svg"


def main() -> None:
    """Plan the example and save its timeline."""
    schedule = ds.solve(ds.read_problem("examples/di4c/network.toml")).unwrap()
    timeline(schedule).properties(background="white").save(PICTURE)
    print(f"wrote {PICTURE}")


if __name__ == "__main__":
    main()
