"""How the rows of cases are stored: states stay in their page, so that a change touches no index and no second table."""

from django.db import migrations

FORWARD = """
-- Half of each page stays free for the next versions of its rows (heap-only updates); up to 8 kB a state is kept in the
-- row itself, uncompressed: it is written far more often than read, and rarely larger.
ALTER TABLE cases_state SET (fillfactor = 50, toast_tuple_target = 8160, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE cases_case SET (fillfactor = 85);
ALTER TABLE cases_task SET (fillfactor = 85);
ALTER TABLE cases_state ADD CONSTRAINT state_version_positive CHECK (version > 0);
ALTER TABLE cases_state ADD CONSTRAINT state_head_hash CHECK (length(head_hash) = 32 AND head_seq > 0);
ALTER TABLE cases_case ADD CONSTRAINT case_code_form CHECK (code ~ '^[2-9A-HJKMNP-TW-Z]{12}$');
"""

BACKWARD = """
ALTER TABLE cases_case DROP CONSTRAINT case_code_form;
ALTER TABLE cases_state DROP CONSTRAINT state_head_hash;
ALTER TABLE cases_state DROP CONSTRAINT state_version_positive;
ALTER TABLE cases_task RESET (fillfactor);
ALTER TABLE cases_case RESET (fillfactor);
ALTER TABLE cases_state RESET (fillfactor, toast_tuple_target, autovacuum_vacuum_scale_factor);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
