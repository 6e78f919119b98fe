from functools import partial

from django.apps import AppConfig


class Notices(AppConfig):
    name = "hearten.notices"

    def ready(self) -> None:
        from hearten.kernel import health, service_worker
        from hearten.members import zones
        from hearten.members.actions import keys
        from hearten.notices import jobs, live, own  # noqa: F401  # known to the worker, and to the live pages
        from hearten.notices.devices import end_others
        from hearten.notices.models import Channel
        from hearten.notices.pushing import piece_values as push_values
        from hearten.notices.reminders import move_to_zone
        from hearten.notices.trouble import in_a_word

        own.take_part()
        for channel in Channel:
            health.also(channel.value, partial(in_a_word, channel))
        zones.when_it_changes(move_to_zone)
        keys.when_others_end(end_others)
        service_worker.register(service_worker.Piece("push", "notices/service-worker.js", push_values))
