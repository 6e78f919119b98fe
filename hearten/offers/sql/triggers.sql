-- What runs when a place in a group ends: in the same transaction, whoever ended it. The function is a reviewed door.

CREATE TRIGGER offers_left AFTER UPDATE OF ended_at ON groups_membership
  FOR EACH ROW WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION offers_place_ended();
