from django.apps import AppConfig


class Meetings(AppConfig):
    name = "hearten.meetings"

    def ready(self) -> None:
        from hearten.meetings import live, moderated, own_room

        live.ready()
        moderated.ready()
        own_room.take_part()
