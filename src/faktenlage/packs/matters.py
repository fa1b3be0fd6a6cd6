"""What the reports of a domain are about: which measure a number is of, whom members are members of. ``[reading]``."""

from __future__ import annotations

from decimal import Decimal

import msgspec

__all__ = ["Matter", "Mixup", "Some", "Spread"]


class Some(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A group, or a group less some."""

    group: str
    without: tuple[str, ...] = ()


class Spread(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far the figures of others who measure the same lie apart: by a part of the value, or by so many units."""

    part: Decimal
    units: Decimal = Decimal(0)


class Mixup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A set that is easily taken for another: ``cause`` is the code under which a wrong verdict says so."""

    cause: str
    asked: str
    meant: Some


class Matter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``[reading]`` of ``domain.toml``; a domain without it is asked, but no report is read for it.

    ``group`` is whom "members" are members of, ``europe`` the European ones, ``parts`` the groups within it that a sum
    may be meant of, ``wider`` the sets "only these" may be meant among; it never had fewer than ``fewest`` members and
    has at most ``places``. ``topic`` are the marks ("kind value") that put a report on the subject, ``vague`` those of
    them that others have as well.

    ``share`` is the measure of a share of output, ``usual`` and ``most`` what it ever reaches; ``portion`` that of a
    share of the money itself; ``money`` the family of amounts, with the currency behind it, ``constant`` the same in
    the prices of a year, ``real`` its growth without them; ``heads`` counts people, ``output`` is what the share is of.
    ``alike`` are measures of other domains by which the same words may be meant, by the measure of this one.
    ``publishers`` have measures of their own; ``aided`` is a country whose money from abroad is no one's own.

    Without ``share`` a number is of the measure named nearest to it that fits its unit; ``spread`` tells of measures
    that others publish by definitions of their own how far numbers may lie apart before one of them is wrong.

    ``kinds`` are the offices a word for one may mean; ``seats`` words for an office of the group itself.
    """

    group: str
    topic: tuple[str, ...]
    vague: tuple[str, ...] = ()
    europe: str = ""
    parts: tuple[str, ...] = ()
    wider: tuple[Some, ...] = ()
    fewest: int = 2
    places: int = 250
    share: str = ""
    usual: Decimal = Decimal(100)
    most: Decimal = Decimal(100)
    portion: str = ""
    money: str = ""
    constant: tuple[str, ...] = ()
    real: str = ""
    heads: str = ""
    output: str = ""
    publishers: dict[str, str] = {}
    alike: dict[str, str] = {}
    aided: tuple[str, ...] = ()
    kinds: dict[str, tuple[str, ...]] = {}
    seats: dict[str, str] = {}
    mixups: tuple[Mixup, ...] = ()
    spread: dict[str, Spread] = {}

    @property
    def dollars(self) -> str:
        """The measure of money in dollars, which every country has."""
        return f"{self.money}.usd"

    def is_money(self, measure: str) -> bool:
        """Whether a measure is an amount of the family, in whatever currency."""
        return bool(self.money) and measure.startswith(f"{self.money}.")

    def names(self) -> dict[str, tuple[str, ...]]:
        """Every measure and group that is named here, to be looked up in the domain."""
        measures = (self.share, self.portion, self.real, self.heads, self.output, *self.constant, *self.spread)
        sets = [*self.wider, *(mixup.meant for mixup in self.mixups)]
        groups = (self.group, self.europe, *self.parts, *(some.group for some in sets))
        return {"measure": tuple(filter(None, measures)), "group": tuple(filter(None, groups))}
