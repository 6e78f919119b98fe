from django.apps import AppConfig


class Handover(AppConfig):
    name = "hearten.handover"

    def ready(self) -> None:
        from hearten.handover import own
        from hearten.handover.sources import care, measures, plans, safety

        own.take_part()
        measures.ready()
        plans.ready()
        care.ready()
        safety.ready()
