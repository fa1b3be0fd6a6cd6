"""Numbers, days, lists and names as one language writes them; everything is remembered once written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from faktenlage.explanations.tables import Plural
from faktenlage.explanations.wording import Wording
from faktenlage.figures.territories import territory
from faktenlage.model import plain

if TYPE_CHECKING:
    from babel import Locale

_REMEMBERED = 20_000


class Speech:
    """CLDR for one language, with the exceptions its pack makes; Babel is imported at the first number."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self.number = lru_cache(_REMEMBERED)(self._number)
        self.day = lru_cache(_REMEMBERED)(self._day)
        self.listed = lru_cache(_REMEMBERED)(self._listed)
        self.area = lru_cache(1000)(self._area)
        self.amount = lru_cache(_REMEMBERED)(self._amount)

    @cached_property
    def locale(self) -> Locale:
        from babel import Locale

        return Locale.parse(self._wording.locale)

    def plural(self, forms: Plural, number: Decimal | int) -> str:
        """The form for a number; ``zero`` first, then the category CLDR puts the number in."""
        if number == 0 and forms.zero is not None:
            return forms.zero
        return getattr(forms, self.locale.plural_form(number), None) or forms.other

    def count(self, number: int) -> str:
        """A small number in words, as a running text has it, any other in digits."""
        words = self._wording.small_numbers
        return words[number] if 0 <= number < len(words) else self.number(Decimal(number), 0)

    def areas(self, codes: Sequence[str]) -> str:
        """Names of areas as a list, without articles."""
        return self.listed(tuple(self.area(code) for code in codes))

    def articles(self, codes: Sequence[str]) -> str:
        """Names of areas as a list, with the articles some of them need."""
        return self.listed(tuple(self.article(code) for code in codes))

    def article(self, code: str) -> str:
        return self._wording.areas.article.get(code) or self.area(code)

    def inside(self, code: str) -> str:
        """Where something is: "in Polen", "in den USA"."""
        areas = self._wording.areas
        return areas.where.get(code) or areas.inside.format(area=self.article(code))

    def either(self, words: Sequence[str]) -> str:
        """Words of which one holds: "a, b or c"."""
        from babel.lists import format_list

        return format_list(list(words), style="or", locale=self.locale)

    def agreeing(self, codes: Sequence[str]) -> int:
        """How many a verb must agree with: the United States are one area and, in German, a plural."""
        return 2 if len(codes) == 1 and codes[0] in self._wording.areas.plural else len(codes)

    def quoted(self, text: str) -> str:
        return self._wording.quotation.format(text=text)

    def language(self, code: str) -> str:
        """The name of a language, the code itself where CLDR has none."""
        return str(self.locale.languages.get(code, code))

    def currency(self, code: str) -> str:
        """The name of a currency, the code itself where CLDR has none."""
        from babel.numbers import get_currency_name

        return get_currency_name(code, locale=self.locale)

    def written(self, number: Decimal, unit: str) -> str:
        """A number as it was written, without padding: a threshold, a target."""
        exponent = Decimal(plain(number)).as_tuple().exponent
        return self.amount(number, unit, max(0, -int(exponent)))

    def _number(self, number: Decimal, decimals: int) -> str:
        from babel.numbers import format_decimal

        rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
        return format_decimal(rounded, format=pattern, locale=self.locale)

    def _day(self, day: dt.date) -> str:
        from babel.dates import format_date

        return format_date(day, format="long", locale=self.locale)

    def _listed(self, words: tuple[str, ...]) -> str:
        from babel.lists import format_list

        return format_list(words, locale=self.locale)

    def _area(self, code: str) -> str:
        if code in self._wording.areas.names:
            return self._wording.areas.names[code]
        return str(self.locale.territories.get(territory(code) or code, code))

    def _amount(self, number: Decimal, unit: str, decimals: int) -> str:
        """A number with its unit; money and thousands are scaled so that no one has to count digits."""
        if unit == "thousands":
            return self._amount(number * 1000, "persons", 0)
        if unit in self._wording.units:
            form = self.plural(self._wording.units[unit], self._rounded(number, decimals))
            return form.format(n=self.number(number, decimals))
        *scale, currency = unit.split() or [""]
        if len(currency) == 3 and currency.isupper():
            return self._money(number, scale[0] if scale else "", currency, decimals)
        return f"{self.number(number, decimals)} {unit}".rstrip()

    def _money(self, number: Decimal, scale: str, currency: str, decimals: int) -> str:
        from babel.numbers import get_currency_name

        forms = self._wording.scales.get(scale)
        count = self._rounded(number, decimals)
        name = get_currency_name(currency, count=count if forms is None else 2, locale=self.locale)
        if forms is None:
            return f"{self.number(number, decimals)} {scale} {name}".replace("  ", " ")
        return self.plural(forms, count).format(n=self.number(number, decimals), unit=name)

    @staticmethod
    def _rounded(number: Decimal, decimals: int) -> Decimal:
        return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
