"""Claim against figures, as known on a day: a label, what turned it, and where a mistake came from."""

from faktenlage.verdicts.judging import judge, judge_then_and_today

__all__ = ["judge", "judge_then_and_today"]
