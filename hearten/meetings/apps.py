from django.apps import AppConfig


class Meetings(AppConfig):
    name = "hearten.meetings"

    def ready(self) -> None:
        from hearten.groups.leaving import when_somebody_leaves as farewell
        from hearten.meetings.after import moderated as after_moderated
        from hearten.meetings.after import own as after_own
        from hearten.meetings.for_two import jobs as for_two_jobs  # noqa: F401  # for the worker
        from hearten.meetings.for_two import own as for_two_own
        from hearten.meetings.room import live, moderated, moderated_words
        from hearten.meetings.room import own as room_own
        from hearten.meetings.schedule import jobs, own, telling  # noqa: F401  # jobs: for the worker

        live.ready()
        telling.ready()
        for words in (moderated, moderated_words, after_moderated):
            words.ready()
        for part in (own, room_own, after_own, for_two_own):
            part.take_part()
        for part in (own, after_own, for_two_own):
            farewell(part.when_somebody_leaves)
