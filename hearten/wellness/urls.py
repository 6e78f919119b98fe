"""Addresses of what one keeps for hard days. A new verb is a new resource: /you/hope/<id>/removal/."""

from django.urls import path

from hearten.wellness import shell
from hearten.wellness.views import company, device, hope, overview, peers, plan, setback, signs

app_name = "wellness"
_COMPANY = "you/company"

urlpatterns = [
    path("you/hard-days/", overview.hard_days, name="hard_days"),
    path("you/hope/", hope.shelf, name="hope"),
    path("you/hope/words/", hope.words, name="hope_words"),
    path("you/hope/pictures/", hope.pictures, name="hope_pictures"),
    path("you/hope/<uuid:hope_id>/picture/", hope.picture, name="picture"),
    path("you/hope/<uuid:hope_id>/removal/", hope.removal, name="hope_removal"),
    path("posts/<uuid:post_id>/hope/", hope.reply, name="keep_reply"),
    path("encouragement/<uuid:card_id>/hope/", hope.card, name="keep_card"),
    path("you/wellness-plan/", plan.plan, name="plan"),
    path("you/wellness-plan/edit/", plan.edit, name="plan_edit"),
    path("you/wellness-plan/removal/", plan.removal, name="plan_removal"),
    path("you/signs/", signs.every, name="signs"),
    path("you/signs/end/", signs.end, name="signs_end"),
    path("you/signs/<uuid:look_id>/", signs.look, name="look"),
    path("you/setback/", setback.begin, name="setback"),
    path("you/setback/<uuid:setback_id>/", setback.after, name="after_setback"),
    path("you/setback/<uuid:setback_id>/removal/", setback.removal, name="setback_removal"),
    path("you/setbacks/", setback.listed, name="setbacks"),
    path(f"{_COMPANY}/", company.company, name="company"),
    path(f"{_COMPANY}/calls/", company.calls, name="calls"),
    path(f"{_COMPANY}/calls/<uuid:call_id>/", company.call, name="call"),
    path(f"{_COMPANY}/calls/<uuid:call_id>/end/", company.call_end, name="call_end"),
    path(f"{_COMPANY}/asked/<uuid:call_id>/", company.asked, name="asked"),
    path(f"{_COMPANY}/room/", peers.room, name="room"),
    path(f"{_COMPANY}/room/end/", peers.room_end, name="room_end"),
    path(f"{_COMPANY}/people/<uuid:place_id>/", peers.name, name="name_peer"),
    path(f"{_COMPANY}/named/<uuid:peer_id>/answer/", peers.answer, name="answer_naming"),
    path(f"{_COMPANY}/named/<uuid:peer_id>/end/", peers.end, name="end_peer"),
    path("you/on-this-device/", device.device, name="device"),
    path("you/on-this-device/pages/", device.pages, name="device_pages"),
    path("you/on-this-device/changes/", device.changes, name="device_changes"),
    path("you/two-versions/", device.versions, name="versions"),
    path("you/two-versions/<uuid:version_id>/", device.choice, name="choose_version"),
    path("kept/", shell.shell, name="shell"),
]
