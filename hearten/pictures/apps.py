from django.apps import AppConfig


class Pictures(AppConfig):
    name = "hearten.pictures"

    def ready(self) -> None:
        from hearten.pictures import telling

        telling.ready()
