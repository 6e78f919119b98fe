"""Column types that search alone needs."""

from collections.abc import Sequence
from typing import Any

from django.db import models

DIMENSIONS = 384


class VectorField(models.Field):  # type: ignore[type-arg]  # not generic when it runs
    """What a text is about, as 384 half-precision numbers (pgvector's halfvec): 776 bytes."""

    def db_type(self, connection: Any) -> str:
        return f"halfvec({DIMENSIONS})"


def written(vector: Sequence[float]) -> str:
    """Return a vector in pgvector's own words. Half precision holds three digits; five are more than enough."""
    return f"[{','.join(f'{number:.5g}' for number in vector)}]"
