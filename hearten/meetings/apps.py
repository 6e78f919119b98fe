from django.apps import AppConfig


class Meetings(AppConfig):
    name = "hearten.meetings"

    def ready(self) -> None:
        from hearten.groups.leaving import when_somebody_leaves as farewell
        from hearten.meetings import jobs, live, moderated, own, own_for_two, own_room, telling  # noqa: F401  # jobs: for the worker
        from hearten.meetings.own import when_somebody_leaves

        live.ready()
        telling.ready()
        moderated.ready()
        own.take_part()
        own_room.take_part()
        own_for_two.take_part()
        farewell(when_somebody_leaves)
        farewell(own_for_two.when_somebody_leaves)
