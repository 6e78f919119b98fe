-- Reviewed doors of cards of encouragement for leaving, being forgotten, how long they are kept, and their keys.

-- Take one's cards in a group along, with a name or without. In: a group that the acting member leaves. Out: nothing.
CREATE OR REPLACE FUNCTION encouragement_leave(p_group uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT encouragement_take_away(ARRAY(SELECT c.id FROM encouragement_writer w JOIN encouragement_card c ON c.id = w.card_id
    WHERE c.group_id = p_group AND w.member_id = nullif(current_setting('hearten.member', true), '')::uuid))
$$;

-- Forget the acting member. In: "erased", and their cards go, everywhere; "kept", and they stay, with nothing that leads to the person;
-- what people took down goes in either case. Out: nothing.
CREATE OR REPLACE FUNCTION encouragement_forget_me(p_how text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  PERFORM encouragement_take_away(ARRAY(SELECT c.id FROM encouragement_writer w JOIN encouragement_card c ON c.id = w.card_id
    WHERE w.member_id = me AND (p_how = 'erased' OR c.removed_at IS NOT NULL)));
  DELETE FROM encouragement_writer WHERE member_id = me;
END $$;

-- The rule of retention; in and out as in members. Cards that people took down 30 days ago, unless somebody still looks again at that.
CREATE OR REPLACE FUNCTION encouragement_keep_removed(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone uuid[];
BEGIN
  SELECT count(*), min(c.removed_at), array_agg(c.id) INTO due, oldest, gone FROM encouragement_card c
    WHERE c.removed_at < now() - interval '30 days'
      AND NOT EXISTS (SELECT 1 FROM moderation_case k JOIN moderation_act a ON a.case_id = k.id
        JOIN moderation_appeal p ON p.act_id = a.id WHERE k.item = c.id AND p.answered_at IS NULL);
  IF p_go THEN PERFORM encouragement_take_away(gone); END IF;
END $$;

-- At the end of cards, however they went: note that their keys are still to be destroyed. In and out: nothing.
CREATE OR REPLACE FUNCTION encouragement_went() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO encouragement_unshredded (id, at) SELECT g.id, clock_timestamp() FROM gone g ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

-- Whose key is still there though the card went. In: nothing. Out: ids of cards that are gone, for the worker alone, which destroys
-- the keys.
CREATE OR REPLACE FUNCTION encouragement_unshredded() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id FROM encouragement_unshredded u WHERE session_user = 'hearten_worker'
    AND NOT EXISTS (SELECT 1 FROM encouragement_card c WHERE c.id = u.id)
$$;

-- A key was destroyed. In: the card that it was of. Out: nothing; for the worker alone.
CREATE OR REPLACE FUNCTION encouragement_shredded(p_card uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM encouragement_unshredded u WHERE session_user = 'hearten_worker' AND u.id = p_card
$$;
