"""What was signed and what was done is never changed; of a copy, only that it was withdrawn, once."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION licences_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a signed paper is never changed: % on % refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER licences_version_never_changed BEFORE UPDATE OR DELETE ON licences_version
    FOR EACH STATEMENT EXECUTE FUNCTION licences_refuse();
CREATE TRIGGER licences_operation_never_changed BEFORE UPDATE OR DELETE ON licences_operation
    FOR EACH STATEMENT EXECUTE FUNCTION licences_refuse();
CREATE TRIGGER licences_copy_never_deleted BEFORE DELETE ON licences_copy
    FOR EACH STATEMENT EXECUTE FUNCTION licences_refuse();
CREATE TRIGGER licences_copy_never_changed BEFORE UPDATE ON licences_copy
    FOR EACH ROW WHEN (OLD.withdrawn_at IS NOT NULL OR to_jsonb(OLD) - 'withdrawn_at' IS DISTINCT FROM to_jsonb(NEW) - 'withdrawn_at')
    EXECUTE FUNCTION licences_refuse();
"""

BACKWARD = """
DROP TRIGGER licences_copy_never_changed ON licences_copy;
DROP TRIGGER licences_copy_never_deleted ON licences_copy;
DROP TRIGGER licences_operation_never_changed ON licences_operation;
DROP TRIGGER licences_version_never_changed ON licences_version;
DROP FUNCTION licences_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("licences", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
