-- AlterTable
ALTER TABLE "OrganisationName" ADD COLUMN     "bare" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE INDEX "OrganisationName_bare_idx" ON "OrganisationName" USING GIN ("bare" gin_trgm_ops);

-- A name as it is kept here, in lower case and without accents, without the words that most names of cities have in some language.
CREATE FUNCTION agora_bare_name(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(nullif(btrim(regexp_replace(regexp_replace(given,
    '\m(city|town|village|municipality|municipal|council|borough|county|ville|commune|mairie|municipio|municipalidad|ayuntamiento|ajuntament|alcaldia|intendencia|camara|prefeitura|municipalite|of|the|and|de|del|do|da|dos|das|des|du|la|le|les|los|las|el|et|y|e|d|l)\M',
    ' ', 'g'), '[^[:alnum:]]+', ' ', 'g')), ''), given)
$$;

CREATE OR REPLACE FUNCTION agora_index_organisations(ids text[]) RETURNS void LANGUAGE sql AS $$
  DELETE FROM "OrganisationName" WHERE "organisationId" = ANY (ids);
  INSERT INTO "OrganisationName" ("organisationId", "locale", "name", "bare")
  SELECT o."id", n.key, lower(unaccent(btrim(n.value))), agora_bare_name(lower(unaccent(btrim(n.value))))
  FROM "Organisation" o CROSS JOIN LATERAL jsonb_each_text(o."names") n
  WHERE o."id" = ANY (ids) AND btrim(n.value) <> ''
$$;
UPDATE "OrganisationName" SET "bare" = agora_bare_name("name");
