from django.apps import AppConfig


class Groups(AppConfig):
    name = "hearten.groups"
