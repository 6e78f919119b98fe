from django.apps import AppConfig


class Meetings(AppConfig):
    name = "hearten.meetings"

    def ready(self) -> None:
        from hearten.groups.leaving import when_somebody_leaves as farewell
        from hearten.meetings import (  # noqa: F401  # jobs: for the worker
            jobs,
            live,
            moderated,
            moderated_after,
            moderated_words,
            own,
            own_after,
            own_for_two,
            own_room,
            telling,
        )
        from hearten.meetings.own import when_somebody_leaves

        live.ready()
        telling.ready()
        moderated.ready()
        moderated_words.ready()
        moderated_after.ready()
        own.take_part()
        own_room.take_part()
        own_after.take_part()
        own_for_two.take_part()
        farewell(when_somebody_leaves)
        farewell(own_after.when_somebody_leaves)
        farewell(own_for_two.when_somebody_leaves)
