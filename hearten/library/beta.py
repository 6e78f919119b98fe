"""The Beta distribution, as far as the evidence of cards needs it. Pure arithmetic."""

from math import exp, lgamma, log, log1p

_TINY = 1e-300
_STEPS = 200
_CLOSE = 1e-12


def below(x: float, a: float, b: float) -> float:
    """Return the probability that a Beta(a, b) variable is at most x (the regularised incomplete beta function).

    By the continued fraction of Numerical Recipes, 3rd ed., section 6.4, with Lentz's method.
    """
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / _off_zero(1 - (a + b) * x / (a + 1))
    whole = d
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for part in (even, odd):
            d = 1 / _off_zero(1 + part * d)
            c = _off_zero(1 + part / c)
            whole *= c * d
        if abs(c * d - 1) < _CLOSE:
            break
    return whole


def _off_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def quantile(share: float, a: float, b: float) -> float:
    """Return x with `below(x, a, b) == share`, to within 1e-6."""
    low, high = 0.0, 1.0
    while high - low > 1e-6:
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle, a, b) < share else (low, middle)
    return (low + high) / 2
