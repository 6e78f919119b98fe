from django.apps import AppConfig


class Meetings(AppConfig):
    name = "hearten.meetings"
