-- What moderation asks of a private conversation (hearten/moderation/items.py says what each function is for). None is a door.
-- Nothing of it can be hidden or removed: it belongs to the two, is sealed, and each of them can end it.

-- Whom a report of a conversation is about: the other of the two. Asked first by who reports; later what was noted then.
CREATE OR REPLACE FUNCTION moderation_talk_about(p_item uuid) RETURNS TABLE (group_id uuid, member_id uuid, masked boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT NULL::uuid, coalesce((SELECT w.member_id FROM moderation_whom w WHERE w.kind = 'talk' AND w.item = t.id),
    CASE WHEN t.asker_id = moderation_me() THEN t.asked_id WHEN t.asked_id = moderation_me() THEN t.asker_id END), false
  FROM messages_talk t WHERE t.id = p_item
$$;

-- A conversation is not hidden. In: the talk. Out: nothing else is hidden with it.
CREATE OR REPLACE FUNCTION moderation_talk_hide(p_item uuid) RETURNS uuid LANGUAGE sql AS $$ SELECT NULL::uuid $$;

-- Nor shown again.
CREATE OR REPLACE FUNCTION moderation_talk_show(p_item uuid) RETURNS uuid LANGUAGE sql AS $$ SELECT NULL::uuid $$;

-- Nothing is removed. Out: none, so that no step says it was.
CREATE OR REPLACE FUNCTION moderation_talk_take(p_item uuid) RETURNS jsonb LANGUAGE sql AS $$ SELECT NULL::jsonb $$;

-- And nothing brought back.
CREATE OR REPLACE FUNCTION moderation_talk_bring(p_item uuid, p_words jsonb) RETURNS void LANGUAGE sql AS $$ SELECT $$;
