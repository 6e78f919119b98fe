-- Reviewed doors of private contact for members' rights: being forgotten, and how long things are kept.

-- Forget the acting member in private contact. In: nothing. Out: nothing. Conversations stay for the other one of the two, each
-- with an anchor of its own that stands for nobody; messages that stay are sealed with the key that goes. Words of their reports
-- and what they had erased before go; that they reported stays, so that the staff can still read what it was about, with a reason.
CREATE OR REPLACE FUNCTION messages_forget_me() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; talk uuid; nobody uuid;
BEGIN
  DELETE FROM messages_contact WHERE member_id = me;
  DELETE FROM messages_message WHERE author_id = me AND given_up_at IS NOT NULL;
  DELETE FROM messages_review WHERE place_id IN (SELECT m.id FROM groups_membership m WHERE m.member_id = me);
  UPDATE messages_review SET closed_by_id = members_nobody() WHERE closed_by_id = me;
  FOR talk IN SELECT t.id FROM messages_talk t WHERE me IN (t.asker_id, t.asked_id) LOOP
    nobody := members_nobody();
    UPDATE messages_message SET author_id = nobody WHERE talk_id = talk AND author_id = me;
    UPDATE messages_answer SET member_id = nobody WHERE talk_id = talk AND member_id = me;
    UPDATE messages_ending SET member_id = nobody WHERE talk_id = talk AND member_id = me;
    UPDATE messages_reported SET member_id = nobody, words = NULL WHERE talk_id = talk AND member_id = me;
    UPDATE messages_talk SET asker_id = CASE WHEN asker_id = me THEN nobody ELSE asker_id END,
      asked_id = CASE WHEN asked_id = me THEN nobody ELSE asked_id END WHERE id = talk;
  END LOOP;
END $$;

-- The rule of retention; in and out as in members. What is older than a year.
CREATE OR REPLACE FUNCTION messages_keep_old(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT sum(s.rows)::bigint, min(s.oldest) FROM messages_sweep(NOT p_go) s
$$;
