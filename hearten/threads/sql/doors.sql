-- Reviewed doors of threads.

-- What the fragments of posts need, for the live hub, which renders once for all who listen. In: post ids that a log named.
-- Out: the columns of the fragment. Reached only by the hub (no view calls it), and a stream gets a fragment only while its
-- member's own lease on that thread holds.
CREATE OR REPLACE FUNCTION threads_live_posts(p_ids uuid[])
RETURNS TABLE (id uuid, thread_id uuid, opens boolean, membership_id uuid, name text, role text, mask text, gone boolean,
  html text, quoted text, quotes_id uuid, move text, welcome boolean, made_at timestamptz, edited_at timestamptz,
  withdrawn_how text, kind text, nods text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.id, p.thread_id, p.opens, p.membership_id, m.name::text, m.role::text, k.name::text, m.ended_at IS NOT NULL,
    p.html, p.quoted::text, p.quotes_id, p.move::text, a.welcome, p.made_at, p.edited_at, w.how::text, t.kind::text,
    ARRAY(SELECT wm.name::text FROM threads_witness x JOIN groups_membership wm ON wm.id = x.membership_id
      WHERE x.post_id = p.id AND wm.ended_at IS NULL ORDER BY x.at)
  FROM threads_post p
  JOIN threads_thread t ON t.id = p.thread_id
  LEFT JOIN groups_membership m ON m.id = p.membership_id
  LEFT JOIN threads_mask k ON k.id = p.mask_id
  LEFT JOIN threads_permission a ON a.post_id = p.id
  LEFT JOIN threads_withdrawal w ON w.post_id = p.id
  WHERE p.id = ANY (p_ids)
$$;

-- The same for rows in a group's list of threads.
CREATE OR REPLACE FUNCTION threads_live_rows(p_ids uuid[])
RETURNS TABLE (id uuid, title text, kind text, wish text, note text, made_at timestamptz, last_at timestamptz,
  name text, mask text, gone boolean, replies bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.id, t.title::text, t.kind::text, t.wish::text, t.note::text, t.made_at, t.last_at, m.name::text, k.name::text,
    m.ended_at IS NOT NULL, (SELECT count(*) - 1 FROM threads_post p WHERE p.thread_id = t.id)
  FROM threads_thread t
  LEFT JOIN groups_membership m ON m.id = t.membership_id
  LEFT JOIN threads_mask k ON k.id = t.mask_id
  WHERE t.id = ANY (p_ids)
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
