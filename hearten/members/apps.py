from django.apps import AppConfig


class Members(AppConfig):
    name = "hearten.members"
