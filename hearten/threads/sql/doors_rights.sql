-- Reviewed doors of threads for members' rights: one's own words wherever they stand, being forgotten, and how long words
-- are kept.

-- Everything that the acting member wrote, behind a mask or not, in groups that they left as well. In: nothing. Out: their own
-- words, with what they quoted; a title only where it is their own; nothing of anybody else's. A quote is blank where what it
-- quotes is held, or out of their sight because somebody keeps away: a copy shows no more than the pages do.
CREATE OR REPLACE FUNCTION threads_my_words()
RETURNS TABLE (post uuid, group_id uuid, title text, kind text, wish text, mood text, note text, body text, quoted text,
  move text, mask text, made_at timestamptz, edited_at timestamptz, withdrawn_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.id, p.group_id, CASE WHEN p.opens THEN t.title ELSE '' END, CASE WHEN p.opens THEN t.kind ELSE '' END,
    CASE WHEN p.opens THEN t.wish ELSE '' END, CASE WHEN p.opens THEN t.mood ELSE '' END,
    CASE WHEN p.opens THEN t.note ELSE '' END, p.body,
    CASE WHEN q.id = ANY (hidden.held) OR ARRAY[q.id, q.thread_id, q.membership_id, q.mask_id] && hidden.unseen THEN ''
      ELSE p.quoted END, p.move, k.name, p.made_at, p.edited_at, w.at
  FROM (SELECT ARRAY(SELECT moderation_held_from_me()) AS held, threads_out_of_sight() AS unseen OFFSET 0) hidden
  CROSS JOIN threads_post p JOIN threads_thread t ON t.id = p.thread_id LEFT JOIN threads_post q ON q.id = p.quotes_id
  LEFT JOIN threads_mask k ON k.id = p.mask_id LEFT JOIN threads_withdrawal w ON w.post_id = p.id
  WHERE p.membership_id IN (SELECT m.id FROM groups_membership m
      WHERE m.member_id = nullif(current_setting('hearten.member', true), '')::uuid)
    OR p.mask_id IN (SELECT o.mask_id FROM threads_maskowner o
      WHERE o.member_id = nullif(current_setting('hearten.member', true), '')::uuid)
  ORDER BY p.made_at
$$;

-- Take the words out of posts, with title, content note and mood where one opens a conversation (and all that stands above it, where
-- something is worked through), with what an idea says of itself, with every earlier version and every quote of them; the places stay, and open pages hear it. All that takes words away comes here: their writer, who leaves,
-- who looks after a group, a group's own time. In: posts that have their words, and why. That words behind a mask went with whoever
-- left would tell whose they were: they say only that their writer took them back. Not a door: it runs with its caller's rights, so
-- it does something only inside doors. Pictures are not seen any more from then on (their own policy), and
-- pictures_sweep shreds them.
CREATE OR REPLACE FUNCTION threads_take_words(p_posts uuid[], p_how text) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE changed record;
BEGIN
  IF cardinality(p_posts) = 0 THEN RETURN; END IF;
  -- Posts first, in one order, as whoever edits or removes one does: what follows touches the index of search, too.
  PERFORM 1 FROM threads_post WHERE id = ANY (p_posts) ORDER BY id FOR UPDATE;
  INSERT INTO threads_withdrawal (id, group_id, post_id, how, at)
    SELECT gen_random_uuid(), p.group_id, p.id, CASE WHEN p_how = 'left' AND p.membership_id IS NULL THEN 'author' ELSE p_how END,
      clock_timestamp() FROM threads_post p WHERE p.id = ANY (p_posts);
  DELETE FROM threads_revision WHERE post_id = ANY (p_posts);
  DELETE FROM threads_suggested WHERE post_id = ANY (p_posts);
  DELETE FROM threads_idea WHERE post_id = ANY (p_posts);
  DELETE FROM threads_cardproposal WHERE post_id = ANY (p_posts);
  DELETE FROM threads_grewout WHERE post_id = ANY (p_posts);
  UPDATE threads_working SET facts = '', tried = '', chosen = '', report = ''
    WHERE thread_id IN (SELECT p.thread_id FROM threads_post p WHERE p.id = ANY (p_posts) AND p.opens);
  UPDATE threads_post SET body = '', html = '', quoted = '' WHERE id = ANY (p_posts);
  UPDATE threads_post SET quoted = '' WHERE quotes_id = ANY (p_posts) AND quoted <> '';
  UPDATE threads_thread SET title = '', note = '', mood = ''
    WHERE id IN (SELECT p.thread_id FROM threads_post p WHERE p.id = ANY (p_posts) AND p.opens);
  FOR changed IN SELECT p.id, p.thread_id, p.group_id, p.opens AND p.id = ANY (p_posts) AS titled FROM threads_post p
      WHERE p.id = ANY (p_posts) OR p.quotes_id = ANY (p_posts) ORDER BY p.thread_id LOOP
    PERFORM hearten_announce('thread:' || changed.thread_id, 'post', changed.id, changed.group_id, NULL, NULL);
    IF changed.titled THEN
      PERFORM hearten_announce('group:' || changed.group_id, 'thread', changed.thread_id, changed.group_id, NULL, NULL);
    END IF;
  END LOOP;
END $$;

-- Forget the acting member in conversations. In: "erased", and their words go, everywhere they ever wrote; "kept", and they
-- stay, with nothing that leads to the person. Out: nothing.
CREATE OR REPLACE FUNCTION threads_forget_me(p_how text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; places uuid[]; masks uuid[]; posts uuid[];
BEGIN
  places := ARRAY(SELECT m.id FROM groups_membership m WHERE m.member_id = me);
  masks := ARRAY(SELECT o.mask_id FROM threads_maskowner o WHERE o.member_id = me);
  posts := ARRAY(SELECT p.id FROM threads_post p WHERE p.membership_id = ANY (places) OR p.mask_id = ANY (masks));
  IF p_how = 'erased' THEN
    PERFORM threads_take_words(ARRAY(SELECT p FROM unnest(posts) p
      WHERE NOT EXISTS (SELECT 1 FROM threads_withdrawal w WHERE w.post_id = p)), 'left');
    UPDATE threads_thread SET title = '', note = '', mood = ''
      WHERE membership_id = ANY (places) OR mask_id = ANY (masks);
  END IF;
  DELETE FROM threads_revision WHERE member_id = me;
  DELETE FROM threads_sent WHERE member_id = me;
  DELETE FROM threads_heard WHERE member_id = me;
  DELETE FROM threads_witness WHERE membership_id = ANY (places);
  DELETE FROM threads_maskowner WHERE member_id = me;
  UPDATE threads_masklookup SET asked_by_id = members_nobody() WHERE asked_by_id = me;
  UPDATE threads_masklookup SET agreed_by_id = members_nobody() WHERE agreed_by_id = me;
END $$;

-- What the acting member brought, chose and reported where they worked something through, and what their own ideas say of
-- themselves; in groups that they left as well. In: nothing. Out: their own words.
CREATE OR REPLACE FUNCTION threads_my_work()
RETURNS TABLE (group_id uuid, what text, words text, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH mine AS (SELECT p.* FROM threads_post p WHERE p.membership_id IN (SELECT m.id FROM groups_membership m
      WHERE m.member_id = nullif(current_setting('hearten.member', true), '')::uuid)
    OR p.mask_id IN (SELECT o.mask_id FROM threads_maskowner o
      WHERE o.member_id = nullif(current_setting('hearten.member', true), '')::uuid)),
  brought AS (SELECT w.* FROM mine p JOIN threads_working w ON w.thread_id = p.thread_id WHERE p.opens),
  said AS (
    SELECT b.group_id, 'facts' AS what, b.facts AS words, b.made_at AS at FROM brought b
    UNION ALL SELECT b.group_id, 'tried', b.tried, b.made_at FROM brought b
    UNION ALL SELECT b.group_id, 'chosen', b.chosen, b.chosen_at FROM brought b
    UNION ALL SELECT b.group_id, 'report', b.report, b.reported_at FROM brought b
    UNION ALL SELECT p.group_id, 'good', i.good, p.made_at FROM mine p JOIN threads_idea i ON i.post_id = p.id
    UNION ALL SELECT p.group_id, 'bad', i.bad, p.made_at FROM mine p JOIN threads_idea i ON i.post_id = p.id)
  SELECT s.group_id, s.what, s.words, s.at FROM said s WHERE s.words <> '' ORDER BY s.at, s.what
$$;

-- The rules of retention; in and out as in members. Words in conversations of groups that erase them after so many days of
-- quiet: rows are posts that still have their words.
CREATE OR REPLACE FUNCTION threads_keep_words(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE posts uuid[];
BEGIN
  SELECT coalesce(array_agg(p.id), '{}'), min(p.made_at) INTO posts, oldest FROM threads_post p
    JOIN threads_thread t ON t.id = p.thread_id JOIN groups_group g ON g.id = t.group_id
    WHERE g.keeps = 'erase' AND g.keeps_days IS NOT NULL AND t.last_at < now() - make_interval(days => g.keeps_days)
      AND NOT EXISTS (SELECT 1 FROM threads_withdrawal w WHERE w.post_id = p.id);
  due := cardinality(posts);
  IF p_go THEN PERFORM threads_take_words(posts, 'kept_until'); END IF;
END $$;

-- Ids under which devices sent something, a month ago: a repeat comes within a week (RE-01).
CREATE OR REPLACE FUNCTION threads_keep_sent(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(at) INTO due, oldest FROM threads_sent WHERE at < now() - interval '30 days';
  IF p_go THEN DELETE FROM threads_sent WHERE at < now() - interval '30 days'; GET DIAGNOSTICS due = ROW_COUNT; END IF;
END $$;

-- Looks behind a mask that are two years old, with their reasons.
CREATE OR REPLACE FUNCTION threads_keep_lookups(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(asked_at) INTO due, oldest FROM threads_masklookup WHERE asked_at < now() - interval '2 years';
  IF p_go THEN
    DELETE FROM threads_masklookup WHERE asked_at < now() - interval '2 years'; GET DIAGNOSTICS due = ROW_COUNT;
  END IF;
END $$;

-- Questions whether a reply could become a card that nobody answered within a month.
CREATE OR REPLACE FUNCTION threads_keep_card_proposals(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(made_at) INTO due, oldest FROM threads_cardproposal
    WHERE answer = '' AND made_at < now() - interval '30 days';
  IF p_go THEN
    DELETE FROM threads_cardproposal WHERE answer = '' AND made_at < now() - interval '30 days'; GET DIAGNOSTICS due = ROW_COUNT;
  END IF;
END $$;
