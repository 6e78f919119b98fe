-- Reviewed doors of the kernel. Each runs as hearten_definer, which bypasses row-level security, so each is read like a
-- door: what comes in, what goes out, why nothing else can.

-- Write one live change and wake the listeners at commit. In: ids. Out: the change's number in its topic.
-- The topic's row is locked until commit, so numbers follow commit order and have no gaps.
CREATE OR REPLACE FUNCTION hearten_announce(
  p_topic text, p_kind text, p_about uuid, p_group uuid, p_member uuid, p_author uuid
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE n bigint;
BEGIN
  INSERT INTO kernel_livetopic (id, topic, last) VALUES (gen_random_uuid(), p_topic, 1)
    ON CONFLICT (topic) DO UPDATE SET last = kernel_livetopic.last + 1 RETURNING last INTO n;
  INSERT INTO kernel_liveevent (id, topic, number, kind, about, group_id, member_id, author_member_id, at)
    VALUES (gen_random_uuid(), p_topic, n, p_kind, p_about, p_group, p_member, p_author, clock_timestamp());
  PERFORM pg_notify('hearten_live', p_topic || ' ' || n);
  RETURN n;
END $$;

-- The hub's one read after a notification. In: a topic and the last number it has. Out: ids and kinds, never words; and
-- whose change it was, so that a stream can leave somebody out. Answers only the hub's own sign-in: next to a masked post
-- the author would undo the mask.
CREATE OR REPLACE FUNCTION hearten_live_since(p_topic text, p_after bigint)
RETURNS TABLE (number bigint, kind text, about uuid, author_member_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.number, e.kind::text, e.about, e.author_member_id FROM kernel_liveevent e
  WHERE session_user = 'hearten_live' AND e.topic = p_topic AND e.number > p_after ORDER BY e.number LIMIT 500
$$;

-- Who may still listen? In: a kind of topic's own two questions (kernel/live.py) with $1 for the topic's id, and members and
-- topics, one for each stream. Out: for each stream whether its member may listen, and whether something may be hidden from
-- them alone. Not SECURITY DEFINER, by intention: each question is asked as its member, under the policies of who calls;
-- whoever calls it could ask each by itself. Nobody acts in the transaction afterwards.
CREATE OR REPLACE FUNCTION hearten_glances(p_glance text, p_hidden text, p_members uuid[], p_keys uuid[])
RETURNS TABLE (nth integer, may boolean, apart boolean) LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  FOR i IN 1 .. coalesce(cardinality(p_members), 0) LOOP
    nth := i;
    PERFORM set_config('hearten.member', p_members[nth]::text, true);
    EXECUTE 'SELECT EXISTS (' || p_glance || '), EXISTS (' || p_hidden || ')' INTO may, apart USING p_keys[nth];
    RETURN NEXT;
  END LOOP;
  PERFORM set_config('hearten.member', '', true);
END $$;

-- Where a topic stands. In: a topic. Out: one number; 0 for a topic that has none or does not exist.
CREATE OR REPLACE FUNCTION hearten_live_last(p_topic text)
RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT t.last FROM kernel_livetopic t WHERE t.topic = p_topic), 0)
$$;

-- The worker shows what of its work goes well. In: what went well just now, and all that it keeps doing (what is new there
-- counts from now; rows of anything else, of an older version or of what was switched off since, go). Out: nothing. For the
-- worker alone.
CREATE OR REPLACE FUNCTION hearten_beat(p_well text[], p_known text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF session_user <> 'hearten_worker' THEN RETURN; END IF;
  DELETE FROM kernel_beat WHERE what <> ALL (p_known);
  INSERT INTO kernel_beat (id, what, at) SELECT gen_random_uuid(), k, clock_timestamp() FROM unnest(p_known) k ORDER BY k
    ON CONFLICT DO NOTHING;
  UPDATE kernel_beat SET at = clock_timestamp() WHERE what = ANY (p_well);
END $$;
