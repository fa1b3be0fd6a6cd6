"""Claim against figures, as known on a day: a label, what turned it, and where a mistake came from."""

from faktenlage.verdicts.fitting import Fit
from faktenlage.verdicts.judging import judge, judge_then_and_today
from faktenlage.verdicts.trails import Asked, Trail, trail

__all__ = ["Asked", "Fit", "Trail", "judge", "judge_then_and_today", "trail"]
