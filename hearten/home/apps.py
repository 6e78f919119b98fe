from django.apps import AppConfig


class Home(AppConfig):
    name = "hearten.home"

    def ready(self) -> None:
        from hearten.home import carrying, meetings_counted, wished

        carrying.ready()
        meetings_counted.ready()
        wished.ready()
