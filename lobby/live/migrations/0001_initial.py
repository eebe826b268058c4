from django.db import migrations, models
from django.utils import timezone

from lobby.live import partitions

TABLES = """
CREATE TABLE live_stream (
    branch_id bigint PRIMARY KEY,
    seq bigint NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE live_entry (
    branch_id bigint NOT NULL,
    seq bigint NOT NULL,
    type varchar(60) NOT NULL,
    subject_type varchar(30) NOT NULL,
    subject_id bigint NOT NULL,
    payload jsonb NOT NULL,
    by_kind varchar(10) NOT NULL,
    by_id bigint NULL,
    by_name varchar(120) NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (branch_id, seq, at)
) PARTITION BY RANGE (at);

CREATE TABLE live_entry_default PARTITION OF live_entry DEFAULT;
CREATE INDEX entry_subject ON live_entry (subject_type, subject_id, at);

CREATE FUNCTION live_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE ON live_entry
    FOR EACH ROW EXECUTE FUNCTION live_entry_is_append_only();
"""

DROP = """
DROP TABLE live_entry;
DROP TABLE live_stream;
DROP FUNCTION live_entry_is_append_only();
"""


def create_partitions(apps, schema_editor):
    partitions.create_first(schema_editor, timezone.now())


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(TABLES, DROP)],
            state_operations=[
                migrations.CreateModel(
                    name="Stream",
                    fields=[
                        ("branch_id", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("seq", models.BigIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "branch_id", "seq", "at", blank=True, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("branch_id", models.BigIntegerField()),
                        ("seq", models.BigIntegerField()),
                        ("type", models.CharField(max_length=60)),
                        ("subject_type", models.CharField(max_length=30)),
                        ("subject_id", models.BigIntegerField()),
                        ("payload", models.JSONField()),
                        ("by_kind", models.CharField(max_length=10)),
                        ("by_id", models.BigIntegerField(null=True)),
                        ("by_name", models.CharField(max_length=120)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name_plural": "entries",
                        "indexes": [models.Index(fields=["subject_type", "subject_id", "at"], name="entry_subject")],
                    },
                ),
            ],
        ),
        migrations.RunPython(create_partitions, migrations.RunPython.noop),
    ]
