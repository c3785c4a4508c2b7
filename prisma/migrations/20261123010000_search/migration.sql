-- Search over published sheets. A side table keeps what search reads; triggers on "Experience" keep it, so that every
-- way of writing a sheet is covered: the form, an editor's decision, an import, a restore.

CREATE TABLE "ExperienceSearch" (
    "experienceId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "firstYear" INTEGER,
    "lastYear" INTEGER,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,
    "short" tsvector NOT NULL,

    CONSTRAINT "ExperienceSearch_pkey" PRIMARY KEY ("experienceId")
);
CREATE INDEX "ExperienceSearch_publishedAt_idx" ON "ExperienceSearch"("publishedAt");
CREATE INDEX "ExperienceSearch_short_idx" ON "ExperienceSearch" USING GIN ("short");
CREATE INDEX "ExperienceSearch_title_idx" ON "ExperienceSearch" USING GIN ("title" gin_trgm_ops);
ALTER TABLE "ExperienceSearch" ADD CONSTRAINT "ExperienceSearch_experienceId_fkey" FOREIGN KEY ("experienceId") REFERENCES "Experience"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Apart, since ranking reads many short vectors: with the long ones beside them, three times as many pages.
CREATE TABLE "ExperienceText" (
    "experienceId" TEXT NOT NULL,
    "firstYear" INTEGER,
    "lastYear" INTEGER,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,
    "full" tsvector NOT NULL,

    CONSTRAINT "ExperienceText_pkey" PRIMARY KEY ("experienceId")
);
CREATE INDEX "ExperienceText_full_idx" ON "ExperienceText" USING GIN ("full");
ALTER TABLE "ExperienceText" ADD CONSTRAINT "ExperienceText_experienceId_fkey" FOREIGN KEY ("experienceId") REFERENCES "Experience"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "SearchWord" (
    "word" TEXT NOT NULL,

    CONSTRAINT "SearchWord_pkey" PRIMARY KEY ("word")
);
CREATE INDEX "SearchWord_word_idx" ON "SearchWord" USING GIN ("word" gin_trgm_ops);

CREATE TABLE "SavedSearch" (
    "id" TEXT NOT NULL,
    "query" JSONB NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SavedSearch_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "SavedSearch_expiresAt_idx" ON "SavedSearch"("expiresAt");

-- The word forms of a language; `simple` (as it is written) for languages without a stemmer of ours.
CREATE FUNCTION agora_words_of(locale text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE left(locale, 2)
    WHEN 'en' THEN 'english'::regconfig WHEN 'es' THEN 'spanish'::regconfig WHEN 'fr' THEN 'french'::regconfig
    WHEN 'pt' THEN 'portuguese'::regconfig ELSE 'simple'::regconfig END
$$;

-- PostgreSQL reads "city/town" as a file name and "end.Begin" as a host: only words are wanted here. (`translate` is slow.)
CREATE FUNCTION agora_plain(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT replace(replace(replace(replace(given, '/', ' '), '.', ' '), '_', ' '), '@', ' ')
$$;

-- Both as written and without accents. Accents stripped first would break the stemmers: "presentacion" stays whole
-- where "presentación" becomes "present".
CREATE FUNCTION agora_vector(words regconfig, given text) RETURNS tsvector LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  plain text := agora_plain(given);
  written tsvector := to_tsvector(words, plain);
  bare text;
BEGIN
  IF octet_length(plain) = length(plain) THEN RETURN written; END IF;
  bare := unaccent(plain);
  IF bare = plain THEN RETURN written; END IF;
  RETURN written || ts_delete(to_tsvector(words, bare), tsvector_to_array(written));
END $$;

-- Every lexeme that a word may stand for, with and without its accents, in one language or (empty) in all of them; also
-- whether a language takes it for a stop word. For building a query once its words are known.
CREATE FUNCTION agora_lexemes(given text[], locale text) RETURNS TABLE (word text, lexemes text[], stopped boolean) LANGUAGE sql STABLE AS $$
  SELECT w, coalesce(array_agg(DISTINCT l) FILTER (WHERE l IS NOT NULL), '{}'), bool_or(l IS NULL)
  FROM unnest(given) w
  CROSS JOIN unnest(CASE WHEN locale = '' THEN ARRAY['english', 'spanish', 'french', 'portuguese', 'simple']::regconfig[]
    ELSE ARRAY[agora_words_of(locale)] END) c
  CROSS JOIN LATERAL (SELECT DISTINCT f FROM unnest(ARRAY[w, unaccent(w)]) f) form
  LEFT JOIN LATERAL unnest(tsvector_to_array(to_tsvector(c, agora_plain(form.f)))) l ON true
  GROUP BY w
$$;

CREATE FUNCTION agora_tags(kind text, keys text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(string_agg('''' || replace(replace(kind || ':' || key, '\', '\\'), '''', '''''') || ''':1', ' '), '')
  FROM unnest(keys) key WHERE key <> ''
$$;

-- Writes the search rows of these published sheets, and the words of their titles and places.
CREATE FUNCTION agora_index_experiences(ids text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  WITH made AS MATERIALIZED (
    SELECT e."id", lower(unaccent(e."title")) AS title, e."startYear" AS first_year,
      CASE WHEN e."ongoing" THEN 9999 ELSE coalesce(e."endYear", e."startYear") END AS last_year,
      coalesce(e."publishedAt", e."createdAt") AS published,
      setweight(agora_vector(w.words, e."title"), 'A')
        || setweight(agora_vector(w.words, concat_ws(' ', e."summary", e."city")), 'C')
        || concat_ws(' ', agora_tags('types', e."types"), agora_tags('themes', e."themes"), agora_tags('sdgs', e."sdgs"),
          agora_tags('objectives', e."objectives"), agora_tags('participants', e."participants"), agora_tags('methods', e."methods"),
          agora_tags('scales', ARRAY[e."scale"]), agora_tags('countries', ARRAY[e."country"]))::tsvector AS short,
      agora_vector(w.words, left(concat_ws(' ', nullif(e."description", ''), nullif(e."results", ''), nullif(e."evaluation", '')), 100000)) AS rest
    FROM "Experience" e
    CROSS JOIN LATERAL (SELECT agora_words_of(e."locale") AS words OFFSET 0) w
    WHERE e."id" = ANY (ids)
  ), long AS (
    INSERT INTO "ExperienceText" ("experienceId", "firstYear", "lastYear", "publishedAt", "full")
    SELECT id, first_year, last_year, published, short || rest FROM made
    ON CONFLICT ("experienceId") DO UPDATE SET "firstYear" = excluded."firstYear", "lastYear" = excluded."lastYear",
      "publishedAt" = excluded."publishedAt", "full" = excluded."full"
  )
  INSERT INTO "ExperienceSearch" ("experienceId", "title", "firstYear", "lastYear", "publishedAt", "short")
  SELECT id, title, first_year, last_year, published, short FROM made
  ON CONFLICT ("experienceId") DO UPDATE SET "title" = excluded."title", "firstYear" = excluded."firstYear",
    "lastYear" = excluded."lastYear", "publishedAt" = excluded."publishedAt", "short" = excluded."short";

  -- In one order always: two writers that bring the same new words wait for each other, but never in a circle.
  INSERT INTO "SearchWord" ("word")
  SELECT DISTINCT w FROM "Experience" e
  CROSS JOIN unnest(tsvector_to_array(to_tsvector('simple', agora_plain(lower(unaccent(e."title" || ' ' || e."city")))))) w
  WHERE e."id" = ANY (ids) AND length(w) BETWEEN 3 AND 40 AND NOT EXISTS (SELECT FROM "SearchWord" k WHERE k."word" = w)
  ORDER BY w
  ON CONFLICT DO NOTHING;
END $$;

CREATE FUNCTION agora_experience_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM agora_index_experiences(array_agg(n."id")) FROM new_rows n WHERE n."state" = 'published' HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE FUNCTION agora_experience_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "ExperienceSearch" s USING new_rows n WHERE s."experienceId" = n."id" AND n."state" <> 'published';
  DELETE FROM "ExperienceText" s USING new_rows n WHERE s."experienceId" = n."id" AND n."state" <> 'published';
  PERFORM agora_index_experiences(array_agg(n."id")) FROM new_rows n JOIN old_rows o ON o."id" = n."id"
  WHERE n."state" = 'published' AND (o."state" <> 'published'
    OR (o."title", o."summary", o."description", o."results", o."evaluation", o."locale", o."city", o."country", o."scale",
        o."types", o."themes", o."sdgs", o."objectives", o."participants", o."methods",
        o."startYear", o."endYear", o."ongoing", o."publishedAt")
      IS DISTINCT FROM (n."title", n."summary", n."description", n."results", n."evaluation", n."locale", n."city", n."country", n."scale",
        n."types", n."themes", n."sdgs", n."objectives", n."participants", n."methods",
        n."startYear", n."endYear", n."ongoing", n."publishedAt"))
  HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE TRIGGER "experience_inserted" AFTER INSERT ON "Experience" REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION agora_experience_inserted();
CREATE TRIGGER "experience_updated" AFTER UPDATE ON "Experience" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION agora_experience_updated();
SELECT agora_index_experiences(array_agg("id")) FROM "Experience" WHERE "state" = 'published' HAVING count(*) > 0;

-- Words a little like those that no title or place has. The usual limit (.3) misses two letters swapped in a short word.
CREATE FUNCTION agora_near_words(given text[]) RETURNS TABLE (typed text, word text) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('pg_trgm.similarity_threshold', '0.2', true);
  RETURN QUERY SELECT t.typed, c.word FROM unnest(given) t(typed)
    CROSS JOIN LATERAL (SELECT s.word FROM "SearchWord" s WHERE s.word % t.typed AND abs(length(s.word) - length(t.typed)) <= 2
      ORDER BY similarity(s.word, t.typed) DESC, s.word LIMIT 30) c
    WHERE NOT EXISTS (SELECT FROM "SearchWord" w WHERE w.word = t.typed);
END $$;
