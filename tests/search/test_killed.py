"""A worker is killed while it indexes, a few times: every post is indexed once, and as it is."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.django_db

POSTS = 600
WORKER = """
import hashlib, os, threading, django
django.setup()
from hearten.search import encoder, indexing
def made_up(texts):  # a vector that says which text it is of
    said = [int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) for text in texts]
    return [[float(number % 97 + 1)] + [0.0] * 383 for number in said]
indexing.meanings = made_up
indexing.WORDS_AT_ONCE, indexing.MEANINGS_AT_ONCE, indexing.EVERY_S = 7, 5, 0.01
indexing.settings.HEARTEN_MODELS = True
indexing.keep_index(threading.Event())
"""


def worker():
    """Start what keeps the index, as the worker's role, with small batches and an encoder that makes vectors up."""
    env = os.environ | {"HEARTEN_ROLE": "worker", "DJANGO_SETTINGS_MODULE": "hearten.config.settings"}
    return subprocess.Popen([sys.executable, "-c", WORKER], env=env)


def write(superuser, cast):
    superuser.execute(
        "INSERT INTO threads_post (id, group_id, thread_id, membership_id, opens, quoted, move, body, html, made_at) "
        "SELECT gen_random_uuid(), %s, %s, %s, false, '', '', 'lantern number' || n || ' by the window', '', now() "
        "FROM generate_series(1, %s) n",
        [cast.group.id, cast.thread.id, cast.ben_in_group.id, POSTS],
    )


def waits(superuser):
    return superuser.execute("SELECT count(*) FROM search_pending").fetchone()[0]


def test_a_killed_worker_loses_and_repeats_nothing(cast, superuser):
    write(superuser, cast)
    dice, kills, until = random.Random(5), 0, time.monotonic() + 120
    running = [worker(), worker()]
    try:
        while waits(superuser) and time.monotonic() < until:
            time.sleep(dice.uniform(1.5, 2.5))
            if kills < 5:
                one = dice.randrange(2)
                running[one].send_signal(signal.SIGKILL)
                running[one].wait()
                running[one] = worker()
                kills += 1
    finally:
        for process in running:
            process.kill()
            process.wait()
    assert waits(superuser) == 0 and kills >= 1
    posts, entries, meant = superuser.execute(
        "SELECT (SELECT count(*) FROM threads_post WHERE body <> ''), (SELECT count(*) FROM search_entry), "
        "(SELECT count(*) FROM search_meaning)"
    ).fetchone()
    assert posts == entries == meant and posts > POSTS
    wrong = superuser.execute(
        "SELECT count(*) FROM search_entry e JOIN threads_post p ON p.id = e.item WHERE p.body LIKE 'lantern%' AND "
        "(SELECT count(*) FROM search_word w WHERE w.id = e.id) <> 3"
    ).fetchone()
    assert wrong == (0,), "each has its three words, once: lantern, its number, window"
    right = superuser.execute(
        "SELECT count(*) FROM search_meaning m JOIN search_entry e ON e.id = m.entry_id "
        "JOIN threads_post p ON p.id = e.item WHERE p.body LIKE 'lantern%' AND (m.vector::vector::real[])[1] <> "
        "('x' || left(encode(sha256(p.body::bytea), 'hex'), 8))::bit(32)::bigint % 97 + 1"
    ).fetchone()
    assert right == (0,), "each has the meaning of its own words"
