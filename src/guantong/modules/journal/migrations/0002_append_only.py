"""What Django's models cannot say: exact JSON, the writing transaction, and that nothing may ever change."""

from django.db import migrations

FORWARD = """
ALTER TABLE journal_entry ALTER COLUMN body TYPE json USING body::json;
ALTER TABLE journal_entry ALTER COLUMN xid SET DEFAULT (pg_current_xact_id()::text::bigint);
ALTER TABLE journal_entry ADD CONSTRAINT journal_entry_seq CHECK (seq > 0);
ALTER TABLE journal_entry ADD CONSTRAINT journal_entry_hashes CHECK (length(hash) = 32 AND length(previous) = 32);
-- Rows lie on disk nearly in the order of their transactions: a few bytes of index for each hundred pages do.
CREATE INDEX journal_entry_xid ON journal_entry USING brin (xid) WITH (autosummarize = on);

CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only: % on % refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER journal_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_sealed_head_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_sealed_head
    FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse();
"""

BACKWARD = """
DROP TRIGGER journal_sealed_head_append_only ON journal_sealed_head;
DROP TRIGGER journal_checkpoint_append_only ON journal_checkpoint;
DROP TRIGGER journal_entry_append_only ON journal_entry;
DROP FUNCTION journal_refuse();
DROP INDEX journal_entry_xid;
ALTER TABLE journal_entry DROP CONSTRAINT journal_entry_hashes;
ALTER TABLE journal_entry DROP CONSTRAINT journal_entry_seq;
ALTER TABLE journal_entry ALTER COLUMN xid DROP DEFAULT;
ALTER TABLE journal_entry ALTER COLUMN body TYPE text USING body::text;
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
