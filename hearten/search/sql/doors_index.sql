-- Writing the index. What stands here runs with the rights of who calls it, unless it says SECURITY DEFINER: a seat that calls
-- such a part itself has no right to any row.

-- Part of what takes words away: entries go with their words and meanings, now; and words that stood only there are not known in
-- their group any more. In: a kind, items of it, their groups. Out: nothing.
CREATE OR REPLACE FUNCTION search_forget(p_kind text, p_items uuid[], p_groups uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE gone uuid[];
BEGIN
  PERFORM pg_advisory_xact_lock_shared(search_lock(g)) FROM (SELECT DISTINCT g FROM unnest(p_groups) g ORDER BY g) x;
  gone := ARRAY(SELECT e.id FROM search_entry e WHERE e.kind = p_kind AND e.item = ANY (p_items));
  PERFORM search_drop(gone);
END $$;

-- Part: entries go, by their own ids. Of two that go at once, each may leave a known word to the other and both leave it: so known
-- words are hints only, and whoever suggests one looks whether it still stands somewhere.
CREATE OR REPLACE FUNCTION search_drop(p_entries uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE their_groups uuid[]; their_words text[]; as_said text[];
BEGIN
  IF cardinality(p_entries) = 0 THEN RETURN; END IF;
  PERFORM 1 FROM search_entry e WHERE e.id = ANY (p_entries) ORDER BY e.id FOR UPDATE;  -- a meaning that just comes is waited for
  WITH gone AS (DELETE FROM search_word w WHERE w.id = ANY (p_entries) RETURNING w.group_id, w.word, w.said)
    SELECT array_agg(g.group_id), array_agg(g.word), array_agg(g.said) INTO their_groups, their_words, as_said
    FROM (SELECT DISTINCT x.group_id, x.word, x.said FROM gone x) g;
  DELETE FROM search_known WHERE id IN (SELECT k.id FROM unnest(their_groups, their_words, as_said) g (group_id, word, said)
    JOIN search_known k ON k.group_id = g.group_id AND k.said = g.said AND k.word = g.word
    WHERE NOT EXISTS (SELECT 1 FROM search_word w WHERE w.group_id = g.group_id AND w.word = g.word AND w.said = g.said)
    FOR UPDATE OF k SKIP LOCKED);
  DELETE FROM search_meaning WHERE entry_id = ANY (p_entries);
  DELETE FROM search_pending WHERE what = 'meaning' AND item = ANY (p_entries);
  DELETE FROM search_entry WHERE id = ANY (p_entries);
END $$;

-- Part of the triggers: items changed, so they match nothing until the worker has read them anew. In: as search_forget.
CREATE OR REPLACE FUNCTION search_again(p_kind text, p_items uuid[], p_groups uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF cardinality(p_items) IS NULL OR cardinality(p_items) = 0 THEN RETURN; END IF;
  PERFORM search_forget(p_kind, p_items, p_groups);
  INSERT INTO search_pending (id, what, kind, item, group_id, since)
    SELECT gen_random_uuid(), 'words', p_kind, x.item, x.group_id, clock_timestamp() FROM unnest(p_items, p_groups) x (item, group_id);
END $$;

-- Index what waits, oldest first. In: how many at most. Out: how many were done; for the worker alone. No text leaves the
-- database. Of two workers, one has a group; what cannot be had now stays for the next time, and others of other groups do not
-- wait behind it. What cannot be indexed rests for an hour and is named in the database's log, by its id. Killed, nothing happened.
CREATE OR REPLACE FUNCTION search_index(p_most integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE one search_pending; n bigint := 0; taken uuid[] := '{}';
BEGIN
  IF session_user <> 'hearten_worker' THEN RETURN 0; END IF;
  FOR one IN SELECT * FROM search_pending p WHERE p.what = 'words' AND p.since <= clock_timestamp()
      ORDER BY p.since LIMIT p_most * 20 FOR UPDATE SKIP LOCKED LOOP
    EXIT WHEN n >= p_most;
    CONTINUE WHEN one.group_id = ANY (taken);
    IF NOT pg_try_advisory_xact_lock(search_lock(one.group_id)) THEN
      taken := taken || one.group_id;
      CONTINUE;
    END IF;
    BEGIN
      PERFORM search_put(one.kind, one.item, one.group_id);
      DELETE FROM search_pending WHERE id = one.id;
    EXCEPTION WHEN OTHERS THEN
      RAISE LOG 'hearten search: % % cannot be indexed (%)', one.kind, one.item, SQLSTATE;
      UPDATE search_pending SET since = clock_timestamp() + interval '1 hour' WHERE id = one.id;
    END;
    n := n + 1;
  END LOOP;
  RETURN n;
END $$;

-- Part: read one thing as it is now, and index it. Where there is nothing to find (any more), nothing is. A title counts three times.
CREATE OR REPLACE FUNCTION search_put(p_kind text, p_item uuid, p_group uuid) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE found record; made uuid := gen_random_uuid();
BEGIN
  PERFORM search_drop(ARRAY(SELECT e.id FROM search_entry e WHERE e.kind = p_kind AND e.item = p_item));
  EXECUTE format('SELECT * FROM search_%s_text($1)', p_kind) INTO found USING p_item;
  IF found.group_id IS DISTINCT FROM p_group THEN RETURN; END IF;
  INSERT INTO search_entry (id, group_id, kind, item, within, whose, language, at)
    VALUES (made, p_group, p_kind, p_item, found.within, found.whose, found.language, found.at);
  WITH said AS (SELECT w.said, w.word, sum(w.uses) AS uses FROM (
      SELECT * FROM search_words_of(found.body, found.language)
      UNION ALL SELECT t.said, t.word, t.uses * 3 FROM search_words_of(found.title, found.language) t) w GROUP BY 1, 2),
    whole AS (SELECT sum(s.uses)::bigint AS size FROM said s),
    put AS (INSERT INTO search_word (id, group_id, word, said, weight)
      SELECT made, p_group, s.word, s.said, search_weight(s.uses, whole.size) FROM said s, whole RETURNING word, said)
  INSERT INTO search_known (id, group_id, said, word) SELECT gen_random_uuid(), p_group, p.said, p.word FROM put p
    WHERE length(p.said) > 2 ORDER BY p.said
    ON CONFLICT (group_id, said) DO UPDATE SET word = EXCLUDED.word WHERE search_known.word <> EXCLUDED.word;
  IF found.language LIKE 'en%' THEN  -- the encoder reads English
    INSERT INTO search_pending (id, what, kind, item, group_id, since)
      VALUES (gen_random_uuid(), 'meaning', p_kind, made, p_group, clock_timestamp());
  END IF;
END $$;

-- Texts whose meaning is not known yet, oldest first. In: how many at most. Out: entries and their texts, for the worker alone. Not
-- locked: an entry is never changed, it goes and another comes, so a meaning cannot land beside other words.
CREATE OR REPLACE FUNCTION search_unread(p_most integer) RETURNS TABLE (entry uuid, title text, body text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE one record; found record;
BEGIN
  IF session_user <> 'hearten_worker' THEN RETURN; END IF;
  FOR one IN SELECT e.id, e.kind, e.item FROM search_pending p JOIN search_entry e ON e.id = p.item
      WHERE p.what = 'meaning' AND p.since <= clock_timestamp() ORDER BY p.since LIMIT p_most LOOP
    EXECUTE format('SELECT * FROM search_%s_text($1)', one.kind) INTO found USING one.item;
    entry := one.id; title := coalesce(found.title, ''); body := coalesce(found.body, '');
    RETURN NEXT;
  END LOOP;
END $$;

-- Keep what an entry is about. In: the entry, one vector for each part of its text. Out: nothing; from the worker alone. A repeat
-- changes nothing, and an entry that went meanwhile stays gone.
CREATE OR REPLACE FUNCTION search_add_meaning(p_entry uuid, p_vectors text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e search_entry;
BEGIN
  IF session_user <> 'hearten_worker' THEN RETURN; END IF;
  SELECT * INTO e FROM search_entry x WHERE x.id = p_entry FOR KEY SHARE;
  IF e.id IS NULL THEN RETURN; END IF;
  INSERT INTO search_meaning (id, group_id, entry_id, part, vector)
    SELECT gen_random_uuid(), e.group_id, e.id, v.nth - 1, v.vector::halfvec FROM unnest(p_vectors) WITH ORDINALITY v (vector, nth)
    ON CONFLICT (entry_id, part) DO NOTHING;
  DELETE FROM search_pending WHERE what = 'meaning' AND item = p_entry;
END $$;

-- The encoder did not read a text, and reads others: it is tried again after ten minutes, an hour, and a day, then given up and
-- found by its words alone. In: the entry. Out: nothing; from the worker alone.
CREATE OR REPLACE FUNCTION search_read_later(p_entry uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF session_user <> 'hearten_worker' THEN RETURN; END IF;
  UPDATE search_pending SET tries = tries + 1,
    since = clock_timestamp() + (ARRAY['10 minutes', '1 hour', '1 day'])[tries + 1]::interval
    WHERE what = 'meaning' AND item = p_entry AND tries < 3;
  IF NOT FOUND THEN DELETE FROM search_pending WHERE what = 'meaning' AND item = p_entry; END IF;
END $$;

-- Bring the index in line with what there is, as after an upgrade, when a backup came back, or once a day: what is neither indexed
-- nor waits for it waits from now on; entries of what is no longer there go. In: a kind. Out: how many; for the worker alone.
CREATE OR REPLACE FUNCTION search_complete(p_kind text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE n bigint; stale uuid[];
BEGIN
  IF session_user <> 'hearten_worker' THEN RETURN 0; END IF;
  EXECUTE format('INSERT INTO search_pending (id, what, kind, item, group_id, since)
    SELECT gen_random_uuid(), ''words'', $1, a.item, a.group_id, clock_timestamp() FROM search_%s_all() a
    WHERE NOT EXISTS (SELECT 1 FROM search_entry e WHERE e.kind = $1 AND e.item = a.item)
      AND NOT EXISTS (SELECT 1 FROM search_pending p WHERE p.what = ''words'' AND p.kind = $1 AND p.item = a.item)', p_kind)
    USING p_kind;
  GET DIAGNOSTICS n = ROW_COUNT;
  EXECUTE format('SELECT array_agg(e.id) FROM search_entry e LEFT JOIN search_%s_all() a ON a.item = e.item
    WHERE e.kind = $1 AND a.group_id IS DISTINCT FROM e.group_id', p_kind) INTO stale USING p_kind;
  IF stale IS NOT NULL THEN PERFORM search_drop(stale); END IF;
  RETURN n + coalesce(cardinality(stale), 0);
END $$;

-- Words that are known in a group and stand nowhere there any more go (search_drop says how they come about). In: nothing. Out: how
-- many; for the worker alone.
CREATE OR REPLACE FUNCTION search_forget_known() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE n bigint;
BEGIN
  IF session_user <> 'hearten_worker' THEN RETURN 0; END IF;
  DELETE FROM search_known WHERE id IN (SELECT k.id FROM search_known k WHERE NOT EXISTS (
    SELECT 1 FROM search_word w WHERE w.group_id = k.group_id AND w.word = k.word AND w.said = k.said)
    FOR UPDATE OF k SKIP LOCKED);
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;
