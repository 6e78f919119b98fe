from django.apps import AppConfig


class Moderation(AppConfig):
    name = "hearten.moderation"
