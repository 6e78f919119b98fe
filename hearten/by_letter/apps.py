"""Answering by letter: what comes in by e-mail, from members as replies and from servers as bounces."""

from django.apps import AppConfig


class ByLetter(AppConfig):
    name = "hearten.by_letter"

    def ready(self) -> None:
        from hearten.by_letter import jobs, own, telling  # noqa: F401  # jobs: known to the worker
        from hearten.by_letter.actions import want_no_more
        from hearten.by_letter.leaving import way_of
        from hearten.members.actions import keys
        from hearten.notices.coming_back import who_takes_answers

        telling.ready()
        own.take_part()
        who_takes_answers(way_of)
        keys.when_a_seat_is_given_back(want_no_more)
