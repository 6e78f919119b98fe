from functools import partial

from django.apps import AppConfig


class Notices(AppConfig):
    name = "hearten.notices"

    def ready(self) -> None:
        from hearten.kernel import health, service_worker
        from hearten.members import zones
        from hearten.members.actions import entering, keys
        from hearten.notices import jobs, live, own  # noqa: F401  # known to the worker, and to the live pages
        from hearten.notices.models import Channel
        from hearten.notices.outside import holding
        from hearten.notices.outside.push.devices import come_in, end_others
        from hearten.notices.outside.push.pushing import piece_values as push_values
        from hearten.notices.outside.trouble import in_a_word
        from hearten.notices.outside.ways import end_letters
        from hearten.notices.reminders import move_to_zone

        own.take_part()
        for channel in Channel:
            health.also(channel.value, partial(in_a_word, channel))
        zones.when_it_changes(move_to_zone)
        zones.when_it_changes(holding.move_to_zone)
        keys.when_others_end(end_others)
        keys.when_a_seat_is_given_back(end_letters)
        entering.when_somebody_comes_in(come_in)
        service_worker.register(service_worker.Piece("push", "notices/service-worker.js", push_values))
