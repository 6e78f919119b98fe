from django.apps import AppConfig


class Search(AppConfig):
    name = "hearten.search"

    def ready(self) -> None:
        from hearten.search import library, posts

        posts.ready()
        library.ready()
