import time


def test_it(site, come):
    t = time.time()
    page = come("Ben")
    from tests.browser.conftest import begin, reply

    th = begin(page, "hello", group=site.group("low-days"))
    page.goto(site.thread(th))
    page.get_by_text("About hello").wait_for()
    r = reply(page, th, "my reply")
    page.get_by_text("my reply").wait_for()
    print(
        page.evaluate("document.title"),
        page.evaluate("() => document.title"),
        page.wait_for_function("() => document.readyState == 'complete'"),
    )
    print(site.read("select count(*) from threads_post"), time.time() - t)
