"""Finding a group: a few plain questions that can be skipped, and three groups with the reason for each."""

from django.apps import AppConfig


class Finding(AppConfig):
    name = "hearten.finding"
