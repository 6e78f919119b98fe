-- What moderation asks of a private conversation (hearten/moderation/items.py says what it is for). It is no door.
-- Nothing of it can be hidden or removed: it belongs to the two, is sealed, and each of them can end it. So it brings no more.

-- Whom a report of a conversation is about: the other of the two. Asked first by who reports; later what was noted then.
CREATE OR REPLACE FUNCTION moderation_talk_about(p_item uuid) RETURNS TABLE (group_id uuid, member_id uuid, masked boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT NULL::uuid, coalesce((SELECT w.member_id FROM moderation_whom w WHERE w.kind = 'talk' AND w.item = t.id),
    CASE WHEN t.asker_id = moderation_me() THEN t.asked_id WHEN t.asked_id = moderation_me() THEN t.asker_id END), false
  FROM messages_talk t WHERE t.id = p_item
$$;

-- What two people of the staff decide: the conversation ends for both, and the member writes privately to nobody. In: the talk,
-- the member, the act. It ends in nobody's name, so that neither of the two is shown as who ended it.
CREATE OR REPLACE FUNCTION moderation_talk_part(p_item uuid, p_member uuid, p_act uuid) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE messages_contact SET ended_at = clock_timestamp() WHERE member_id = p_member AND ended_at IS NULL;
  INSERT INTO messages_closure (id, member_id, act_id, at) VALUES (gen_random_uuid(), p_member, p_act, clock_timestamp());
  INSERT INTO messages_ending (id, talk_id, member_id, at) VALUES (gen_random_uuid(), p_item, members_nobody(), clock_timestamp());
  PERFORM pg_notify('hearten_leases', one::text) FROM messages_talk t, unnest(ARRAY[t.asker_id, t.asked_id]) AS one WHERE t.id = p_item;
END $$;

-- The step is taken back: the member may switch private contact on again. In: the act. The conversation stays ended.
CREATE OR REPLACE FUNCTION moderation_talk_rejoin(p_act uuid) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE messages_closure SET ended_at = clock_timestamp() WHERE act_id = p_act AND ended_at IS NULL
$$;
