"""``python -m faktenlage``: the command line."""

from __future__ import annotations

from faktenlage.surfaces.cli import main

if __name__ == "__main__":
    main()
