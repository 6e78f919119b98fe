"""Circles of two to five people who know of each other what each of them chose to show."""
