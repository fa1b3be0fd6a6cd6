"""Reviews in the formats of others: for search engines, annotators, spreadsheets, articles and code scanners."""

from faktenlage.exports.annotations import annotations_to_json
from faktenlage.exports.claimreview import Reviewer, claim_reviews_to_json
from faktenlage.exports.markdown import markdown
from faktenlage.exports.sarif import sarif_to_json
from faktenlage.exports.scales import Scale, scales
from faktenlage.exports.tables import COLUMNS, rows, rows_to_csv, rows_to_xlsx

__all__ = [
    "COLUMNS",
    "Reviewer",
    "Scale",
    "annotations_to_json",
    "claim_reviews_to_json",
    "markdown",
    "rows",
    "rows_to_csv",
    "rows_to_xlsx",
    "sarif_to_json",
    "scales",
]
