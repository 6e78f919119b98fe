-- Reviewed doors of pictures. Nothing here gives anybody a picture's content or says who sent one, except to its sender.

-- Write one step down. Not a door: it runs with the rights of who calls it.
CREATE OR REPLACE FUNCTION pictures_step(p_picture uuid, p_what text, p_why text, p_name text) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
  INSERT INTO pictures_step (id, picture_id, what, why, by_name, at)
    VALUES (gen_random_uuid(), p_picture, p_what, p_why, p_name, clock_timestamp())
$$;

-- The acting member's name in a group that they lead; none for everybody else. In: the group. Out: their own name there.
CREATE OR REPLACE FUNCTION pictures_leads_as(p_group uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.name::text FROM groups_membership m WHERE m.group_id = p_group AND m.ended_at IS NULL
    AND m.role IN ('facilitator', 'co_facilitator') AND m.member_id = nullif(current_setting('hearten.member', true), '')::uuid
$$;

-- Write down that a new picture was made anew. In: a picture that the acting member just sent. Out: nothing.
CREATE OR REPLACE FUNCTION pictures_begun(p_picture uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT pictures_step(c.id, 'remade', '', '') FROM pictures_picture c
  WHERE c.id = p_picture AND c.member_id = nullif(current_setting('hearten.member', true), '')::uuid
    AND NOT EXISTS (SELECT 1 FROM pictures_step s WHERE s.picture_id = c.id)
$$;

-- What the program found. In: a picture, its print as a number (none: it could not be read), and what the operator's own check said: 'clean',
-- 'scanner' or 'failed'. Out: 'shown', or why it waits. Once for a picture, and for the worker's own sign-in alone: whoever
-- sends a picture must not be able to answer for the program. Everything but a clean answer waits for a person.
CREATE OR REPLACE FUNCTION pictures_scanned(p_picture uuid, p_print bigint, p_found text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE c pictures_picture; why text;
BEGIN
  SELECT * INTO c FROM pictures_picture WHERE id = p_picture AND shown_at IS NULL AND removed_at IS NULL
    AND session_user = 'hearten_worker' FOR UPDATE;
  IF c.id IS NULL OR EXISTS (SELECT 1 FROM pictures_step s WHERE s.picture_id = c.id AND s.what <> 'remade') THEN RETURN ''; END IF;
  why := CASE
    WHEN p_print IS NULL OR p_found NOT IN ('clean', 'scanner') THEN 'failed'
    WHEN EXISTS (SELECT 1 FROM pictures_known k WHERE bit_count((k.print # p_print)::bit(64)) <= 6) THEN 'known'
    WHEN p_found = 'scanner' THEN 'scanner'
    WHEN EXISTS (SELECT 1 FROM pictures_personfirst f WHERE f.group_id = c.group_id AND f.ended_at IS NULL) THEN 'first'
    ELSE '' END;
  IF why <> 'failed' THEN PERFORM pictures_step(c.id, 'scanned', '', ''); END IF;
  IF why <> '' THEN PERFORM pictures_step(c.id, 'waits', why, ''); RETURN why; END IF;
  UPDATE pictures_picture SET shown_at = clock_timestamp() WHERE id = c.id;
  PERFORM pictures_step(c.id, 'shown', '', '');
  RETURN 'shown';
END $$;

-- Show a picture that waits. In: a picture of a group that the acting member leads, not their own, that nothing holds. Out: did it
-- happen. To remove one is a step of moderation's.
CREATE OR REPLACE FUNCTION pictures_show(p_picture uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE name text;
BEGIN
  SELECT pictures_leads_as(c.group_id) INTO name FROM pictures_picture c WHERE c.id = p_picture AND c.removed_at IS NULL
    AND c.member_id <> nullif(current_setting('hearten.member', true), '')::uuid AND c.id <> ALL (ARRAY(SELECT moderation_held())) FOR UPDATE;
  IF name IS NULL THEN RETURN false; END IF;
  UPDATE pictures_picture SET shown_at = clock_timestamp() WHERE id = p_picture AND shown_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM pictures_step(p_picture, 'shown', '', name);
  RETURN true;
END $$;

-- Remember what a removed picture looks like. In: a removed picture and its print. Out: nothing. For the worker alone.
CREATE OR REPLACE FUNCTION pictures_remember(p_picture uuid, p_print bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO pictures_known (id, print, at) SELECT gen_random_uuid(), p_print, clock_timestamp()
  WHERE session_user = 'hearten_worker' AND EXISTS (SELECT 1 FROM pictures_picture c WHERE c.id = p_picture AND c.removed_at IS NOT NULL)
  ON CONFLICT (print) DO NOTHING
$$;

-- Take pictures away for good. In: an item's id or a picture's, or none for all. Out: which of the acting member's own pictures
-- went; the worker then destroys their keys.
CREATE OR REPLACE FUNCTION pictures_take_away(p_about uuid, p_picture uuid) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone uuid[];
BEGIN
  SELECT array_agg(c.id) INTO gone FROM pictures_picture c WHERE (p_about IS NULL OR c.about = p_about)
    AND (p_picture IS NULL OR c.id = p_picture)
    AND c.member_id = nullif(current_setting('hearten.member', true), '')::uuid;
  DELETE FROM pictures_step WHERE picture_id = ANY (gone);
  DELETE FROM pictures_picture WHERE id = ANY (gone);
  RETURN QUERY SELECT unnest(gone);
END $$;

-- What is gone for good: pictures removed thirty days ago, unless somebody still looks again at that or at the words that they
-- belong to; and those whose words were taken back or were over by their group's own time. In: nothing. Out: ids of what went;
-- for the worker alone, which destroys their keys.
CREATE OR REPLACE FUNCTION pictures_sweep() RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone uuid[];
BEGIN
  SELECT array_agg(c.id) INTO gone FROM pictures_picture c
    WHERE session_user = 'hearten_worker' AND ((c.removed_at < now() - interval '30 days'
        AND NOT EXISTS (SELECT 1 FROM moderation_case k JOIN moderation_act a ON a.case_id = k.id
          JOIN moderation_appeal p ON p.act_id = a.id WHERE k.item IN (c.id, c.about) AND p.answered_at IS NULL))
      OR EXISTS (SELECT 1 FROM threads_withdrawal w WHERE w.post_id = c.about AND w.how <> 'removed'));
  DELETE FROM pictures_step WHERE picture_id = ANY (gone);
  DELETE FROM pictures_picture WHERE id = ANY (gone);
  RETURN QUERY SELECT unnest(gone);
END $$;

-- At the end of pictures, however they went: note that their keys are still to be destroyed. In and out: nothing.
CREATE OR REPLACE FUNCTION pictures_went() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO pictures_unshredded (id, at) SELECT g.id, clock_timestamp() FROM gone g ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

-- Whose key is still there though the picture went. In: nothing. Out: ids of pictures that are gone, for the worker alone, which
-- destroys the keys.
CREATE OR REPLACE FUNCTION pictures_unshredded() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id FROM pictures_unshredded u WHERE session_user = 'hearten_worker'
$$;

-- A key was destroyed. In: the picture that it was of. Out: nothing; for the worker alone.
CREATE OR REPLACE FUNCTION pictures_shredded(p_picture uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM pictures_unshredded u WHERE session_user = 'hearten_worker' AND u.id = p_picture
$$;

-- Whether a picture is still there, so that no key of one is destroyed. In: its id. Out: yes or no, for the worker alone
-- (anybody else is told yes).
CREATE OR REPLACE FUNCTION pictures_is_there(p_picture uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT session_user <> 'hearten_worker' OR EXISTS (SELECT 1 FROM pictures_picture c WHERE c.id = p_picture)
$$;

-- The acting member's own pictures, in groups that they left as well: for the count of what they keep here, and for their
-- export. In: nothing. Out: ids and sizes of their own alone.
CREATE OR REPLACE FUNCTION pictures_mine() RETURNS TABLE (id uuid, size bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id, c.size::bigint FROM pictures_picture c WHERE c.member_id = nullif(current_setting('hearten.member', true), '')::uuid
$$;

-- One of the acting member's own pictures, sealed as it is. In: its id. Out: where it stands, what is said of it, its sealed content.
CREATE OR REPLACE FUNCTION pictures_my_own(p_picture uuid)
RETURNS TABLE (id uuid, group_id uuid, about uuid, alt text, made_at timestamptz, content bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id, c.group_id, c.about, c.alt::text, c.made_at, c.content FROM pictures_picture c
  WHERE c.id = p_picture AND c.member_id = nullif(current_setting('hearten.member', true), '')::uuid
$$;

-- Whom a picture that waits concerns: who leads its group, not its sender. In: the picture. Out: member ids, for the worker alone.
CREATE OR REPLACE FUNCTION pictures_whom_to_ask(p_picture uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.member_id FROM pictures_picture c JOIN groups_membership m ON m.group_id = c.group_id AND m.ended_at IS NULL
    AND m.role IN ('facilitator', 'co_facilitator') AND m.member_id <> c.member_id
  WHERE c.id = p_picture AND session_user = 'hearten_worker'
$$;
