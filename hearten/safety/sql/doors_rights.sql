-- Reviewed doors of safety for members' rights: one's own notes wherever they stand, being forgotten, how long things are kept.

-- What the acting member wrote as somebody who looks after people, concerns that they no longer see as well. In: nothing. Out:
-- their own notes, sealed with their own key; not about whom.
CREATE OR REPLACE FUNCTION safety_my_notes() RETURNS TABLE (id uuid, kind text, words bytea, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT n.id, n.kind::text, n.words, n.at FROM safety_concernnote n
  WHERE n.member_id = nullif(current_setting('hearten.member', true), '')::uuid ORDER BY n.at
$$;

-- Forget the acting member in safety. In: nothing. Out: nothing. What is theirs goes. A concern about them stays as a level, a
-- time and an outcome that lead to nobody; one that they had open goes to other people at once. What two people decided keeps
-- the names that they worked under; its sealed words go with the key. The log holds a random id, which then leads nowhere.
CREATE OR REPLACE FUNCTION safety_forget_me() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; held uuid; told record; nobody uuid;
BEGIN
  DELETE FROM safety_reading WHERE member_id = me;
  DELETE FROM safety_notaboutme WHERE member_id = me;
  DELETE FROM safety_safetyplan WHERE member_id = me;
  DELETE FROM safety_checkin WHERE member_id = me;
  DELETE FROM safety_alert WHERE member_id = me;
  DELETE FROM safety_concernnote WHERE member_id = me;
  DELETE FROM safety_spell WHERE member_id = me;
  DELETE FROM safety_coursepass WHERE member_id = me;
  UPDATE safety_shift SET covers_id = NULL WHERE covers_id IN (SELECT s.id FROM safety_shift s WHERE s.member_id = me);
  DELETE FROM safety_shift WHERE member_id = me;
  UPDATE safety_concern SET member_id = NULL WHERE member_id = me;
  FOR held IN SELECT c.id FROM safety_concern c WHERE c.owner_id = me AND c.closed_at IS NULL LOOP
    PERFORM safety_let_go(held, 'left');
  END LOOP;
  UPDATE safety_concern SET owner_id = NULL WHERE owner_id = me;
  FOR told IN SELECT d.id, d.asked_by_id = me OR d.member_id = me AS mine FROM safety_disclosure d
      WHERE me IN (d.asked_by_id, d.member_id, d.agreed_by_id) LOOP
    nobody := members_nobody();
    UPDATE safety_disclosure SET asked_by_id = CASE WHEN told.mine THEN nobody ELSE asked_by_id END,
      member_id = CASE WHEN told.mine THEN nobody ELSE member_id END,
      agreed_by_id = CASE WHEN agreed_by_id = me THEN nobody ELSE agreed_by_id END WHERE id = told.id;
  END LOOP;
END $$;

-- The rules of retention; in and out as in members. Readings, and closed concerns with all that hangs on them.
CREATE OR REPLACE FUNCTION safety_keep_concerns(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT sum(s.rows)::bigint, min(s.oldest) FROM safety_sweep(NOT p_go) s
$$;

-- Lines of the log, two years ago. The oldest go first, so what stays is still a chain.
CREATE OR REPLACE FUNCTION safety_keep_log(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(at) INTO due, oldest FROM safety_logentry WHERE at < now() - interval '2 years';
  IF p_go THEN DELETE FROM safety_logentry WHERE at < now() - interval '2 years'; GET DIAGNOSTICS due = ROW_COUNT; END IF;
END $$;
