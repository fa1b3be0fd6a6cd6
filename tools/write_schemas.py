"""Write the JSON Schemas of all outputs into the package, from the Structs of the contract."""

from __future__ import annotations

import json
from pathlib import Path

from faktenlage.contract import review_schema
from faktenlage.contract.measures import measures_schema
from faktenlage.contract.receipts import receipt_schema

FOLDER = Path(__file__).parents[1] / "src" / "faktenlage" / "schemas"
SCHEMAS = {
    "review.schema.json": review_schema,
    "quantities.schema.json": measures_schema,
    "receipt.schema.json": receipt_schema,
}


def schema_text(name: str) -> str:
    """A schema as it stands in the package."""
    return json.dumps(SCHEMAS[name](), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in SCHEMAS:
        (FOLDER / name).write_text(schema_text(name), encoding="utf-8")
        print(f"wrote {name}")
