from django.apps import AppConfig


class Measures(AppConfig):
    name = "hearten.measures"

    def ready(self) -> None:
        from hearten.measures import own, telling, wording

        telling.ready()
        own.take_part()
        wording.name_the_consent()
