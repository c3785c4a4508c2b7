-- CreateTable
CREATE TABLE "DirectoryEntry" (
    "organisationId" TEXT NOT NULL,
    "sort" TEXT NOT NULL,
    "document" tsvector NOT NULL,

    CONSTRAINT "DirectoryEntry_pkey" PRIMARY KEY ("organisationId")
);

-- CreateIndex
CREATE INDEX "DirectoryEntry_document_idx" ON "DirectoryEntry" USING GIN ("document");

-- CreateIndex
CREATE INDEX "DirectoryEntry_sort_idx" ON "DirectoryEntry"("sort");

-- AddForeignKey
ALTER TABLE "DirectoryEntry" ADD CONSTRAINT "DirectoryEntry_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Who stands in the directory, and by which words they are found. By triggers on everything that it depends on, so that no way of
-- withdrawing a consent or ending a membership leaves an entry behind.
CREATE FUNCTION agora_index_directory(ids text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "DirectoryEntry" d WHERE d."organisationId" = ANY (ids) AND NOT EXISTS (
    SELECT FROM "Organisation" o JOIN "Membership" m ON m."organisationId" = o."id"
    WHERE o."id" = d."organisationId" AND o."state" = 'present' AND m."state" = 'active'
      AND EXISTS (SELECT FROM "Consent" c WHERE c."organisationId" = o."id" AND c."purpose" = 'directory' AND c."withdrawnAt" IS NULL));
  INSERT INTO "DirectoryEntry" ("organisationId", "sort", "document")
  SELECT o."id", lower(unaccent(btrim(coalesce(o."names" ->> o."locale", called.names)))),
    setweight(agora_vector('simple', called.names), 'A')
      || setweight(agora_vector(agora_words_of(o."locale"), o."needs"), 'B')
      || setweight(agora_vector(agora_words_of(o."locale"), o."offers"), 'C') || setweight(agora_vector('simple', o."city"), 'C')
      || concat_ws(' ', agora_tags('countries', ARRAY[o."country"]), agora_tags('organisationKinds', ARRAY[o."kind"]),
        agora_tags('themes', o."themes"))::tsvector
  FROM "Organisation" o JOIN "Membership" m ON m."organisationId" = o."id"
  CROSS JOIN LATERAL (SELECT coalesce(string_agg(n.value, ' '), '') AS names FROM jsonb_each_text(o."names") n) called
  WHERE o."id" = ANY (ids) AND o."state" = 'present' AND m."state" = 'active'
    AND EXISTS (SELECT FROM "Consent" c WHERE c."organisationId" = o."id" AND c."purpose" = 'directory' AND c."withdrawnAt" IS NULL)
  ORDER BY o."id"
  ON CONFLICT ("organisationId") DO UPDATE SET "sort" = excluded."sort", "document" = excluded."document";
END $$;

-- A new organisation is no member yet: its entry comes with its membership or its consent, whichever is last.
CREATE FUNCTION agora_directory_organisation_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM agora_index_directory(array_agg(n."id")) FROM new_rows n JOIN old_rows o ON o."id" = n."id"
  WHERE (o."names", o."locale", o."kind", o."country", o."city", o."themes", o."needs", o."offers", o."state")
    IS DISTINCT FROM (n."names", n."locale", n."kind", n."country", n."city", n."themes", n."needs", n."offers", n."state")
  HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE FUNCTION agora_directory_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM agora_index_directory(array_agg(DISTINCT n."organisationId")) FROM changed_rows n WHERE n."organisationId" IS NOT NULL HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE TRIGGER "organisation_directory_updated" AFTER UPDATE ON "Organisation" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION agora_directory_organisation_updated();
CREATE TRIGGER "membership_directory_inserted" AFTER INSERT ON "Membership" REFERENCING NEW TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION agora_directory_changed();
CREATE TRIGGER "membership_directory_updated" AFTER UPDATE ON "Membership" REFERENCING NEW TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION agora_directory_changed();
CREATE TRIGGER "membership_directory_deleted" AFTER DELETE ON "Membership" REFERENCING OLD TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION agora_directory_changed();
CREATE TRIGGER "consent_directory_inserted" AFTER INSERT ON "Consent" REFERENCING NEW TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION agora_directory_changed();
CREATE TRIGGER "consent_directory_updated" AFTER UPDATE ON "Consent" REFERENCING NEW TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION agora_directory_changed();
CREATE TRIGGER "consent_directory_deleted" AFTER DELETE ON "Consent" REFERENCING OLD TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION agora_directory_changed();
SELECT agora_index_directory(array_agg("organisationId")) FROM "Membership" HAVING count(*) > 0;
