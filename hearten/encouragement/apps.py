from django.apps import AppConfig


class Encouragement(AppConfig):
    name = "hearten.encouragement"

    def ready(self) -> None:
        from hearten.encouragement import jobs, moderated, own, watched  # noqa: F401  # jobs: known to the worker
        from hearten.encouragement.actions import when_somebody_leaves
        from hearten.groups.leaving import when_somebody_leaves as farewell

        watched.ready()
        moderated.ready()
        own.take_part()
        farewell(when_somebody_leaves)
