from django.apps import AppConfig


class Groups(AppConfig):
    name = "hearten.groups"

    def ready(self) -> None:
        from hearten.groups import news, own

        news.make_known()
        own.take_part()
