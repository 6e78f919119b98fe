-- Reviewed doors of answering: the clock of a conversation that calls for support. It starts and ends in the transaction that
-- changed something. Functions that are Not SECURITY DEFINER are parts of the doors: called from outside they have no right to a row.

-- Part: after how long a group asks people to look, and asks again (two hours and eight, where it chose nothing).
CREATE OR REPLACE FUNCTION answering_calls_of(p_group uuid) RETURNS TABLE (first interval, second interval)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT make_interval(mins => coalesce(c.first, 120)), make_interval(mins => coalesce(c.second, 480))
  FROM (SELECT 1) one LEFT JOIN answering_calls c ON c.group_id = p_group
$$;

-- Part: who wrote a post, masked or not. Nobody, where it is behind a mask whose owner was forgotten.
CREATE OR REPLACE FUNCTION answering_person(p threads_post) RETURNS uuid
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN p.mask_id IS NULL THEN (SELECT m.member_id FROM groups_membership m WHERE m.id = p.membership_id)
    ELSE (SELECT o.member_id FROM threads_maskowner o WHERE o.mask_id = p.mask_id) END
$$;

-- Part: the person who began a conversation.
CREATE OR REPLACE FUNCTION answering_asker(p_thread uuid) RETURNS uuid
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT answering_person(p) FROM threads_post p WHERE p.thread_id = p_thread AND p.opens
$$;

-- Part: are a post's words there for the group: neither taken back nor removed nor held?
CREATE OR REPLACE FUNCTION answering_stands(p_post uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT NOT EXISTS (SELECT 1 FROM threads_withdrawal w WHERE w.post_id = p_post)
    AND NOT EXISTS (SELECT 1 FROM moderation_hold h WHERE h.kind = 'post' AND h.item = p_post AND h.released_at IS NULL)
$$;

-- Part: whether a conversation is held as a whole, so that nobody is asked to look at it.
CREATE OR REPLACE FUNCTION answering_held(p_thread uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM moderation_hold h JOIN threads_post p ON p.id = h.item
    WHERE h.kind = 'post' AND h.released_at IS NULL AND p.thread_id = p_thread AND p.opens)
$$;

-- Part: start the clock of a conversation, from a moment. Not of a win, which calls for no answer. Somebody is new with their first
-- three in this group under their name; of a mask nothing is said, because being new tells something of who is behind it.
CREATE OR REPLACE FUNCTION answering_start(p threads_post, p_at timestamptz) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
  INSERT INTO answering_clock (id, group_id, thread_id, kind, newcomer, asked_at, first_at, second_at, step, due_at, ended_how)
  SELECT gen_random_uuid(), t.group_id, t.id, t.kind, n.newcomer, p_at, p_at + s.first, p_at + s.second,
    CASE WHEN n.newcomer OR t.kind = 'hello' THEN 'welcome' ELSE 'first' END,
    CASE WHEN n.newcomer OR t.kind = 'hello' THEN p_at ELSE p_at + s.first END, ''
  FROM threads_thread t CROSS JOIN LATERAL answering_calls_of(t.group_id) s CROSS JOIN LATERAL (
    SELECT t.membership_id IS NOT NULL AND (SELECT count(*) FROM threads_thread e WHERE e.membership_id = t.membership_id
      AND e.group_id = t.group_id AND e.kind <> 'win' AND e.made_at < t.made_at) < 3 AS newcomer) n
  WHERE t.id = p.thread_id AND t.kind <> 'win' ON CONFLICT DO NOTHING
$$;

-- Part: nobody is asked any more. Notices that nobody followed yet go; so does who said that they write an answer.
CREATE OR REPLACE FUNCTION answering_end(p_thread uuid, p_how text, p_at timestamptz, p_answered timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE answering_clock c SET ended_how = p_how, ended_at = greatest(c.asked_at, p_at),
      answered_at = CASE WHEN p_answered IS NOT NULL THEN greatest(c.asked_at, p_answered) END
    WHERE c.thread_id = p_thread;
  DELETE FROM answering_writing w WHERE w.thread_id = p_thread;
  DELETE FROM notices_notice n WHERE n.about = p_thread AND n.seen_at IS NULL
    AND n.kind IN ('no_reply_on_duty', 'no_reply_yet', 'still_no_reply', 'newcomer', 'hello');
END $$;

-- Part: it waits anew: the only answer went. The times count from now on. Only within two days: after that whoever asked has long
-- read the answer. Not where words went because their writer left or the group's time was over: they were an answer while it counted.
CREATE OR REPLACE FUNCTION answering_reopen(c answering_clock) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE answering_clock x SET ended_at = NULL, ended_how = '', answered_at = NULL, reopened_at = n.at, step = 'first',
    first_at = n.at + s.first, second_at = n.at + s.second, due_at = n.at + s.first, welcomed_at = NULL, first_told_at = NULL,
    second_told_at = NULL
  FROM answering_calls_of(c.group_id) s, (SELECT clock_timestamp() AS at) n WHERE x.id = c.id AND c.asked_at > clock_timestamp() - interval '2 days'
    AND NOT EXISTS (SELECT 1 FROM threads_withdrawal w JOIN threads_post p ON p.id = w.post_id
      WHERE p.thread_id = c.thread_id AND w.how IN ('left', 'kept_until'))
$$;

-- Part: how a conversation stands by what is there now: '' (it waits), answered, alone, unseen or taken; since when it looks like that
-- to everybody, and when it was answered. `since` is the first reply's moment whether or not it counts: that a clock ended at another
-- moment than the first reply, which everybody reads beside it, would tell that this one did not. A reply that whoever asked does not see, because one keeps away from the other, is no answer; nor is one of their own with another name on.
-- To everybody else it looks like one, and must: that people are still asked would show who is behind a mask, or who keeps away.
CREATE OR REPLACE FUNCTION answering_stand(p_thread uuid, OUT how text, OUT since timestamptz, OUT answered timestamptz)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE opening threads_post; asker uuid; r threads_post; looks text := ''; one text; read_at timestamptz;
BEGIN
  SELECT * INTO opening FROM threads_post p WHERE p.thread_id = p_thread AND p.opens;
  asker := answering_person(opening);
  how := ''; since := clock_timestamp();
  IF EXISTS (SELECT 1 FROM threads_withdrawal w WHERE w.post_id = opening.id) THEN how := 'taken'; RETURN; END IF;
  FOR r IN SELECT * FROM threads_post p WHERE p.thread_id = p_thread AND NOT p.opens AND answering_stands(p.id)
      ORDER BY p.made_at LOOP
    one := CASE WHEN asker IS NULL THEN 'answered'
      WHEN answering_person(r) = asker THEN CASE WHEN r.mask_id IS DISTINCT FROM opening.mask_id
        OR r.membership_id IS DISTINCT FROM opening.membership_id THEN 'alone' ELSE '' END
      WHEN NOT threads_shows(r.id, asker) THEN 'unseen' ELSE 'answered' END;
    CONTINUE WHEN one = '';
    -- What was held for a look counts from when others could read it.
    read_at := coalesce((SELECT max(h.released_at) FROM moderation_hold h WHERE h.kind = 'post' AND h.item = r.id), r.made_at);
    since := least(since, read_at);
    looks := CASE WHEN one = 'unseen' THEN coalesce(nullif(looks, ''), one) ELSE one END;
    IF one = 'answered' THEN answered := least(read_at, clock_timestamp()); EXIT; END IF;
  END LOOP;
  how := looks;
END $$;

-- Part: bring the clock of a conversation in line with what is there. An answer stays one when the question is taken back later.
CREATE OR REPLACE FUNCTION answering_judge(p_thread uuid) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c answering_clock; s record;
BEGIN
  SELECT * INTO c FROM answering_clock x WHERE x.thread_id = p_thread FOR UPDATE;
  IF c.id IS NULL OR c.ended_how IN ('left', 'closed') THEN RETURN; END IF;
  SELECT * INTO s FROM answering_stand(p_thread);
  IF s.how = c.ended_how OR (c.ended_how = 'answered' AND s.how = 'taken') THEN RETURN; END IF;
  IF s.how = '' THEN PERFORM answering_reopen(c); ELSE PERFORM answering_end(p_thread, s.how, s.since, s.answered); END IF;
END $$;

-- At a new post, at the end of its transaction: one that opens a conversation starts its clock, a reply may end it. In and out:
-- nothing. A clock of a process that runs ahead starts nothing in the future.
CREATE OR REPLACE FUNCTION answering_post_written() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.opens THEN PERFORM answering_start(NEW, least(NEW.made_at, clock_timestamp())); END IF;
  PERFORM answering_judge(NEW.thread_id);
  RETURN NULL;
END $$;

-- When words were taken back, removed or brought back, whoever did it. In and out: nothing.
CREATE OR REPLACE FUNCTION answering_words_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE changed uuid;
BEGIN
  changed := CASE WHEN TG_OP = 'DELETE' THEN OLD.post_id ELSE NEW.post_id END;
  PERFORM answering_judge(p.thread_id) FROM threads_post p WHERE p.id = changed;
  RETURN NULL;
END $$;

-- When a post is held, or shown again. In and out: nothing. A conversation that nobody had seen yet begins to wait when others can
-- read it; one that was seen before goes on waiting since it was written.
CREATE OR REPLACE FUNCTION answering_hold_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE p threads_post;
BEGIN
  SELECT * INTO p FROM threads_post x WHERE x.id = NEW.item;
  IF p.id IS NULL THEN RETURN NULL; END IF;
  IF p.opens AND TG_OP = 'UPDATE' AND OLD.released_at IS NULL AND NEW.released_at IS NOT NULL AND OLD.unsent_since IS NOT NULL THEN
    DELETE FROM answering_clock c WHERE c.thread_id = p.thread_id AND c.ended_at IS NULL;
    PERFORM answering_start(p, clock_timestamp());
  END IF;
  PERFORM answering_judge(p.thread_id);
  RETURN NULL;
END $$;

-- When a group is closed: nobody is asked any more. In and out: nothing.
CREATE OR REPLACE FUNCTION answering_group_closed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM answering_end(c.thread_id, 'closed', clock_timestamp(), NULL) FROM answering_clock c
    WHERE c.group_id = NEW.id AND c.ended_at IS NULL;
  RETURN NULL;
END $$;

-- When somebody is not in a group any more: what they asked there under their name waits for nobody, and they write no answer. In
-- and out: nothing. What they asked behind a mask goes on: to end at the same moment would show whose it is.
CREATE OR REPLACE FUNCTION answering_somebody_left() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM answering_end(c.thread_id, 'left', clock_timestamp(), NULL) FROM answering_clock c JOIN threads_thread t ON t.id = c.thread_id
    WHERE t.membership_id = NEW.id AND c.ended_at IS NULL;
  DELETE FROM answering_writing w WHERE w.membership_id = NEW.id;
  RETURN NULL;
END $$;
