-- Reviewed doors of the library: cards and reports, their writers, and who looks at them.

-- What waits for a look, in the groups that the acting member reads: for a word beside what they see, and for who may not see it
-- now. In: nothing. Out: ids of cards.
CREATE OR REPLACE FUNCTION library_waiting() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER ROWS 10 SET search_path = public, pg_temp AS $$
  SELECT DISTINCT f.card_id FROM library_flag f WHERE f.closed_at IS NULL AND f.group_id IN (SELECT hearten_my_group_ids())
$$;

-- Why a card waits, for a page that says so. In: a card in a group that the acting member reads. Out: its group and since when, for
-- everybody; the reason that was chosen and what was answered, for who wrote the card alone. Never who flagged it, and not their words.
-- And whether there is somebody who can answer, who leads and did not write it: "somebody", "nobody"; where the reader may not know who
-- wrote it, only how many lead counts, and one is "perhaps".
CREATE OR REPLACE FUNCTION library_waits(p_card uuid)
RETURNS TABLE (group_id uuid, since timestamptz, mine boolean, concern text, answer text, answer_words text, can_answer text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT f.group_id, f.at, own.mine, CASE WHEN own.mine THEN f.concern::text ELSE '' END,
    CASE WHEN own.mine THEN f.answer::text ELSE '' END, CASE WHEN own.mine THEN f.answer_words ELSE '' END,
    CASE WHEN lead.others + lead.wrote = 0 THEN 'nobody' WHEN lead.me AND NOT own.mine THEN 'somebody'
      WHEN own.mine OR EXISTS (SELECT 1 FROM library_card c WHERE c.id = f.card_id AND c.membership_id IS NOT NULL)
        THEN CASE WHEN lead.others = 0 THEN 'nobody' ELSE 'somebody' END
      WHEN lead.others + lead.wrote = 1 THEN 'perhaps' ELSE 'somebody' END
  FROM library_flag f CROSS JOIN LATERAL (SELECT count(o.id) AS wrote, count(*) - count(o.id) AS others,
      bool_or(m.member_id = nullif(current_setting('hearten.member', true), '')::uuid) AS me FROM groups_membership m
      LEFT JOIN library_cardowner o ON o.card_id = f.card_id AND o.member_id = m.member_id
    WHERE m.group_id = f.group_id AND m.ended_at IS NULL AND m.role IN ('facilitator', 'co_facilitator')) lead
  CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM library_cardowner o WHERE o.card_id = f.card_id
    AND o.member_id = nullif(current_setting('hearten.member', true), '')::uuid) AS mine) own
  WHERE f.card_id = p_card AND f.closed_at IS NULL AND f.group_id IN (SELECT hearten_my_group_ids())
    AND NOT EXISTS (SELECT 1 FROM library_card c WHERE c.id = p_card AND (ARRAY[c.id, c.membership_id] && library_out_of_sight()
      OR c.id IN (SELECT moderation_held_from_me())))
  ORDER BY f.answer = '', f.at LIMIT 20
$$;

-- Which card a flag is about, for a notice that leads there. In: a flag. Out: the card, for who flagged it, who leads and who wrote it.
CREATE OR REPLACE FUNCTION library_card_of_flag(p_flag uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT f.card_id FROM library_flag f JOIN groups_membership m ON m.group_id = f.group_id AND m.ended_at IS NULL
    AND m.member_id = nullif(current_setting('hearten.member', true), '')::uuid
  WHERE f.id = p_flag AND (f.member_id = m.member_id OR m.role IN ('facilitator', 'co_facilitator')
    OR EXISTS (SELECT 1 FROM library_cardowner o WHERE o.card_id = f.card_id AND o.member_id = m.member_id))
$$;

-- The second look at a card. In: a review that waits, and a few words. Out: did it happen. Somebody of the group who neither looked
-- first nor wrote the card, which may be hidden from everybody: hence a door. Flags that were open at the first look are answered with it;
-- where a newer one is open, the first look did not see what it is about, and the second does not happen.
CREATE OR REPLACE FUNCTION library_second(p_review uuid, p_words text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; r library_review; place uuid;
BEGIN
  SELECT x.* INTO r FROM library_review x JOIN library_card c ON c.id = x.card_id AND c.version = x.version AND c.title <> ''
    WHERE x.id = p_review AND x.reviewed_at IS NULL AND x.revoked_at IS NULL FOR UPDATE OF x;
  SELECT m.id INTO place FROM groups_membership m WHERE m.group_id = r.group_id AND m.member_id = me AND m.ended_at IS NULL;
  IF place IS NULL OR EXISTS (SELECT 1 FROM groups_membership f WHERE f.id = r.first_id AND f.member_id = me)
    OR EXISTS (SELECT 1 FROM library_cardowner o WHERE o.card_id = r.card_id AND o.member_id = me)
    OR EXISTS (SELECT 1 FROM library_flag f WHERE f.card_id = r.card_id AND f.closed_at IS NULL AND f.at > r.asked_at)
    OR r.card_id IN (SELECT library_waiting_from_me()) OR r.card_id IN (SELECT moderation_held_from_me()) THEN RETURN false; END IF;
  UPDATE library_review SET second_id = place, second_words = p_words, reviewed_at = clock_timestamp(),
    expires_at = clock_timestamp() + interval '365 days' WHERE id = p_review;
  UPDATE library_flag SET answer = 'reviewed', answer_key = NULL, answered_by_id = r.first_id, answered_at = clock_timestamp(), closed_at = clock_timestamp()
    WHERE card_id = r.card_id AND closed_at IS NULL;
  RETURN true;
END $$;

-- Take the words out of a card, with every earlier version; its place stays, and what people said about it. All that takes words away
-- comes here. In: a card, and why. Taken twice, the first reason stays. That a card without a name went with whoever left would tell who
-- wrote it: it says only that its writer took it back. Not a door: it runs with its caller's rights, so only inside doors.
CREATE OR REPLACE FUNCTION library_take_card(p_card uuid, p_how text) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO library_cardwithdrawal (id, group_id, card_id, how, at)
    SELECT gen_random_uuid(), c.group_id, c.id, CASE WHEN p_how = 'left' AND c.membership_id IS NULL THEN 'author' ELSE p_how END,
      clock_timestamp() FROM library_card c WHERE c.id = p_card ON CONFLICT DO NOTHING;
  DELETE FROM library_cardversion WHERE card_id = p_card;
  UPDATE library_card SET title = '', source = '', source_on = NULL, what = '', fits = '', steps = '{}', wrong = '', situations = '{}',
    backgrounds = '{}' WHERE id = p_card;
  UPDATE library_flag SET answer = 'gone', answered_at = clock_timestamp(), closed_at = clock_timestamp()
    WHERE card_id = p_card AND closed_at IS NULL;
END $$;

-- The same for what somebody said about a card: it says nothing any more, and is not counted.
CREATE OR REPLACE FUNCTION library_take_report(p_report uuid, p_how text) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO library_reportwithdrawal (id, group_id, report_id, how, at)
    SELECT gen_random_uuid(), r.group_id, r.id, CASE WHEN p_how = 'left' AND r.membership_id IS NULL THEN 'author' ELSE p_how END,
      clock_timestamp() FROM library_experiencereport r WHERE r.id = p_report ON CONFLICT DO NOTHING;
  UPDATE library_experiencereport SET outcome = '', context = '', words = '', backgrounds = '{}' WHERE id = p_report;
END $$;

-- Take somebody out of the flags that they wrote, in one group or (NULL) everywhere. What still waits keeps its row and its reason, with
-- nobody's name and no words: a card that may harm does not come back because who said so went. Not a door.
CREATE OR REPLACE FUNCTION library_let_flags_go(p_member uuid, p_group uuid) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM library_flag WHERE member_id = p_member AND (p_group IS NULL OR group_id = p_group) AND closed_at IS NOT NULL;
  UPDATE library_flag SET member_id = NULL, words = '' WHERE member_id = p_member AND (p_group IS NULL OR group_id = p_group);
END $$;

-- Take one's own card back. In: a card that the acting member wrote. Out: did it happen. Versions, flags and the row that says so are
-- not the writer's to change, hence a door.
CREATE OR REPLACE FUNCTION library_withdraw(p_card uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM library_cardowner o WHERE o.card_id = p_card
    AND o.member_id = nullif(current_setting('hearten.member', true), '')::uuid) THEN RETURN false; END IF;
  PERFORM library_take_card(p_card, 'author');
  RETURN true;
END $$;

-- Take back what one said about a card, also while the card waits for a look and its rows are out of sight. In: a card in a group
-- that the acting member reads. Out: did it happen: only where something of their own still stands.
CREATE OR REPLACE FUNCTION library_withdraw_report(p_card uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE mine uuid;
BEGIN
  SELECT r.id INTO mine FROM library_reportowner o JOIN library_experiencereport r ON r.id = o.report_id
    WHERE o.card_id = p_card AND o.member_id = nullif(current_setting('hearten.member', true), '')::uuid AND r.outcome <> ''
      AND r.group_id IN (SELECT hearten_my_group_ids()) FOR UPDATE OF r;
  IF mine IS NULL THEN RETURN false; END IF;
  PERFORM library_take_report(mine, 'author');
  RETURN true;
END $$;

-- Take all of one's own words in a group along, with a name or without. In: a group of the acting member's. Out: nothing.
CREATE OR REPLACE FUNCTION library_leave(p_group uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  PERFORM library_take_card(c.id, 'left') FROM library_cardowner o JOIN library_card c ON c.id = o.card_id
    WHERE o.member_id = me AND c.group_id = p_group;
  PERFORM library_take_report(r.id, 'left') FROM library_reportowner o JOIN library_experiencereport r ON r.id = o.report_id
    WHERE o.member_id = me AND r.group_id = p_group;
  UPDATE library_review SET second_words = '' FROM groups_membership m
    WHERE m.member_id = me AND m.group_id = p_group AND library_review.second_id = m.id;
  PERFORM library_let_flags_go(me, p_group);
END $$;
