"""The bare ceiling: plain Starlette and raw psycopg, the same reads, the same bytes, no security at all.

It reads the session, the membership and the posts as the keeper (no policies), and answers the page hearten made.
"""

import os
from contextlib import asynccontextmanager
from hashlib import sha256
from pathlib import Path

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
POSTS = """SELECT p.id, p.html, p.made_at, m.name FROM threads_post p
LEFT JOIN groups_membership m ON m.id = p.membership_id WHERE p.thread_id = %s ORDER BY p.made_at"""


async def page(request: Request) -> HTMLResponse:
    async with pool.connection() as connection:
        key = sha256(request.cookies["seat"].encode()).hexdigest()
        session = await (await connection.execute(SESSION, [key])).fetchone()
        place = await (await connection.execute(MEMBERSHIP, [request.path_params["id"], session[1]])).fetchone()
        posts = await (await connection.execute(POSTS, [place[0]])).fetchall()
    assert len(posts) == 21
    return HTMLResponse(PAGE)


@asynccontextmanager
async def lifespan(app: Starlette):  # type: ignore[no-untyped-def]
    await pool.open()
    yield
    await pool.close()


application = Starlette(routes=[Route("/threads/{id}/", page)], lifespan=lifespan)
