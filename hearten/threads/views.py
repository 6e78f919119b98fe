"""A group's conversations, one conversation, and beginning one."""

from functools import lru_cache
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hearten.coach import asking
from hearten.coach.rules import may_ask
from hearten.groups import rules as group_rules
from hearten.groups.models import Group
from hearten.groups.notes import MEDICINES, notes_on
from hearten.groups.standing import Place, place_in, place_or_unseen, visit_in
from hearten.groups.views import doorway
from hearten.groups.welcomers import welcomers_of
from hearten.kernel.door import Knock, Later, door
from hearten.kernel.pages import fragment, leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.sending import fresh_client_id
from hearten.kernel.verdict import Unseen, Verdict, unseen
from hearten.members.content_notes import NOTES, folds_away
from hearten.members.limits import POSTS_OF_A_MEMBER, take
from hearten.moderation.reading import gate_of, is_held
from hearten.moderation.rules import may_write_now, may_write_so_often
from hearten.pictures.choosing import chosen
from hearten.quiet.reading import room_of
from hearten.safety import first_look
from hearten.safety.beside import asked_for
from hearten.safety.first_look import looked_at
from hearten.threads import reading, rules
from hearten.threads.actions import write as actions
from hearten.threads.beside_mine import shown_beside
from hearten.threads.forms import BEGUN_BY_WRITING, MOVES, ReplyForm, StartForm
from hearten.threads.fragments import post_html, posts_html, row_html
from hearten.threads.gate import live_and_gate
from hearten.threads.models import Kind, Wish
from hearten.threads.pictured import unpacked
from hearten.threads.reading_work import work_of
from hearten.threads.watched import opening_of


@door(Knock.ANYONE)
def group(request: HttpRequest, seat: Seat, *, group_id: UUID) -> HttpResponse:
    """Show a group's conversations to its people, and its doorway to everybody who may know of it."""
    place = place_in(seat, group_id)
    visit = None if place else visit_in(seat, group_id)
    here = place or visit
    if here is None:
        return doorway(request, seat, seat.find(Group, group_id))
    only = request.GET.get("show", "")
    now = live_and_gate(seat, group_id)
    return show(
        request,
        "threads/group.html",
        place=place,
        visit=visit,
        group_id=group_id,
        title=here.title,
        may_post=_may_post(place, now.gate) if place else unseen,
        rows=[row_html(row) for row in reading.rows(seat, group_id, only)],
        only=only if only in reading.FILTERS else "",
        live=now.number,
        sitting=len(room_of(seat, place).here) if place else 0,
    )


def _may_post(place: Place, gate: str) -> Verdict:
    agreed = group_rules.may_post(place, place.version)
    return may_write_now(gate) if agreed else agreed


@door(Knock.MEMBER, form=StartForm)
def write(request: HttpRequest, seat: Seat, *, group_id: UUID, form: StartForm) -> HttpResponse | Later:
    """Begin a conversation: what is going on, and what would help."""
    place = place_or_unseen(seat, group_id)
    if not form.is_bound:
        first_look.wake()
        return _write_page(request, seat, place, {"kind": request.GET.get("kind", ""), "client_id": fresh_client_id()})
    group_rules.may_post(place, place.version).or_refuse()
    may_write_so_often(take(POSTS_OF_A_MEMBER, str(seat.me))).or_refuse()
    if not form.is_valid():
        return _write_page(request, seat, place, request.POST, form.errors, status=422)
    pictures = chosen(request, seat)
    if pictures.errors:
        return _write_page(request, seat, place, request.POST, pictures.errors, status=422)
    sent = form.cleaned_data
    if noted := notes_on(seat, group_id, "\n".join((sent["title"], sent["body"], *pictures.said)), sent["fine"]):
        return _write_page(request, seat, place, request.POST, status=422, **noted)
    draft = actions.Draft(sent["body"], sent["client_id"], sent["masked"], pictures=pictures.pictures)
    also = {name: sent[name] for name in ("title", "kind", "wish", "mood", "note")}
    begun = actions.start(seat, place, draft, **also)
    leave_note(
        request,
        _("Your words wait for a look. Then the people of this group can read them. You see them already.")
        if is_held(seat, begun.id)
        else _("Your words are here now. The people of this group can read them."),
    )
    opening = opening_of(seat, begun.id)
    text = "\n".join((also["title"], also["note"], also["mood"], draft.body, *pictures.said))
    return looked_at("post", opening, text, HttpResponseRedirect(url("threads:thread", begun.id)))


def _write_page(
    request: HttpRequest, seat: Seat, place: Place, given: Any, errors: Any = None, status: int = 200, **also: Any
) -> HttpResponse:
    return show(
        request,
        "threads/write.html",
        status=status,
        place=place,
        may_post=_may_post(place, gate_of(seat, place.group_id)),
        welcomers=welcomers_of(seat, place.group_id),
        given=given,
        errors=errors or {},
        kinds=BEGUN_BY_WRITING,
        wishes=Wish.choices,
        notes_offered=[label for _key, label in NOTES],
        **also,
    )


@door(Knock.MEMBER)
def thread(request: HttpRequest, seat: Seat, *, thread_id: UUID) -> HttpResponse:
    """Show a conversation."""
    given = {"client_id": fresh_client_id(), "quotes": request.GET.get("quote", "")}
    head = reading.head(seat, thread_id)
    first_look.wake()
    if may_ask(head.coach):
        asking.wake()
    return thread_page(request, seat, head, given)


@door(Knock.MEMBER, form=ReplyForm)
def reply(request: HttpRequest, seat: Seat, *, thread_id: UUID, form: ReplyForm) -> HttpResponse | Later:
    """Reply in a conversation. Opened as a page (a reload after a mistake), it leads back there."""
    head = reading.head(seat, thread_id)
    if not form.is_bound:
        return HttpResponseRedirect(url("threads:thread", head.id))
    may_write_so_often(take(POSTS_OF_A_MEMBER, str(seat.me))).or_refuse()
    if not form.is_valid():
        return thread_page(request, seat, head, request.POST, form.errors, status=422)
    rules.may_reply(head, form.cleaned_data["move"]).or_refuse()
    pictures = chosen(request, seat)
    if pictures.errors:
        return thread_page(request, seat, head, request.POST, pictures.errors, status=422)
    sent = form.cleaned_data
    points = (sent["good"], sent["bad"]) if head.kind == Kind.WORK else ("", "")
    sent["move"] = "idea" if any(points) else sent["move"]
    rules.may_reply(head, sent["move"]).or_refuse()
    never = MEDICINES if head.kind == Kind.WORK and sent["move"] == "idea" else ()
    if noted := notes_on(seat, head.group_id, "\n".join((sent["body"], *points)), sent["fine"], never):
        if request.headers.get("X-Fragment"):
            return HttpResponse(fragment("groups/_notes.html", **noted), status=409)
        return thread_page(request, seat, head, request.POST, status=422, **noted)
    draft = actions.Draft(
        sent["body"],
        sent["client_id"],
        sent["masked"],
        sent["move"],
        sent["quotes"],
        tuple(sent["suggested"]),
        pictures.pictures,
        points,
    )
    post = actions.reply(seat, head, draft)
    if request.headers.get("X-Fragment"):
        answer = HttpResponse(post_html(reading.post(seat, post.id)), status=201)
    else:
        answer = HttpResponseRedirect(f"{url('threads:thread', head.id)}#p-{post.id}")
    return looked_at("post", post.id, "\n".join((draft.body, *points, *pictures.said)), answer)


def thread_page(
    request: HttpRequest, seat: Seat, head: reading.Head, given: Any, errors: Any = None, status: int = 200, **also: Any
) -> HttpResponse:
    """Show a conversation with what was filled in so far. `also`: the coach's feedback, for a page without script."""
    most = 500 if request.GET.get("earlier") else reading.MOST_ON_A_PAGE
    posts, earlier = reading.posts(seat, head.id, most)
    opening, *replies = posts_html(posts)
    return show(
        request,
        "threads/thread.html",
        status=status,
        head=head,
        theme=head.theme,
        opening=opening,
        replies=replies,
        earlier=earlier,
        folded=is_folded(head),
        may_write=rules.may_write(head),
        moves=moves_for(get_language() or "", rules.ideas_invited(head)),
        wish=Wish(head.wish).label,
        waiting=unpacked(head.waiting),
        work=work_of(seat, head) if head.kind == Kind.WORK else None,
        given=given,
        quoted=_quoted(seat, head, given.get("quotes", "")),
        errors=errors or {},
        coach=head.coach,
        panel=asked_for(seat, request.GET),
        beside=shown_beside(seat, head),
        back=url("threads:thread", head.id),
        **{"suggested": [], "feedback": None} | also,
    )


def _quoted(seat: Seat, head: reading.Head, key: str) -> reading.ShownPost | None:
    """Return what the reply would quote, when somebody without script chose it."""
    try:
        found = reading.post(seat, UUID(key)) if key else None
    except (ValueError, Unseen):
        return None
    return found if found and found.thread_id == head.id else None


def is_folded(head: reading.Head) -> bool:
    """Whether this reader asked for content with this note to be folded; never the writer's own."""
    return not head.mine and folds_away(head.note, head.folds)


@lru_cache(maxsize=64)
def moves_for(language: str, invited: bool) -> tuple[tuple[str, str, str], ...]:
    """Return the chips above the reply box. Ideas appear only where they are invited; else one may ask."""
    hidden = {"asks"} if invited else rules.NEEDS_INVITATION
    return tuple((value, str(label), str(hint)) for value, label, hint in MOVES if value not in hidden)
