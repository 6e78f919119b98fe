from django.apps import AppConfig


class Wellness(AppConfig):
    name = "hearten.wellness"

    def ready(self) -> None:
        from hearten.groups.leaving import when_somebody_leaves as farewell
        from hearten.kernel import service_worker
        from hearten.plans.days.entries import when_one_goes
        from hearten.safety.two_places import keep_apart_with, when_a_plan_goes
        from hearten.wellness import arriving, jobs, own, telling  # noqa: F401  # jobs: known to the worker
        from hearten.wellness.actions.company import when_somebody_leaves
        from hearten.wellness.actions.setback import when_its_entry_goes
        from hearten.wellness.shell import kept_on_the_device

        telling.ready()
        service_worker.register(service_worker.Piece("kept-pages", "wellness/service-worker.js", kept_on_the_device))
        own.take_part()
        farewell(when_somebody_leaves)
        when_one_goes(when_its_entry_goes)
        keep_apart_with(arriving.keep_apart)
        when_a_plan_goes(arriving.forget_apart)
