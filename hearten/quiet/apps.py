"""A room in every group where people sit beside each other without a word."""

from django.apps import AppConfig


class Quiet(AppConfig):
    name = "hearten.quiet"

    def ready(self) -> None:
        from hearten.quiet import own

        own.take_part()
