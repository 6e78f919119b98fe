from django.apps import AppConfig


class Pictures(AppConfig):
    name = "hearten.pictures"

    def ready(self) -> None:
        from hearten.pictures import own, telling

        telling.ready()
        own.take_part()
