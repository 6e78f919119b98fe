from django.apps import AppConfig


class Home(AppConfig):
    name = "hearten.home"

    def ready(self) -> None:
        from hearten.home import carrying

        carrying.ready()
        from hearten.home import meetings_counted

        meetings_counted.ready()
