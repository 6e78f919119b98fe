"""Two bare ceilings: plain Starlette and raw psycopg, the same reads, the same bytes, no security at all.

They read the session, the membership and the posts as the keeper (no policies). /ready/ then answers the bytes that
hearten made, as they lie on disk: nothing serves this page faster in Python. /composed/ puts the page together from the
rows it read, with Jinja2, as any framework has to.
"""

import os
from contextlib import asynccontextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment
from psycopg_pool import AsyncConnectionPool
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

PAGE = Path(os.environ["CEILING_PAGE"]).read_bytes()
pool = AsyncConnectionPool(
    os.environ["CEILING_DATABASE"], min_size=4, max_size=8, kwargs={"autocommit": True}, open=False
)
SESSION = """SELECT s.data, s.member_id, m.password FROM members_session s JOIN members_member m ON m.id = s.member_id
WHERE s.key_hash = %s AND s.expires_at > now()"""
MEMBERSHIP = """SELECT t.id, t.group_id, t.title, t.wish, m.id, m.name FROM threads_thread t
JOIN groups_membership m ON m.group_id = t.group_id WHERE t.id = %s AND m.member_id = %s AND m.ended_at IS NULL"""
POSTS = """SELECT p.id, p.html, p.made_at, m.name, m.id, p.thread_id FROM threads_post p
LEFT JOIN groups_membership m ON m.id = p.membership_id WHERE p.thread_id = %s ORDER BY p.made_at"""
ARTICLE = """<article class="post post-reply" id="p-{{ p[0] }}" data-by="{{ p[4] }}" aria-labelledby="n-{{ p[0] }}">
  <header class="post-head"><span class="avatar hue-1" aria-hidden="true">{{ p[3][:1] }}</span>
    <div><p class="post-name" id="n-{{ p[0] }}">{{ p[3] }}</p>
    <time datetime="{{ p[2].isoformat() }}" data-local>{{ p[2].strftime("%-d %b %Y, %H:%M") }} UTC</time></div>
  </header>
  <div class="prose">{{ p[1]|safe }}</div>
  <div class="post-actions">
    <button class="chip" data-nod form="act" formaction="/posts/{{ p[0] }}/nod/">Same here</button>
    <a class="button button-plain" href="/threads/{{ p[5] }}/?quote={{ p[0] }}#reply" data-quote="{{ p[0] }}">Quote</a>
    <a class="button button-plain" href="/posts/{{ p[0] }}/" aria-describedby="n-{{ p[0] }}">More</a>
  </div>
</article>"""


def _template() -> Any:
    """Return the page as a template: its frame as it is, its articles from rows."""
    page = PAGE.decode()
    first, last = page.index("<article"), page.rindex("</article>") + len("</article>")
    frame = ["{% raw %}" + part + "{% endraw %}" for part in (page[:first], page[last:])]
    text = f"{frame[0]}{{% for p in posts %}}{ARTICLE}{{% endfor %}}{frame[1]}"
    return Environment(autoescape=True).from_string(text)


TEMPLATE = _template()


async def _posts(request: Request) -> list[Any]:
    async with pool.connection() as connection:
        key = sha256(request.cookies["seat"].encode()).hexdigest()
        session = await (await connection.execute(SESSION, [key])).fetchone()
        place = await (await connection.execute(MEMBERSHIP, [request.path_params["id"], session[1]])).fetchone()
        return await (await connection.execute(POSTS, [place[0]])).fetchall()


async def ready(request: Request) -> HTMLResponse:
    assert len(await _posts(request)) == 21
    return HTMLResponse(PAGE)


async def composed(request: Request) -> HTMLResponse:
    return HTMLResponse(TEMPLATE.render(posts=await _posts(request)))


@asynccontextmanager
async def lifespan(app: Starlette) -> Any:
    await pool.open()
    yield
    await pool.close()


application = Starlette(
    routes=[Route("/ready/threads/{id}/", ready), Route("/composed/threads/{id}/", composed)], lifespan=lifespan
)
