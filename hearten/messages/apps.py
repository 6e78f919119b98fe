from django.apps import AppConfig


class Messages(AppConfig):
    name = "hearten.messages"
