-- What moderation asks of a private conversation (hearten/moderation/items.py says what it is for). It is no door.
-- Nothing of it can be hidden or removed: it belongs to the two, is sealed, and each of them can end it. So it brings no more.

-- Whom a report of a conversation is about: the other of the two. Asked first by who reports; later what was noted then.
CREATE OR REPLACE FUNCTION moderation_talk_about(p_item uuid) RETURNS TABLE (group_id uuid, member_id uuid, masked boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT NULL::uuid, coalesce((SELECT w.member_id FROM moderation_whom w WHERE w.kind = 'talk' AND w.item = t.id),
    CASE WHEN t.asker_id = moderation_me() THEN t.asked_id WHEN t.asked_id = moderation_me() THEN t.asker_id END), false
  FROM messages_talk t WHERE t.id = p_item
$$;
