"""Write the JSON Schema of a review into the package, from the Structs of the contract."""

from __future__ import annotations

import json
from pathlib import Path

from faktenlage.contract import review_schema

TARGET = Path(__file__).parents[1] / "src" / "faktenlage" / "schemas" / "review.schema.json"


def schema_text() -> str:
    """The schema as it stands in the package."""
    return json.dumps(review_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(schema_text(), encoding="utf-8")
    print(f"wrote {TARGET.name}")
