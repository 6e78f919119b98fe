"""Questionnaires that a member fills in for themself: scoring, plain words, change over time, and counts by consent."""
