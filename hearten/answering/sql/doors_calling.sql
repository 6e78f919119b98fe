-- Reviewed doors of answering: who is asked to look, and when. PostgreSQL's own clock decides what is due, and each call is one
-- transaction: to kill whoever runs it loses and repeats nothing.

-- Groups in which the acting member helps people who wait: as peer supporter, welcomer, facilitator, or on duty now. In: nothing.
-- Out: ids of groups of their own.
CREATE OR REPLACE FUNCTION answering_helps_in() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER ROWS 5 SET search_path = public, pg_temp AS $$
  SELECT m.group_id FROM groups_membership m WHERE m.ended_at IS NULL
    AND m.member_id = nullif(current_setting('hearten.member', true), '')::uuid
    AND (m.role IN ('peer_supporter', 'facilitator', 'co_facilitator') OR m.welcomes_since IS NOT NULL
      OR m.group_id IN (SELECT safety_on_call_for()))
$$;

-- Part: may somebody be told of a conversation? Not of their own, not during a break or "not me today", and not where one keeps a
-- distance from the other, whoever chose it.
CREATE OR REPLACE FUNCTION answering_may_hear(p_thread uuid, p_asker uuid, p_member uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT p_member IS DISTINCT FROM p_asker AND NOT hearten_on_break(p_member) AND NOT safety_is_away(p_member)
    AND NOT coalesce(hearten_apart(p_member, p_asker) OR hearten_muted(p_member, p_asker) OR hearten_muted(p_asker, p_member), false)
    AND threads_shows(p_thread, p_member)
$$;

-- Part: whom a call is for, whether they are on duty, and whether they may hear of it. Somebody new: the welcomers, or who leads where
-- there are none. First: whoever is on duty for the group now; where nobody is, its peer supporters, and who leads where there are
-- none. Second: who leads. Who rests, or asked under their name, is not there, which others may know. Who may not hear of it is there
-- all the same: to ask the next instead of them would show who is behind a mask, or who keeps away. Those wait for the second time.
CREATE OR REPLACE FUNCTION answering_whom(c answering_clock) RETURNS TABLE (member_id uuid, on_duty boolean, hears boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH asker AS MATERIALIZED (SELECT answering_asker(c.thread_id) AS id, t.membership_id FROM threads_thread t WHERE t.id = c.thread_id),
  people AS MATERIALIZED (
    SELECT m.member_id, m.role IN ('facilitator', 'co_facilitator') AS leads, m.role = 'peer_supporter' AS supports,
      m.welcomes_since IS NOT NULL AS welcomes, EXISTS (SELECT 1 FROM safety_on_shift(c.group_id, NULL) s
        WHERE s.group_id = c.group_id AND s.member_id = m.member_id AND s.part = 'responder') AS on_duty,
      answering_may_hear(c.thread_id, asker.id, m.member_id) AS hears
    FROM groups_membership m, asker WHERE m.group_id = c.group_id AND m.ended_at IS NULL AND m.id IS DISTINCT FROM asker.membership_id
      AND NOT hearten_on_break(m.member_id) AND NOT safety_is_away(m.member_id)),
  sums AS (SELECT coalesce(bool_or(p.welcomes), false) AS welcomed, coalesce(bool_or(p.on_duty), false) AS covered,
    coalesce(bool_or(p.supports), false) AS supported FROM people p)
  SELECT p.member_id, p.on_duty, p.hears FROM people p, sums s WHERE CASE c.step
    WHEN 'welcome' THEN p.welcomes OR (p.leads AND NOT s.welcomed)
    WHEN 'second' THEN p.leads
    ELSE p.on_duty OR (NOT s.covered AND (p.supports OR (p.leads AND NOT s.supported))) END
$$;

-- Part: what a notice of a call is named.
CREATE OR REPLACE FUNCTION answering_notice(c answering_clock, p_on_duty boolean) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT CASE c.step WHEN 'welcome' THEN CASE c.kind WHEN 'hello' THEN 'hello' ELSE 'newcomer' END
    WHEN 'second' THEN 'still_no_reply' ELSE CASE WHEN p_on_duty THEN 'no_reply_on_duty' ELSE 'no_reply_yet' END END
$$;

-- Part: tell one person. Told again of one that waits anew, the newer notice takes the older one's place.
CREATE OR REPLACE FUNCTION answering_tell(c answering_clock, p_member uuid, p_kind text) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM notices_notice n WHERE n.member_id = p_member AND n.about = c.thread_id
    AND (n.kind = p_kind OR (c.step = 'first' AND n.kind IN ('no_reply_on_duty', 'no_reply_yet')));
  INSERT INTO notices_notice (id, member_id, kind, group_id, about, made_at)
    VALUES (gen_random_uuid(), p_member, p_kind, c.group_id, c.thread_id, clock_timestamp());
  PERFORM hearten_announce('member:' || p_member, 'notice', c.thread_id, NULL, p_member, NULL);
END $$;

-- Make the one call that is due longest, if there is any. In: nothing. Out: its step, or none. It can only make happen what is due.
-- Two workers never make the same one: the row is locked until commit, and others pass it by. Nobody is asked about what is held.
-- Where nobody was there to ask, nothing says that somebody was.
CREATE OR REPLACE FUNCTION answering_fire() RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE c answering_clock; p record; told_at timestamptz;
BEGIN
  SELECT * INTO c FROM answering_clock x WHERE x.ended_at IS NULL AND x.due_at <= clock_timestamp()
    AND NOT answering_held(x.thread_id) ORDER BY x.due_at LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF c.id IS NULL THEN RETURN NULL; END IF;
  FOR p IN SELECT * FROM answering_whom(c) LOOP
    told_at := clock_timestamp();
    IF p.hears THEN PERFORM answering_tell(c, p.member_id, answering_notice(c, p.on_duty)); END IF;
  END LOOP;
  UPDATE answering_clock SET
    step = CASE c.step WHEN 'welcome' THEN 'first' WHEN 'first' THEN 'second' ELSE '' END,
    due_at = CASE c.step WHEN 'welcome' THEN first_at WHEN 'first' THEN second_at END,
    welcomed_at = CASE c.step WHEN 'welcome' THEN told_at ELSE welcomed_at END,
    first_told_at = CASE c.step WHEN 'first' THEN told_at ELSE first_told_at END,
    second_told_at = CASE c.step WHEN 'second' THEN told_at ELSE second_told_at END
  WHERE id = c.id;
  RETURN c.step;
END $$;

-- Give a clock to what was asked in the last two weeks, before there was one: people see it in the queue, and are not called for it.
-- In: nothing. Out: how many, for the worker alone.
CREATE OR REPLACE FUNCTION answering_catch_up() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE p threads_post; n bigint := 0;
BEGIN
  FOR p IN SELECT x.* FROM threads_post x JOIN threads_thread t ON t.id = x.thread_id WHERE session_user = 'hearten_worker'
      AND x.opens AND t.kind <> 'win' AND x.made_at > clock_timestamp() - interval '14 days'
      AND NOT EXISTS (SELECT 1 FROM answering_clock c WHERE c.thread_id = t.id) ORDER BY x.made_at LOOP
    PERFORM answering_start(p, p.made_at);
    UPDATE answering_clock SET step = '', due_at = NULL WHERE thread_id = p.thread_id;
    PERFORM answering_judge(p.thread_id);
    n := n + 1;
  END LOOP;
  RETURN n;
END $$;

-- How one's own conversation stands, for whoever began it. In: the conversation. Out: a row only while nobody whose words they see has
-- answered; `alone`: it looks answered by their own words with another name on; when it was asked, the times of both calls, what was
-- done, what comes next if nobody has answered by then, whether it is held, and whether there is anybody to call but themself. Who that
-- is does not come out. Nor does it change at a reply by somebody whose words they do not see: that would tell that there is one.
CREATE OR REPLACE FUNCTION answering_of_mine(p_thread uuid) RETURNS TABLE (asked_at timestamptz, first_at timestamptz,
  second_at timestamptz, welcomed_at timestamptz, first_told_at timestamptz, second_told_at timestamptz, reopened_at timestamptz,
  alone boolean, held boolean, step text, helpers boolean, leads boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.asked_at, c.first_at, c.second_at, c.welcomed_at, c.first_told_at, c.second_told_at, c.reopened_at, c.ended_how = 'alone',
    answering_held(c.thread_id),
    CASE c.ended_how WHEN 'alone' THEN '' ELSE c.step END::text, coalesce(o.helpers, false), coalesce(o.leads, false)
  FROM answering_clock c LEFT JOIN LATERAL (
    SELECT bool_or(m.role IN ('peer_supporter', 'facilitator', 'co_facilitator')) AS helpers,
      bool_or(m.role IN ('facilitator', 'co_facilitator')) AS leads
    FROM groups_membership m WHERE m.group_id = c.group_id AND m.ended_at IS NULL
      AND m.member_id <> nullif(current_setting('hearten.member', true), '')::uuid) o ON true
  WHERE c.thread_id = p_thread AND c.ended_how IN ('', 'alone', 'unseen')
    AND answering_asker(c.thread_id) = nullif(current_setting('hearten.member', true), '')::uuid
$$;
