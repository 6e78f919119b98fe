-- Posts, as search finds them. A kind has two functions that are no doors: search_<kind>_text(item) gives what to index, or no row
-- where nothing is to be found; search_<kind>_all() gives all that might be. And triggers, which run at changes of its tables.

-- A post's words, with the title where it opens a conversation. In: the post. Out: its group, conversation, whose name or mask
-- stands above it, its language, its moment, title and words; no row for one without words, or held, itself or its conversation.
CREATE OR REPLACE FUNCTION search_post_text(p_item uuid)
RETURNS TABLE (group_id uuid, within uuid, whose uuid, language text, at timestamptz, title text, body text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT p.group_id, p.thread_id, coalesce(p.mask_id, p.membership_id), g.language::text, p.made_at,
    CASE WHEN p.opens THEN t.title ELSE '' END, p.body
  FROM threads_post p JOIN threads_thread t ON t.id = p.thread_id JOIN groups_group g ON g.id = p.group_id
  WHERE p.id = p_item AND p.body <> '' AND NOT EXISTS (SELECT 1 FROM threads_withdrawal w WHERE w.post_id = p.id)
    AND NOT EXISTS (SELECT 1 FROM moderation_hold h WHERE h.released_at IS NULL AND (h.item = p.id OR h.also = p.thread_id))
$$;

-- Every post that has words; what is held among them comes to nothing. In: nothing. Out: posts and their groups.
CREATE OR REPLACE FUNCTION search_post_all() RETURNS TABLE (item uuid, group_id uuid)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT p.id, p.group_id FROM threads_post p WHERE p.body <> ''
$$;

-- Posts were written: they wait. New ones match nothing yet, so there is nothing to forget and nobody to wait for.
CREATE OR REPLACE FUNCTION search_posts_written() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO search_pending (id, what, kind, item, group_id, since)
    SELECT gen_random_uuid(), 'words', 'post', p.id, p.group_id, clock_timestamp() FROM fresh p WHERE p.body <> '';
  RETURN NULL;
END $$;

-- Posts were edited, or their words taken away: whichever words they had match nothing from now on. EXECUTE plans for as many as
-- there are now: a plan that was kept from one edit would compare thousands each with each.
CREATE OR REPLACE FUNCTION search_posts_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  EXECUTE $q$SELECT search_again('post', array_agg(n.id), array_agg(n.group_id)) FROM fresh n JOIN old o ON o.id = n.id
    WHERE (n.body, n.thread_id, n.group_id) IS DISTINCT FROM (o.body, o.thread_id, o.group_id) HAVING count(*) > 0$q$;
  RETURN NULL;
END $$;

-- Posts went.
CREATE OR REPLACE FUNCTION search_posts_gone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM search_forget('post', array_agg(o.id), array_agg(o.group_id)) FROM old o HAVING count(*) > 0;
  DELETE FROM search_pending p WHERE p.kind = 'post' AND p.item IN (SELECT o.id FROM old o);
  RETURN NULL;
END $$;

-- Conversations got other titles. A reply moves a conversation, too, and changes no word of it.
CREATE OR REPLACE FUNCTION search_threads_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  EXECUTE $q$SELECT search_again('post', array_agg(p.id), array_agg(p.group_id)) FROM fresh n
    JOIN old o ON o.id = n.id AND o.title <> n.title JOIN threads_post p ON p.thread_id = n.id AND p.opens HAVING count(*) > 0$q$;
  RETURN NULL;
END $$;

-- A post's words were withdrawn, or came back after an appeal.
CREATE OR REPLACE FUNCTION search_withdrawals_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM search_again('post', array_agg(c.post_id), array_agg(c.group_id)) FROM changed c HAVING count(*) > 0;
  RETURN NULL;
END $$;

-- Things were held, or let go again: with a conversation, all that stands in it.
CREATE OR REPLACE FUNCTION search_holds_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM search_again('post', array_agg(p.id), array_agg(p.group_id))
    FROM (SELECT x.id, x.group_id FROM changed c JOIN threads_post x ON x.id = c.item
      UNION SELECT x.id, x.group_id FROM changed c JOIN threads_post x ON x.thread_id = c.also) p HAVING count(*) > 0;
  PERFORM search_again('card', array_agg(c.id), array_agg(c.group_id))
    FROM library_card c WHERE c.id IN (SELECT x.item FROM changed x) HAVING count(*) > 0;
  RETURN NULL;
END $$;

-- A group speaks another language from now on: its posts are read anew, and found by the old stems until then.
CREATE OR REPLACE FUNCTION search_groups_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO search_pending (id, what, kind, item, group_id, since)
    SELECT gen_random_uuid(), 'words', e.kind, e.item, e.group_id, clock_timestamp() FROM fresh n JOIN old o ON o.id = n.id
    JOIN search_entry e ON e.group_id = n.id WHERE o.language <> n.language;
  RETURN NULL;
END $$;
