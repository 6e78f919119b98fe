"""A second opinion beside the encoder: short runs of words and letters, weighed by a linear model."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from hearten.reading.bag import Bag, grams


def fit_bag(replies: Sequence[str], levels: "np.ndarray[Any, Any]", least: int = 3, strength: float = 0.5) -> Bag:
    """Fit a bag to the levels of one mechanism. Runs that occur in fewer than `least` replies are left out."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    table = TfidfVectorizer(analyzer=grams, min_df=least, sublinear_tf=True, dtype=np.float32)
    found = table.fit_transform(replies)
    model = LogisticRegression(C=strength * 10, max_iter=400, class_weight="balanced").fit(found, levels)
    return Bag(dict(table.vocabulary_), table.idf_.astype(np.float32), _three(model).astype(np.float32), _biases(model))


def _three(model: Any) -> "np.ndarray[Any, Any]":
    """Return weights for the levels 0, 1 and 2, also where the pairs lack one of them."""
    weights = np.zeros((3, model.coef_.shape[1]), dtype=np.float32)
    weights[[int(level) for level in model.classes_]] = (
        model.coef_ if len(model.classes_) > 2 else np.vstack([-model.coef_, model.coef_])
    )
    return weights


def _biases(model: Any) -> "np.ndarray[Any, Any]":
    biases = np.full(3, -10.0, dtype=np.float32)
    biases[[int(level) for level in model.classes_]] = (
        model.intercept_ if len(model.classes_) > 2 else [-model.intercept_[0], model.intercept_[0]]
    )
    return biases
