"""Promises that no constraint can express, kept by triggers: see each function's comment.

Their errors carry a constraint name, so that Django raises ``IntegrityError`` and tests can ask for it by name.
"""

from django.db import migrations

INSERT_ONLY = (
    "revision",
    "annotationlabel",
    "stance",
    "evidencelink",
    "checkquestion",
    "checkanswer",
    "review",
    "reviewitem",
    "reviewreply",
    "adjudication",
    "adjudicationbasis",
    "goldlabel",
    "goldstance",
    "event",
)
QUOTING = ("statement", "entitymention", "attributionspan")

FUNCTIONS = """
-- History is written once. TRUNCATE stays possible: only the owner of the database can, and tests need it.
CREATE FUNCTION annotations_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on %: its rows are written once and never changed', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_insert_only';
END $$;

-- An article's text is what every offset points into.
CREATE FUNCTION annotations_refuse_text_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.text IS DISTINCT FROM OLD.text OR NEW.text_sha256 IS DISTINCT FROM OLD.text_sha256 THEN
        RAISE EXCEPTION 'the text of article % never changes; import the new text as a new version', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'article_text_immutable';
    END IF;
    RETURN NEW;
END $$;

-- text[start:end] = exact, in code points: substr() of a UTF-8 database counts code points from 1.
CREATE FUNCTION annotations_check_quotes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong record;
BEGIN
    SELECT f.id, f.start, f."end" INTO wrong
      FROM fresh f JOIN annotations_article a ON a.id = f.article_id
     WHERE substr(a.text, f.start + 1, f."end" - f.start) IS DISTINCT FROM f.exact
        OR char_length(f.exact) <> f."end" - f.start
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'span [%:%] of % is not the text it quotes', wrong.start, wrong."end", wrong.id
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_exact_equals_text';
    END IF;
    RETURN NULL;
END $$;

-- A frozen statement keeps its span; a new cut is a new statement.
CREATE FUNCTION annotations_refuse_frozen_span() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.frozen_at IS NOT NULL AND (NEW.start, NEW."end", NEW.exact, NEW.article_id)
            IS DISTINCT FROM (OLD.start, OLD."end", OLD.exact, OLD.article_id) THEN
        RAISE EXCEPTION 'statement % is frozen; a new cut is a new statement', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'statement_frozen_span';
    END IF;
    RETURN NEW;
END $$;

-- An annotation belongs to its assignment: same person, same article.
CREATE FUNCTION annotations_check_annotation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM annotations_assignment g JOIN annotations_statement s ON s.article_id = g.article_id
         WHERE g.id = NEW.assignment_id AND s.id = NEW.statement_id AND g.annotator_id = NEW.annotator_id
    ) THEN
        RAISE EXCEPTION 'annotation %: its person or statement is not that of its assignment', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'annotation_of_its_assignment';
    END IF;
    RETURN NEW;
END $$;

-- The annotator that a review names is the annotation's, so "reviewer is not annotator" cannot be talked round.
CREATE FUNCTION annotations_check_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM annotations_annotation n JOIN annotations_revision r ON r.annotation_id = n.id
         WHERE n.id = NEW.annotation_id AND r.id = NEW.revision_id
           AND n.annotator_id = NEW.annotator_id AND n.assignment_id = NEW.assignment_id
    ) THEN
        RAISE EXCEPTION 'review %: annotator, assignment or revision is not that of its annotation', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'review_of_its_annotation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER article_text_immutable BEFORE UPDATE ON annotations_article
    FOR EACH ROW EXECUTE FUNCTION annotations_refuse_text_change();
CREATE TRIGGER statement_frozen_span BEFORE UPDATE ON annotations_statement
    FOR EACH ROW EXECUTE FUNCTION annotations_refuse_frozen_span();
CREATE TRIGGER annotation_of_its_assignment BEFORE INSERT OR UPDATE OF assignment_id, statement_id, annotator_id
    ON annotations_annotation FOR EACH ROW EXECUTE FUNCTION annotations_check_annotation();
CREATE TRIGGER review_of_its_annotation BEFORE INSERT ON annotations_review
    FOR EACH ROW EXECUTE FUNCTION annotations_check_review();
"""

REMOVE_FUNCTIONS = """
DROP FUNCTION annotations_refuse_change() CASCADE;
DROP FUNCTION annotations_refuse_text_change() CASCADE;
DROP FUNCTION annotations_check_quotes() CASCADE;
DROP FUNCTION annotations_refuse_frozen_span() CASCADE;
DROP FUNCTION annotations_check_annotation() CASCADE;
DROP FUNCTION annotations_check_review() CASCADE;
"""


def insert_only(table: str) -> str:
    """The trigger that keeps a table's rows as they were written."""
    return (
        f"CREATE TRIGGER {table}_insert_only BEFORE UPDATE OR DELETE ON annotations_{table} "
        "FOR EACH ROW EXECUTE FUNCTION annotations_refuse_change()"
    )


def quoting(table: str, act: str) -> str:
    """The trigger that compares the quotes of all rows of one command with their article's text."""
    return (
        f"CREATE TRIGGER {table}_quotes_on_{act.lower()} AFTER {act} ON annotations_{table} "
        "REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION annotations_check_quotes()"
    )


TRIGGERS = [insert_only(table) for table in INSERT_ONLY] + [
    quoting(table, act) for table in QUOTING for act in ("INSERT", "UPDATE")
]


class Migration(migrations.Migration):
    dependencies = [("annotations", "0001_tables")]

    operations = [
        migrations.RunSQL(FUNCTIONS, REMOVE_FUNCTIONS),
        migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop),
    ]
