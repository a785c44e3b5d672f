"""The goods of the sample firm: invented from words and a seed, alike each time."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import Any, Final

from app.core.check_digit import check_digit
from app.core.kinds import PLACES, Kind
from app.core.numbers import Price, Rate, divide
from app.services.sample.words import words

_YUAN: Final[int] = 10 ** PLACES[Kind.PRICE]
_FEN: Final = _YUAN // 100
_JIAO: Final = _YUAN // 10
_MARKUP_PER_CENT: Final = (126, 158)
_COST_PER_CENT: Final = (85, 130)
_WHOLESALE_PER_CENT: Final = 92
_TAX_RATE: Final = 130_000
_FOOD_TAX_RATE: Final = 90_000
_FOODS: Final = 2
"""So many categories, from the first, are taxed as food."""
_MEASURED: Final = 3
_COUNTRY: Final = "69"


@dataclass(frozen=True, slots=True)
class Goods:
    """One article before it is saved; `cost` and `retail` are by the base unit."""

    code: str
    name: str
    spec: str
    category: str
    brand: str
    unit: str
    places: int
    box: str
    ratio: int
    cost: Price
    retail: Price
    barcode: str
    box_barcode: str
    tax_rate: Rate

    @property
    def box_price(self) -> Price:
        """What a box costs a customer: a little less than its pieces."""
        return rounded(divide(self.retail * self.ratio * _WHOLESALE_PER_CENT, 100))

    def values(self, category_uid: str) -> dict[str, Any]:
        """Write as the values of an item record."""
        units = [{"name": self.box, "numerator": self.ratio, "retail": self.box_price}] if self.box else []
        codes = [{"code": self.barcode, "unit": ""}]
        if self.box:
            codes.append({"code": self.box_barcode, "unit": self.box})
        return {
            "code": self.code,
            "name": self.name,
            "spec": self.spec,
            "category": category_uid,
            "brand": self.brand,
            "base_unit": self.unit,
            "base_places": self.places,
            "units": units,
            "barcodes": codes,
            "purchase": self.cost,
            "retail": self.retail,
            "wholesale": rounded(divide(self.retail * _WHOLESALE_PER_CENT, 100)),
            "tax_rate": self.tax_rate,
        }


def rounded(price: int) -> Price:
    """Round a price to jiao, as price tags are."""
    return Price(max(divide(price, _JIAO), 1) * _JIAO)


def invent(random: Random, count: int) -> list[Goods]:
    """Invent so many different articles."""
    made: list[Goods] = []
    for number, (category, brand, kind, article) in enumerate(_ideas(random, count), 1):
        name, spec, unit, box, ratio, fen = article
        cost = Price(divide(fen * _FEN * random.randint(*_COST_PER_CENT), 100) // _FEN * _FEN)
        retail = rounded(divide(cost * random.randint(*_MARKUP_PER_CENT), 100))
        body = f"{_COUNTRY}{random.randint(10**6, 10**7 - 1)}{number % 1000:03}"
        made.append(
            Goods(
                code=f"{number:05}",
                name=f"{brand}{name}{kind}",
                spec=spec,
                category=category,
                brand=brand,
                unit=unit,
                places=0 if box else _MEASURED,
                box=box,
                ratio=ratio,
                cost=cost,
                retail=retail,
                barcode=body + check_digit(body),
                box_barcode="1" + body + check_digit("1" + body),
                tax_rate=_tax_rate(category),
            )
        )
    return made


def _ideas(random: Random, count: int) -> Iterator[tuple[str, str, str, list[Any]]]:
    """Walk different articles, categories well mixed; when the words are used up, they are used again."""
    known = words()
    every = [
        (category, brand, kind, article)
        for category, articles in known["categories"].items()
        for article, brand, kind in product(articles, known["brands"], known["kinds"])
    ]
    random.shuffle(every)
    for number in range(count):
        category, brand, kind, article = every[number % len(every)]
        again = number // len(every)
        yield category, brand, f"{kind}{again + 1}" if again else kind, article


def _tax_rate(category: str) -> Rate:
    foods = list(words()["categories"])[1 : 1 + _FOODS]
    return Rate(_FOOD_TAX_RATE if category in foods else _TAX_RATE)
