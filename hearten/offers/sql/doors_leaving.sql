-- What goes with a place in a group, and with time.

-- Take away what somebody offered in a group when their place there ends, whoever ended it. In: the place that ended. Out: nothing.
CREATE OR REPLACE FUNCTION offers_place_ended() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM offers_offer o WHERE o.member_id = NEW.member_id AND o.group_id = NEW.group_id;
  RETURN NULL;
END $$;

-- The rule of retention; in and out as in members: that somebody had time goes a day after that was over.
CREATE OR REPLACE FUNCTION offers_keep_time(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(t.until) INTO due, oldest FROM offers_timenow t WHERE t.until < now() - interval '1 day';
  IF p_go THEN
    DELETE FROM offers_timenow t WHERE t.until < now() - interval '1 day';
  END IF;
END $$;
