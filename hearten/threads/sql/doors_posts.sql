-- Reviewed doors of threads.

-- What the fragments of posts need, for the live hub, which renders once for all who listen. In: post ids that a log named.
-- Out: the columns of the fragment. Answers only the hub's own sign-in, and a stream gets a fragment only while its
-- member's own lease on that topic holds. Held words are not among them, and a post that was
-- held before anybody saw it is not named. plpgsql, because the views are made after the doors.
CREATE OR REPLACE FUNCTION threads_live_posts(p_ids uuid[]) RETURNS SETOF jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT to_jsonb(s) || CASE WHEN s.held THEN '{"html": "", "quoted": "", "good": "", "bad": "", "withdrawn": "held"}'::jsonb ELSE '{}' END
    FROM threads_shown_post s WHERE session_user = 'hearten_live' AND s.id = ANY (p_ids)
      AND NOT EXISTS (SELECT 1 FROM moderation_hold h WHERE h.item = s.id AND h.unsent_since IS NOT NULL AND h.released_at IS NULL);
END $$;

-- The same for the rows of a group's list of conversations.
CREATE OR REPLACE FUNCTION threads_live_rows(p_ids uuid[]) RETURNS SETOF jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT to_jsonb(s) || CASE WHEN s.held THEN '{"title": "", "note": ""}'::jsonb ELSE '{}' END
    FROM threads_shown_row s WHERE session_user = 'hearten_live' AND s.id = ANY (p_ids)
      AND NOT EXISTS (SELECT 1 FROM moderation_hold h WHERE h.also = s.id AND h.unsent_since IS NOT NULL AND h.released_at IS NULL);
END $$;

-- Whom a new reply concerns: who began the conversation and who wrote in it, masked or not, and is still in the group; not the
-- acting member, nor who wrote it (somebody else may have let it out), nor anybody who would not see it. In: the reply.
-- Out: member ids, for the worker's own sign-in alone: for the web they would undo a mask.
CREATE OR REPLACE FUNCTION threads_whom_to_tell(p_post uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT m.member_id FROM threads_post here
  JOIN threads_post p ON p.thread_id = here.thread_id
  LEFT JOIN threads_maskowner o ON o.mask_id = p.mask_id
  JOIN groups_membership m ON m.group_id = p.group_id AND m.ended_at IS NULL
    AND (m.id = p.membership_id OR m.member_id = o.member_id)
  WHERE here.id = p_post AND session_user = 'hearten_worker' AND m.member_id <> nullif(current_setting('hearten.member', true), '')::uuid
    AND m.id IS DISTINCT FROM here.membership_id AND (here.mask_id IS NULL OR o.mask_id IS DISTINCT FROM here.mask_id)
    AND threads_shows(p_post, m.member_id)
$$;

-- Who wrote a post, masked or not, while they are in the group, to hear what the acting member said about it; nobody, where
-- one keeps away from the other. In: the post. Out: a member id, for the worker alone.
CREATE OR REPLACE FUNCTION threads_writer_of(p_post uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.member_id FROM threads_post p LEFT JOIN threads_maskowner o ON o.mask_id = p.mask_id
  JOIN groups_membership m ON m.group_id = p.group_id AND m.ended_at IS NULL
    AND (m.id = p.membership_id OR m.member_id = o.member_id)
  WHERE p.id = p_post AND session_user = 'hearten_worker' AND threads_shows(p_post, m.member_id)
    AND NOT hearten_apart(m.member_id, nullif(current_setting('hearten.member', true), '')::uuid)
    AND NOT hearten_muted(m.member_id, nullif(current_setting('hearten.member', true), '')::uuid)
$$;

-- Who chose to hear of each new conversation in its group (notices_groupchoice): people of the group who see it, but not who began
-- it, and not who was told of it in another way. In: the conversation. Out: ids of members, for the worker alone.
CREATE OR REPLACE FUNCTION threads_who_follow(p_thread uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.member_id FROM threads_thread t JOIN notices_groupchoice c ON c.group_id = t.group_id AND c.what = 'all'
    JOIN groups_membership m ON m.group_id = t.group_id AND m.member_id = c.member_id AND m.ended_at IS NULL
  WHERE t.id = p_thread AND session_user = 'hearten_worker' AND m.id IS DISTINCT FROM t.membership_id
    AND NOT EXISTS (SELECT 1 FROM threads_maskowner o WHERE o.mask_id = t.mask_id AND o.member_id = m.member_id)
    AND NOT (t.kind = 'hello' AND m.welcomes_since IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM notices_notice n WHERE n.member_id = m.member_id AND n.about = p_thread)
    AND threads_shows(p_thread, m.member_id)
$$;

-- The second person agrees to (or declines) a look-up that somebody else of the staff asked for. Out: did it happen.
CREATE OR REPLACE FUNCTION threads_agree_lookup(p_lookup uuid, p_name text, p_agrees boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  IF p_agrees THEN
    UPDATE threads_masklookup SET agreed_by_id = me, agreed_name = p_name, agreed_at = clock_timestamp()
    WHERE id = p_lookup AND asked_by_id <> me AND agreed_at IS NULL AND declined_at IS NULL AND hearten_on_the_desk();
  ELSE
    UPDATE threads_masklookup SET declined_at = clock_timestamp()
    WHERE id = p_lookup AND asked_by_id <> me AND agreed_at IS NULL AND declined_at IS NULL AND hearten_on_the_desk();
  END IF;
  RETURN FOUND;
END $$;

-- Look behind the mask, once, by the person who asked, after another agreed. Out: the person's name in that group.
-- The row that tells the member is written in the same statement: no look without a trace.
CREATE OR REPLACE FUNCTION threads_look_behind(p_lookup uuid) RETURNS TABLE (membership uuid, name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; l threads_masklookup; behind uuid;
BEGIN
  SELECT * INTO l FROM threads_masklookup x WHERE x.id = p_lookup AND x.asked_by_id = me AND x.agreed_at IS NOT NULL
    AND x.agreed_by_id <> x.asked_by_id AND x.looked_at IS NULL AND hearten_on_the_desk() FOR UPDATE;
  IF l.id IS NULL THEN RETURN; END IF;
  SELECT o.member_id INTO behind FROM threads_maskowner o WHERE o.mask_id = l.mask_id;
  IF behind IS NULL THEN RETURN; END IF;
  UPDATE threads_masklookup SET looked_at = clock_timestamp() WHERE id = p_lookup;
  INSERT INTO members_staffread (id, member_id, staff_name, what, reason, at, held_until)
    VALUES (gen_random_uuid(), behind, l.asked_name || ' & ' || l.agreed_name, 'mask', l.reason, clock_timestamp(), l.held_until);
  RETURN QUERY SELECT m.id, m.name::text FROM groups_membership m WHERE m.group_id = l.group_id AND m.member_id = behind
    ORDER BY m.ended_at NULLS FIRST LIMIT 1;
END $$;

-- Note that a conversation moved on with a reply. In: a reply in a group that the acting member is in or looks after. Out: did it move.
-- A reply's writer may not change the conversation itself, which is its own writer's.
CREATE OR REPLACE FUNCTION threads_moved(p_post uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE threads_thread t SET last_at = greatest(t.last_at, p.made_at) FROM threads_post p
  WHERE p.id = p_post AND t.id = p.thread_id AND (p.group_id IN (SELECT moderation_cared_groups())
    OR EXISTS (SELECT 1 FROM groups_membership m WHERE m.group_id = p.group_id
      AND m.ended_at IS NULL AND m.member_id = nullif(current_setting('hearten.member', true), '')::uuid));
  RETURN FOUND;
END $$;

-- Take one's own words back, wherever others quoted them, too. In: a group of the acting member's, one post or none for all that
-- they wrote there, behind a mask or not; and why: they said so, or left with them. Out: the posts that were meant. Others' quotes
-- and the rows of conversations are not the writer's to change, hence a door.
CREATE OR REPLACE FUNCTION threads_withdraw(p_group uuid, p_post uuid, p_how text) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; posts uuid[];
BEGIN
  posts := ARRAY(SELECT p.id FROM threads_post p LEFT JOIN threads_maskowner o ON o.mask_id = p.mask_id
    JOIN groups_membership m ON m.group_id = p.group_id AND m.ended_at IS NULL AND m.member_id = me
    WHERE p.group_id = p_group AND (p_post IS NULL OR p.id = p_post) AND p_how IN ('author', 'left')
      AND (p.membership_id = m.id OR o.member_id = me) ORDER BY p.made_at FOR UPDATE OF p);
  PERFORM threads_take_words(ARRAY(SELECT p FROM unnest(posts) p
    WHERE NOT EXISTS (SELECT 1 FROM threads_withdrawal w WHERE w.post_id = p)), p_how);
  RETURN QUERY SELECT unnest(posts);
END $$;
