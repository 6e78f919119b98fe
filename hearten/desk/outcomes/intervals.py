"""A mean with its 95 percent interval (Student's t). Pure, without a library of statistics."""

import math

CONFIDENCE = 0.95


def interval(mean: float, deviation: float, count: int) -> tuple[float, float]:
    """Return the ends of the 95 percent interval of a mean of `count` (at least two) values."""
    reach = quantile(1 - (1 - CONFIDENCE) / 2, count - 1) * deviation / math.sqrt(count)
    return mean - reach, mean + reach


def quantile(share: float, freedom: int) -> float:
    """Return below which value a t of `freedom` degrees lies with probability `share` (from a half up to below one)."""
    low, high = 0.0, 1.0
    while below(high, freedom) < share:
        high *= 2
    for _step in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle, freedom) < share else (low, middle)
    return (low + high) / 2


def below(value: float, freedom: int) -> float:
    """Return the probability that a t of `freedom` degrees is below a value of zero or more."""
    return 1 - _beta(freedom / (freedom + value * value), freedom / 2, 0.5) / 2


def _beta(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function (Abramowitz and Stegun 26.5.8, by Lentz's continued fraction)."""
    if x in (0.0, 1.0):
        return x
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x > (a + 1) / (a + b + 2):
        return 1 - front * _fraction(1 - x, b, a) / b
    return front * _fraction(x, a, b) / a


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    whole = d
    for step in range(1, 300):
        for over in (
            step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step)),
            -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1)),
        ):
            d = 1 / _away(1 + over * d)
            c = _away(1 + over / c)
            whole *= c * d
        if abs(c * d - 1) < 1e-14:
            break
    return whole


def _away(value: float) -> float:
    """Return a value that can be divided by."""
    return value if abs(value) > 1e-300 else 1e-300
