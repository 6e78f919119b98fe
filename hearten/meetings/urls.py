"""Addresses of live meetings."""

from django.urls import URLPattern, path

from hearten.meetings.views import formats

app_name = "meetings"
_GROUP = "groups/<uuid:group_id>"

_FORMATS = [
    path(f"{_GROUP}/lead/formats/", formats.formats, name="formats"),
    path(f"{_GROUP}/lead/formats/versions/<uuid:version_id>/", formats.version, name="format_version"),
    path(f"{_GROUP}/lead/formats/versions/<uuid:version_id>/return/", formats.back, name="format_back"),
    path(f"{_GROUP}/lead/formats/<slug:name>/", formats.edit, name="format"),
    path(f"{_GROUP}/lead/formats/<slug:name>/preview/", formats.preview, name="format_preview"),
    path(f"{_GROUP}/lead/formats/<slug:name>/parts/", formats.parts, name="format_parts"),
]

urlpatterns: list[URLPattern] = [*_FORMATS]
