"""A made-up community, so that somebody who tries hearten meets a lively place and not an empty one.

The texts in groups/ were written for this project; no sentence in them occurs twice (tests/house/test_demo_texts.py).
"""
