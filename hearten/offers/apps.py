"""Who could help: what somebody says they have lived through and want to do, and which waiting posts fit it."""

from django.apps import AppConfig


class Offers(AppConfig):
    name = "hearten.offers"

    def ready(self) -> None:
        from hearten.answering.above import above_the_queue
        from hearten.offers import own
        from hearten.offers.above import what_may_fit

        own.take_part()
        above_the_queue(what_may_fit)
