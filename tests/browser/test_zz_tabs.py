from playwright.sync_api import Error
from tests.browser.watching import Streams
def test_seven_visible(site, come):
    p = come("Ben"); 
    for n in range(9):
        t = p.context.new_page()
        try:
            t.goto(site.thread(site.ids["busy"]), timeout=8000); print(n+1, "ok")
        except Error as e:
            print(n+1, str(e)[:80]); break
