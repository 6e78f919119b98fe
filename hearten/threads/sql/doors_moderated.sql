-- What moderation asks of a post (hearten/moderation/items.py says what each function is for). None of them is a door: they run
-- with the rights of who calls them, and look past the policies only where a reviewed door of moderation calls them.

-- A post's group, who wrote it, and whether behind a mask. In: the post.
CREATE OR REPLACE FUNCTION moderation_post_about(p_item uuid) RETURNS TABLE (group_id uuid, member_id uuid, masked boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT p.group_id, coalesce(o.member_id, m.member_id), p.mask_id IS NOT NULL FROM threads_post p
  LEFT JOIN threads_maskowner o ON o.mask_id = p.mask_id LEFT JOIN groups_membership m ON m.id = p.membership_id WHERE p.id = p_item
$$;

-- A post is held: its words leave the replies that quote them; its pictures are seen where the post is. In: the post. Out: the
-- conversation that it opens, hidden with it.
CREATE OR REPLACE FUNCTION moderation_post_hide(p_item uuid) RETURNS uuid
LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE threads_post SET quoted = '' WHERE quotes_id = p_item AND quoted <> '';
  SELECT p.thread_id FROM threads_post p WHERE p.id = p_item AND p.opens
$$;

-- A post is shown again: replies quote it again, unless their words were taken back. In: the post. Out: nothing.
CREATE OR REPLACE FUNCTION moderation_post_show(p_item uuid) RETURNS uuid
LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE threads_post q SET quoted = CASE WHEN length(p.body) <= 400 THEN p.body ELSE left(p.body, 399) || '…' END
  FROM threads_post p WHERE p.id = p_item AND q.quotes_id = p.id
    AND NOT EXISTS (SELECT 1 FROM threads_withdrawal w WHERE w.post_id IN (p.id, q.id));
  SELECT NULL::uuid
$$;

-- A post's words are removed, with its pictures: the place stays. In: the post. Out: what was there, for its writer, with earlier
-- versions, what stood above it, what an idea said of itself and the coach's label, so that all of it can come back; none when the words had gone.
CREATE OR REPLACE FUNCTION moderation_post_take(p_item uuid) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE was jsonb;
BEGIN
  SELECT jsonb_build_object('body', p.body, 'html', p.html, 'quoted', p.quoted,
    'suggested', (SELECT s.at FROM threads_suggested s WHERE s.post_id = p.id),
    'earlier', (SELECT jsonb_agg(to_jsonb(r)) FROM threads_revision r WHERE r.post_id = p.id),
    'idea', (SELECT to_jsonb(i) FROM threads_idea i WHERE i.post_id = p.id),
    'work', (SELECT to_jsonb(w) FROM threads_working w WHERE p.opens AND w.thread_id = p.thread_id))
    || CASE WHEN p.opens THEN jsonb_build_object('title', t.title, 'note', t.note, 'mood', t.mood) ELSE '{}' END
    INTO was FROM threads_post p JOIN threads_thread t ON t.id = p.thread_id
    WHERE p.id = p_item AND NOT EXISTS (SELECT 1 FROM threads_withdrawal w WHERE w.post_id = p.id) FOR UPDATE OF p;
  IF was IS NULL THEN RETURN NULL; END IF;
  PERFORM threads_take_words(ARRAY[p_item], 'removed');
  PERFORM pictures_with_words(p_item, true);
  RETURN was;
END $$;

-- How many other posts of its writer's in its group people have let out: that have their words and wait for nobody. In: the post.
CREATE OR REPLACE FUNCTION moderation_post_earlier(p_item uuid) RETURNS bigint
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT count(*) FROM moderation_post_about(p_item) a JOIN threads_post p ON p.group_id = a.group_id AND p.id <> p_item
    LEFT JOIN threads_maskowner o ON o.mask_id = p.mask_id LEFT JOIN groups_membership m ON m.id = p.membership_id
  WHERE coalesce(o.member_id, m.member_id) = a.member_id
    AND NOT EXISTS (SELECT 1 FROM moderation_hold h WHERE h.kind = 'post' AND h.item = p.id AND h.released_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM threads_withdrawal w WHERE w.post_id = p.id AND w.how = 'removed')
$$;

-- When a post was edited last. In: the post. Out: a moment, or none.
CREATE OR REPLACE FUNCTION moderation_post_changed(p_item uuid) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT p.edited_at FROM threads_post p WHERE p.id = p_item
$$;

-- Removed words come back. In: the post and what moderation_post_take gave. Out: nothing.
CREATE OR REPLACE FUNCTION moderation_post_bring(p_item uuid, p_words jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM threads_withdrawal WHERE post_id = p_item AND how = 'removed';
  IF NOT FOUND THEN RETURN; END IF;
  UPDATE threads_post SET body = p_words ->> 'body', html = p_words ->> 'html', quoted = p_words ->> 'quoted' WHERE id = p_item;
  UPDATE threads_thread t SET title = p_words ->> 'title', note = p_words ->> 'note', mood = coalesce(p_words ->> 'mood', '')
    FROM threads_post p WHERE p.id = p_item AND p.opens AND t.id = p.thread_id;
  INSERT INTO threads_idea SELECT i.* FROM jsonb_populate_record(NULL::threads_idea, nullif(p_words -> 'idea', 'null')) i WHERE i.id IS NOT NULL;
  UPDATE threads_working w SET facts = p_words -> 'work' ->> 'facts', tried = p_words -> 'work' ->> 'tried',
    chosen = p_words -> 'work' ->> 'chosen', report = p_words -> 'work' ->> 'report'
    FROM threads_post p WHERE p.id = p_item AND p.opens AND w.thread_id = p.thread_id AND p_words -> 'work' ->> 'facts' IS NOT NULL;
  INSERT INTO threads_revision SELECT r.* FROM jsonb_array_elements(nullif(p_words -> 'earlier', 'null')) e,
    jsonb_populate_record(NULL::threads_revision, e) r;
  INSERT INTO threads_suggested (id, group_id, post_id, at) SELECT gen_random_uuid(), p.group_id, p.id, (p_words ->> 'suggested')::timestamptz
    FROM threads_post p WHERE p.id = p_item AND p_words ->> 'suggested' IS NOT NULL;
  PERFORM moderation_post_show(p_item);
  PERFORM pictures_with_words(p_item, false);
END $$;

-- Signs of a raid in posts of the last hour: the same words from three people who came within a week, or ten posts by three or more
-- who came within a day. In: nothing. Out: groups and signs, no words and no people, for the worker alone. This one is a door.
CREATE OR REPLACE FUNCTION moderation_post_signs() RETURNS TABLE (group_id uuid, sign text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH lately AS (SELECT p.group_id, lower(btrim(p.body)) AS said, m.member_id, m.joined_at FROM threads_post p
    LEFT JOIN threads_maskowner o ON o.mask_id = p.mask_id
    JOIN groups_membership m ON m.group_id = p.group_id AND m.ended_at IS NULL AND (m.id = p.membership_id OR m.member_id = o.member_id)
    WHERE p.made_at > now() - interval '1 hour' AND m.joined_at > now() - interval '7 days' AND session_user = 'hearten_worker')
  SELECT l.group_id, 'same_words' FROM lately l WHERE length(l.said) > 20 GROUP BY l.group_id, l.said HAVING count(DISTINCT l.member_id) >= 3
  UNION
  SELECT l.group_id, 'new_people_write' FROM lately l WHERE l.joined_at > now() - interval '1 day'
    GROUP BY l.group_id HAVING count(*) >= 10 AND count(DISTINCT l.member_id) >= 3
$$;
