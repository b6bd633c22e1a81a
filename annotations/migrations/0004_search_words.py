"""The words that search looks at, kept in step with statements and articles by triggers.

PostgreSQL's stemmers know the language; ``unaccent`` makes Bogotá and Bogota one word, in texts and in questions. Not in
Turkish and Hungarian: there the vowels of a word decide which endings its stemmer takes off.
"""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

STEMMERS = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "it": "italian", "nb": "norwegian", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}
OTHER = "simple"
KEEP_ACCENTS = {"turkish", "hungarian"}
LONGEST = 500_000
"""Characters of an article that its entry covers; PostgreSQL refuses entries of more than a megabyte."""


def configuration(stemmer: str) -> str:
    """The text search configuration ``annotations_<stemmer>``: accents go first, then endings."""
    name = f"annotations_{stemmer}"
    words = "simple" if stemmer == OTHER else f"{stemmer}_stem"
    first = "" if stemmer in KEEP_ACCENTS else "unaccent, "
    return (
        f"CREATE TEXT SEARCH CONFIGURATION {name} (COPY = pg_catalog.{stemmer});"
        f"ALTER TEXT SEARCH CONFIGURATION {name} ALTER MAPPING FOR hword, hword_part, word WITH {first}{words};"
    )


CONFIGURATIONS = [configuration(stemmer) for stemmer in sorted({*STEMMERS.values(), OTHER})]
CASES = " ".join(f"WHEN '{code}' THEN 'annotations_{stemmer}'" for code, stemmer in STEMMERS.items())
FUNCTIONS = f"""
CREATE FUNCTION annotations_search_configuration(language text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE split_part(lower(language), '-', 1) {CASES} ELSE 'annotations_{OTHER}' END
$$;

-- A mark such as ~annotations_english stands among the words, so that a question in the form of one language meets
-- texts of that language only; nobody can type it, for no parser makes a word of it.
CREATE FUNCTION annotations_search_words(configuration text, said text) RETURNS tsvector
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT to_tsvector(configuration::regconfig, said) || array_to_tsvector(ARRAY['~' || configuration])
$$;

-- All names of an entity, one a line, in lower case: what the trigram index and exact matches look at.
CREATE FUNCTION annotations_entity_names(name text, aliases varchar[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT lower(E'\\n' || name || E'\\n' || coalesce((SELECT string_agg(a, E'\\n') FROM unnest(aliases) a), '') || E'\\n')
$$;

CREATE FUNCTION annotations_index_statements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO annotations_searchedstatement (statement_id, project_id, article_id, start, words)
    SELECT s.id, a.project_id, a.id, s.start,
           annotations_search_words(annotations_search_configuration(a.language), s.exact)
      FROM fresh s JOIN annotations_article a ON a.id = s.article_id
     WHERE s.state = 'live' AND s.is_statement;
    RETURN NULL;
END $$;

CREATE FUNCTION annotations_reindex_statements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM annotations_searchedstatement w USING stale o, fresh s
     WHERE w.statement_id = o.id AND s.id = o.id
       AND (o.state, o.is_statement, o.start, o.exact) IS DISTINCT FROM (s.state, s.is_statement, s.start, s.exact);
    INSERT INTO annotations_searchedstatement (statement_id, project_id, article_id, start, words)
    SELECT s.id, a.project_id, a.id, s.start,
           annotations_search_words(annotations_search_configuration(a.language), s.exact)
      FROM stale o JOIN fresh s ON s.id = o.id JOIN annotations_article a ON a.id = s.article_id
     WHERE s.state = 'live' AND s.is_statement
       AND (o.state, o.is_statement, o.start, o.exact) IS DISTINCT FROM (s.state, s.is_statement, s.start, s.exact);
    RETURN NULL;
END $$;

CREATE FUNCTION annotations_index_article() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE configuration text := annotations_search_configuration(NEW.language);
BEGIN
    INSERT INTO annotations_searchedarticle (article_id, project_id, configuration, words)
    VALUES (NEW.id, NEW.project_id, configuration,
            annotations_search_words(configuration, NEW.title || E'\\n' || left(NEW.text, {LONGEST})))
    ON CONFLICT (article_id) DO UPDATE SET configuration = EXCLUDED.configuration, words = EXCLUDED.words;
    RETURN NULL;
END $$;

CREATE TRIGGER statement_words_on_insert AFTER INSERT ON annotations_statement
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION annotations_index_statements();
CREATE TRIGGER statement_words_on_update AFTER UPDATE ON annotations_statement
    REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION annotations_reindex_statements();
CREATE TRIGGER article_words AFTER INSERT OR UPDATE OF title, language ON annotations_article
    FOR EACH ROW EXECUTE FUNCTION annotations_index_article();
CREATE INDEX entity_names_trigram ON annotations_entity
    USING gin (annotations_entity_names(canonical_name, aliases) gin_trgm_ops);
"""
WHAT_IS_THERE = f"""
INSERT INTO annotations_searchedstatement (statement_id, project_id, article_id, start, words)
SELECT s.id, a.project_id, a.id, s.start,
       annotations_search_words(annotations_search_configuration(a.language), s.exact)
  FROM annotations_statement s JOIN annotations_article a ON a.id = s.article_id
 WHERE s.state = 'live' AND s.is_statement;
INSERT INTO annotations_searchedarticle (article_id, project_id, configuration, words)
SELECT id, project_id, annotations_search_configuration(language),
       annotations_search_words(annotations_search_configuration(language), title || E'\\n' || left(text, {LONGEST}))
  FROM annotations_article;
"""
REMOVE = [
    "DROP FUNCTION annotations_index_statements() CASCADE",
    "DROP FUNCTION annotations_reindex_statements() CASCADE",
    "DROP FUNCTION annotations_index_article() CASCADE",
    "DROP FUNCTION annotations_entity_names(text, varchar[]) CASCADE",
    "DROP FUNCTION annotations_search_words(text, text)",
    "DROP FUNCTION annotations_search_configuration(text)",
    *(f"DROP TEXT SEARCH CONFIGURATION annotations_{name}" for name in sorted({*STEMMERS.values(), OTHER})),
]


class Migration(migrations.Migration):
    dependencies = [("annotations", "0003_search")]

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(CONFIGURATIONS, migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS, REMOVE),
        migrations.RunSQL(WHAT_IS_THERE, migrations.RunSQL.noop),
    ]
