from django.apps import AppConfig


class Groups(AppConfig):
    name = "hearten.groups"

    def ready(self) -> None:
        from hearten.groups import news

        news.make_known()
