from django.apps import AppConfig


class Home(AppConfig):
    name = "hearten.home"

    def ready(self) -> None:
        from hearten.home import carrying, meetings_counted, stepping, wished

        carrying.ready()
        meetings_counted.ready()
        stepping.ready()
        wished.ready()
