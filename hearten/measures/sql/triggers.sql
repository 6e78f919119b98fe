-- What runs at a change of a consent, in the same transaction. The function is a reviewed door (doors.sql).

CREATE TRIGGER measures_consent_ended AFTER UPDATE OF withdrawn_at ON members_consent
  FOR EACH ROW WHEN (NEW.withdrawn_at IS NOT NULL AND NEW.purpose = 'measures_counted')
  EXECUTE FUNCTION measures_consent_ended();
