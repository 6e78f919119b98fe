"""Addresses of getting through the week."""

from django.urls import path

from hearten.plans.circles import views as circles
from hearten.plans.days import show_views as shows
from hearten.plans.days import views as days
from hearten.plans.doing import counting_views as counting
from hearten.plans.doing import views as doing
from hearten.plans.returns import views as returns

app_name = "plans"
urlpatterns = [
    path("plan/", doing.plan, name="plan"),
    path("plan/begin/", doing.begin, name="begin"),
    path("plan/things/<uuid:commitment_id>/", doing.commitment, name="commitment"),
    path("plan/things/<uuid:commitment_id>/words/", doing.words, name="words"),
    path("plan/things/<uuid:commitment_id>/rhythm/", doing.rhythm, name="rhythm"),
    path("plan/things/<uuid:commitment_id>/reminder/", doing.reminder, name="reminder"),
    path("plan/things/<uuid:commitment_id>/done/", doing.done, name="done"),
    path("plan/things/<uuid:commitment_id>/not-today/", doing.not_today, name="not_today"),
    path("plan/things/<uuid:commitment_id>/undone/", doing.undone, name="undone"),
    path("plan/things/<uuid:commitment_id>/pause/", doing.pause, name="pause"),
    path("plan/things/<uuid:commitment_id>/end/", doing.end, name="end"),
    path("plan/things/<uuid:commitment_id>/going-on/", doing.going_on, name="going_on"),
    path("plan/things/<uuid:commitment_id>/removal/", doing.removal, name="removal"),
    path("plan/milestones/", counting.milestones, name="milestones"),
    path("plan/milestones/begin/", counting.begin, name="milestone_begin"),
    path("plan/milestones/<uuid:milestone_id>/", counting.milestone, name="milestone"),
    path("plan/milestones/<uuid:milestone_id>/more/", counting.more, name="milestone_more"),
    path("plan/milestones/<uuid:milestone_id>/less/", counting.less, name="milestone_less"),
    path("plan/milestones/<uuid:milestone_id>/setback/", counting.setback, name="milestone_setback"),
    path("plan/milestones/<uuid:milestone_id>/pause/", counting.pause, name="milestone_pause"),
    path("plan/milestones/<uuid:milestone_id>/end/", counting.end, name="milestone_end"),
    path("plan/milestones/<uuid:milestone_id>/going-on/", counting.going_on, name="milestone_going_on"),
    path("plan/milestones/<uuid:milestone_id>/removal/", counting.removal, name="milestone_removal"),
    path("plan/days/", days.days, name="days"),
    path("plan/days/check-in/", days.check_in, name="check_in"),
    path("plan/days/asking/", days.asking, name="asking"),
    path("plan/days/asking/end/", days.asking_end, name="asking_end"),
    path("plan/days/write/", days.write, name="write"),
    path("plan/days/look-back/<str:month>/", days.look_back, name="look_back"),
    path("plan/days/<uuid:entry_id>/", days.entry, name="entry"),
    path("plan/days/<uuid:entry_id>/change/", days.change, name="entry_change"),
    path("plan/days/<uuid:entry_id>/removal/", days.removal, name="entry_removal"),
    path("plan/days/<uuid:entry_id>/showing/", shows.showing_of, name="showing"),
    path("plan/shown/", shows.shown, name="shown"),
    path("plan/shown/<uuid:shared_id>/", shows.shown_one, name="shown_one"),
    path("plan/shown/<uuid:shared_id>/end/", shows.shown_end, name="shown_end"),
    path("plan/shown/<uuid:shared_id>/away/", shows.shown_away, name="shown_away"),
    path("groups/<uuid:group_id>/told/", shows.told_in, name="told_in"),
    path("plan/told/<uuid:told_id>/", shows.told, name="told"),
    path("plan/told/<uuid:told_id>/removal/", shows.told_removal, name="told_removal"),
    path("plan/circles/", circles.circles, name="circles"),
    path("groups/<uuid:group_id>/circles/begin/", circles.propose, name="circle_begin"),
    path("plan/circles/<uuid:circle_id>/", circles.circle, name="circle"),
    path("plan/circles/<uuid:circle_id>/answer/", circles.answer, name="circle_answer"),
    path("plan/circles/<uuid:circle_id>/showing/", circles.showing, name="circle_showing"),
    path("plan/circles/<uuid:circle_id>/showing/<uuid:commitment_id>/", circles.show_one, name="circle_show"),
    path("plan/circles/<uuid:circle_id>/words/", circles.words, name="circle_words"),
    path("plan/circles/<uuid:circle_id>/words/<uuid:words_id>/yes/", circles.words_yes, name="circle_words_yes"),
    path("plan/circles/<uuid:circle_id>/saying/<uuid:place_id>/", circles.saying, name="circle_saying"),
    path("plan/circles/<uuid:circle_id>/leaving/", circles.leaving, name="circle_leaving"),
    path("plan/coming-back/", returns.wish, name="return_wish"),
    path("plan/coming-back/end/", returns.wish_end, name="return_wish_end"),
    path("plan/back/", returns.back, name="back"),
    path("plan/notes/<uuid:note_id>/", returns.note, name="return_note"),
    path("plan/notes/<uuid:note_id>/no/", returns.note_no, name="return_note_no"),
]
