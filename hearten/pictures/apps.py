from django.apps import AppConfig


class Pictures(AppConfig):
    name = "hearten.pictures"
