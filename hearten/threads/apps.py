from django.apps import AppConfig


class Threads(AppConfig):
    name = "hearten.threads"
