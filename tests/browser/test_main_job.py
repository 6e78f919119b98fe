"""The main job: somebody comes, finds people who know it too, writes, and is answered."""

from playwright.sync_api import Page, expect

from tests.browser.by_form import begin, join_group, join_site, remove, reply
from tests.browser.conftest import Come
from tests.browser.site import Site
from tests.browser.watching import NOTE_SENDING, Streams, came_after, until, watch_for

AT_ONCE_MS = 1000
COUNT = "SELECT count(*) FROM threads_post WHERE body = %s"


def test_a_newcomer_finds_a_group_writes_and_is_answered(site: Site, come: Come) -> None:
    newcomer, peer = come(), come("Ben")
    for page in (newcomer, peer):
        page.add_init_script(NOTE_SENDING)
    peer.goto(site.group("low-days"))
    _find_the_group(newcomer)
    _join(newcomer, "Wren of the hedge")
    expect(newcomer.get_by_text("You are in. Look around as long as you like.")).to_be_visible()

    watch_for(peer, "Four in the morning again")
    newcomer.get_by_role("link", name="Write something").click()
    newcomer.get_by_label("A few words as a title").fill("Four in the morning again")
    newcomer.get_by_label("Your words").fill("I woke up at four and lay there until the bins came.")
    newcomer.get_by_label("Similar stories").check()
    newcomer.get_by_role("button", name="Post to the group").click()
    newcomer.wait_for_url("**/threads/**")
    post_took = came_after(peer, "Four in the morning again", newcomer)
    assert post_took < AT_ONCE_MS

    peer.get_by_role("link", name="Four in the morning again").click()
    expect(peer.get_by_text("I woke up at four")).to_be_visible()
    _reads_the_wish_above_the_box(peer, "What would help: Similar stories")
    words = "The bins were my alarm clock for a whole spring."
    watch_for(newcomer, words)
    peer.locator("#reply").get_by_label("Your words").fill(words)
    peer.get_by_role("button", name="Reply").dblclick()
    reply_took = came_after(newcomer, words, peer)
    assert reply_took < AT_ONCE_MS
    print(f"\nA conversation arrived after {post_took:.0f} ms, a reply after {reply_took:.0f} ms.")  # noqa: T201
    expect(newcomer.get_by_role("status").filter(has_text="A new reply arrived.")).to_be_attached()
    expect(peer.locator("article", has_text=words)).to_have_count(1)
    expect(newcomer.locator("article", has_text=words)).to_have_count(1)
    assert site.read(COUNT, words) == [(1,)]


def _find_the_group(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="See the groups").click()
    page.get_by_text("More ways to choose").click()
    page.get_by_label("Shared experience").select_option("depression")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("status").filter(has_text="1 group")).to_be_visible()
    expect(page.get_by_role("link", name="Panic, worry")).to_have_count(0)
    page.get_by_role("link", name="Low days and getting up again").click()


def _join(page: Page, name: str) -> None:
    page.get_by_role("link", name="Join this group").click()
    page.get_by_role("main").get_by_role("link", name="Join", exact=True).click()
    page.get_by_label("A name to show").fill(name)
    page.get_by_label("A passphrase").fill("seven quiet lanterns")
    page.get_by_label("I am 18 or older").check()
    page.get_by_label("I agree to this").check()
    page.get_by_role("button", name="Join", exact=True).click()
    page.get_by_role("link", name="Not now").click()
    expect(page.get_by_text("A shower counts, and so does not having one.")).to_be_visible()
    expect(page.get_by_label("Your name in this group")).to_have_value(name)
    page.get_by_label("I agree").check()
    page.get_by_role("button", name="Join the group").click()


def _reads_the_wish_above_the_box(page: Page, wish: str) -> None:
    said, box = page.locator("#reply").get_by_text(wish), page.locator("#reply").get_by_label("Your words")
    expect(said).to_be_visible()
    above, below = said.bounding_box(), box.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] < below["y"]


def test_a_reload_keeps_what_was_being_written(site: Site, come: Come) -> None:
    page = come("Ben")
    page.goto(site.thread(begin(page, site.group("low-days"), "Before the reload")))
    box = page.locator("#reply").get_by_label("Your words")
    box.fill("Half a sentence that is not")
    expect(page.get_by_text("Kept on this device")).to_be_visible()
    page.reload()
    expect(box).to_have_value("Half a sentence that is not")


def test_a_server_that_dies_while_somebody_writes_costs_nothing(site: Site, come: Come) -> None:
    writer, reader = come("Ben"), come("Ada")
    address = site.thread(begin(writer, site.group("low-days"), "Before the power cut"))
    writer.goto(address)
    streams = Streams(reader)
    reader.goto(address)
    streams.wait_for(1)
    words = "Typed before the lights went out, sent after they came back."
    box = writer.locator("#reply").get_by_label("Your words")
    box.fill(words)
    site.kill()
    try:
        writer.get_by_role("button", name="Reply").click()
        expect(writer.get_by_text("Not sent yet. Your words are kept on this device.")).to_be_visible()
        expect(box).to_have_value(words)
    finally:
        site.start()
    writer.get_by_role("button", name="Reply").click()
    expect(writer.locator("article", has_text=words)).to_have_count(1)
    expect(box).to_have_value("")
    expect(reader.locator("article", has_text=words)).to_have_count(1)
    assert site.read(COUNT, words) == [(1,)]


def test_a_reply_whose_answer_was_lost_on_the_way_lands_once(site: Site, come: Come) -> None:
    page = come("Ben")
    page.goto(site.thread(begin(page, site.group("low-days"), "A bad connection")))
    page.route("**/replies/", lambda route: (route.fetch(), route.abort()), times=1)
    words = "This one was heard, but I was not told."
    page.locator("#reply").get_by_label("Your words").fill(words)
    page.get_by_role("button", name="Reply").click()
    expect(page.get_by_text("Not sent yet.")).to_be_visible()
    page.get_by_role("button", name="Reply").click()
    expect(page.locator("#reply").get_by_label("Your words")).to_have_value("")
    expect(page.locator("article", has_text=words)).to_have_count(1)
    assert site.read(COUNT, words) == [(1,)]


def test_outsiders_find_nothing(site: Site, come: Come) -> None:
    ben, cleo, visitor = come("Ben"), come("Cleo"), come()
    thread = begin(ben, site.group("low-days"), "Not for Cleo", "Nor for a passer-by.")
    nothing = "00000000-0000-4000-8000-000000000000"
    for key in (thread, nothing):
        shown = cleo.context.request.get(f"/threads/{key}/")
        assert shown.status == 404
        assert "Not for Cleo" not in shown.text()
        asked = visitor.context.request.get(f"/threads/{key}/", max_redirects=0)
        assert (asked.status, asked.headers["location"]) == (302, f"/sign-in/?next=%2Fthreads%2F{key}%2F")
        for stream in (f"/live/thread/{key}/", f"/live/group/{site.ids['low-days'] if key == thread else nothing}/"):
            assert [page.context.request.get(stream).status for page in (cleo, visitor)] == [204, 404]
            assert cleo.context.request.get(stream).text() == ""
    for page in (cleo, visitor):
        page.goto(site.group("low-days"))
        expect(page.get_by_role("heading", name="How you come in")).to_be_visible()
        assert "Not for Cleo" not in page.content()
        assert "Ben" not in page.content()


def test_who_is_removed_receives_nothing_from_that_moment(site: Site, come: Come) -> None:
    guest, ada, ben, group = come(), come("Ada"), come("Ben"), site.group("low-days")
    join_site(guest, "Guest for an hour")
    join_group(guest, group, "Guest for an hour")
    thread = begin(ben, group, "Before somebody had to go")
    streams = Streams(guest)
    for page in (guest, ada):
        page.goto(site.thread(thread))
    streams.wait_for(1)
    reply(ben, thread, "Said while the guest was here.")
    expect(guest.get_by_text("Said while the guest was here.")).to_be_visible()

    found = site.read("SELECT id::text FROM groups_membership WHERE name = %s", "Guest for an hour")
    remove(ada, group, found[0][0])
    streams.wait_for(0)
    reply(ben, thread, "Said after the guest was gone.")
    expect(ada.get_by_text("Said after the guest was gone.")).to_be_visible()
    until(guest, lambda: not streams.open, "the stream closed")
    assert "Said after the guest was gone." not in guest.content()
    assert len(streams.asked) == 1
    assert guest.goto(site.thread(thread)).status == 404  # type: ignore[union-attr]
