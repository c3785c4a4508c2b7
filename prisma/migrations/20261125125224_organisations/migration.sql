-- CreateEnum
CREATE TYPE "OrganisationState" AS ENUM ('present', 'merged', 'dissolved');

-- CreateEnum
CREATE TYPE "OrganisationRole" AS ENUM ('owner', 'member');

-- CreateEnum
CREATE TYPE "OrganisationPersonState" AS ENUM ('asked', 'active', 'declined', 'left');

-- CreateEnum
CREATE TYPE "MembershipState" AS ENUM ('active', 'inactive', 'archived');

-- CreateEnum
CREATE TYPE "ApplicationKind" AS ENUM ('membership', 'promoter');

-- CreateEnum
CREATE TYPE "ApplicationState" AS ENUM ('submitted', 'more', 'admitted', 'declined', 'withdrawn');

-- CreateTable
CREATE TABLE "Organisation" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "names" JSONB NOT NULL,
    "locale" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "country" TEXT NOT NULL DEFAULT '',
    "city" TEXT NOT NULL DEFAULT '',
    "sizeBand" TEXT NOT NULL DEFAULT '',
    "languages" TEXT[],
    "themes" TEXT[],
    "website" TEXT NOT NULL DEFAULT '',
    "domain" TEXT NOT NULL DEFAULT '',
    "needs" TEXT NOT NULL DEFAULT '',
    "offers" TEXT NOT NULL DEFAULT '',
    "state" "OrganisationState" NOT NULL DEFAULT 'present',
    "mergedIntoId" TEXT,
    "source" TEXT,
    "sourceId" TEXT,
    "sourceHash" TEXT,
    "cityKey" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrganisationName" (
    "organisationId" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "OrganisationName_pkey" PRIMARY KEY ("organisationId","locale")
);

-- CreateTable
CREATE TABLE "OrganisationPerson" (
    "organisationId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "role" "OrganisationRole" NOT NULL DEFAULT 'member',
    "state" "OrganisationPersonState" NOT NULL DEFAULT 'active',
    "title" TEXT NOT NULL DEFAULT '',
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedBy" TEXT NOT NULL DEFAULT '',
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OrganisationPerson_pkey" PRIMARY KEY ("organisationId","personId")
);

-- CreateTable
CREATE TABLE "Contact" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "personId" TEXT,
    "name" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "role" TEXT NOT NULL DEFAULT '',
    "locale" TEXT NOT NULL DEFAULT '',
    "position" INTEGER NOT NULL DEFAULT 0,
    "bounces" INTEGER NOT NULL DEFAULT 0,
    "bouncedAt" TIMESTAMPTZ(3),
    "bounceReason" TEXT NOT NULL DEFAULT '',
    "answeredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsentText" (
    "purpose" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "texts" JSONB NOT NULL,
    "current" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "ConsentText_pkey" PRIMARY KEY ("purpose","version")
);

-- CreateTable
CREATE TABLE "Consent" (
    "id" TEXT NOT NULL,
    "personId" TEXT,
    "organisationId" TEXT,
    "purpose" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "givenAt" TIMESTAMPTZ(3) NOT NULL,
    "givenById" TEXT,
    "withdrawnAt" TIMESTAMPTZ(3),

    CONSTRAINT "Consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MembershipCategory" (
    "key" TEXT NOT NULL,
    "kinds" TEXT[],
    "explains" JSONB NOT NULL,
    "byRequest" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL,

    CONSTRAINT "MembershipCategory_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Membership" (
    "organisationId" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "state" "MembershipState" NOT NULL DEFAULT 'active',
    "since" TIMESTAMPTZ(3),
    "confirmedAt" TIMESTAMPTZ(3),
    "stateSince" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reason" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("organisationId")
);

-- CreateTable
CREATE TABLE "Application" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "kind" "ApplicationKind" NOT NULL,
    "category" TEXT NOT NULL,
    "organisationId" TEXT,
    "applicantId" TEXT,
    "state" "ApplicationState" NOT NULL DEFAULT 'submitted',
    "locale" TEXT NOT NULL,
    "answers" JSONB NOT NULL,
    "contacts" JSONB NOT NULL DEFAULT '[]',
    "consents" JSONB NOT NULL DEFAULT '{}',
    "notThese" TEXT[],
    "reason" TEXT NOT NULL DEFAULT '',
    "page" TEXT NOT NULL DEFAULT '',
    "decidedById" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "submittedAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3) NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL DEFAULT 0,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Application_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Organisation_number_key" ON "Organisation"("number");

-- CreateIndex
CREATE INDEX "Organisation_country_cityKey_idx" ON "Organisation"("country", "cityKey");

-- CreateIndex
CREATE INDEX "Organisation_domain_idx" ON "Organisation"("domain");

-- CreateIndex
CREATE INDEX "Organisation_kind_idx" ON "Organisation"("kind");

-- CreateIndex
CREATE INDEX "Organisation_mergedIntoId_idx" ON "Organisation"("mergedIntoId");

-- CreateIndex
CREATE UNIQUE INDEX "Organisation_source_sourceId_key" ON "Organisation"("source", "sourceId");

-- CreateIndex
CREATE INDEX "OrganisationName_name_idx" ON "OrganisationName" USING GIN ("name" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "OrganisationPerson_personId_state_idx" ON "OrganisationPerson"("personId", "state");

-- CreateIndex
CREATE INDEX "Contact_organisationId_position_idx" ON "Contact"("organisationId", "position");

-- CreateIndex
CREATE INDEX "Contact_email_idx" ON "Contact"("email");

-- CreateIndex
CREATE INDEX "Contact_personId_idx" ON "Contact"("personId");

-- CreateIndex
CREATE INDEX "Consent_organisationId_purpose_idx" ON "Consent"("organisationId", "purpose");

-- CreateIndex
CREATE INDEX "Consent_personId_purpose_idx" ON "Consent"("personId", "purpose");

-- CreateIndex
CREATE INDEX "Consent_givenById_idx" ON "Consent"("givenById");

-- CreateIndex
CREATE INDEX "Membership_state_category_idx" ON "Membership"("state", "category");

-- CreateIndex
CREATE UNIQUE INDEX "Application_number_key" ON "Application"("number");

-- CreateIndex
CREATE INDEX "Application_state_sentAt_idx" ON "Application"("state", "sentAt");

-- CreateIndex
CREATE INDEX "Application_organisationId_idx" ON "Application"("organisationId");

-- CreateIndex
CREATE INDEX "Application_applicantId_idx" ON "Application"("applicantId");

-- CreateIndex
CREATE INDEX "Application_decidedById_idx" ON "Application"("decidedById");

-- AddForeignKey
ALTER TABLE "Organisation" ADD CONSTRAINT "Organisation_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganisationName" ADD CONSTRAINT "OrganisationName_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganisationPerson" ADD CONSTRAINT "OrganisationPerson_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganisationPerson" ADD CONSTRAINT "OrganisationPerson_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consent" ADD CONSTRAINT "Consent_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consent" ADD CONSTRAINT "Consent_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consent" ADD CONSTRAINT "Consent_purpose_version_fkey" FOREIGN KEY ("purpose", "version") REFERENCES "ConsentText"("purpose", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consent" ADD CONSTRAINT "Consent_givenById_fkey" FOREIGN KEY ("givenById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_applicantId_fkey" FOREIGN KEY ("applicantId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Names and cities as they are looked for. By triggers, so that every way of writing an organisation is covered: the form,
-- an import, a merge, a restore.
CREATE FUNCTION agora_organisation_city() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."cityKey" := lower(unaccent(btrim(NEW."city")));
  RETURN NEW;
END $$;

CREATE FUNCTION agora_index_organisations(ids text[]) RETURNS void LANGUAGE sql AS $$
  DELETE FROM "OrganisationName" WHERE "organisationId" = ANY (ids);
  INSERT INTO "OrganisationName" ("organisationId", "locale", "name")
  SELECT o."id", n.key, lower(unaccent(btrim(n.value)))
  FROM "Organisation" o CROSS JOIN LATERAL jsonb_each_text(o."names") n
  WHERE o."id" = ANY (ids) AND btrim(n.value) <> ''
$$;

CREATE FUNCTION agora_organisation_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM agora_index_organisations(array_agg(n."id")) FROM new_rows n HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE FUNCTION agora_organisation_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM agora_index_organisations(array_agg(n."id")) FROM new_rows n JOIN old_rows o ON o."id" = n."id"
  WHERE o."names" IS DISTINCT FROM n."names" HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE TRIGGER "organisation_city" BEFORE INSERT OR UPDATE OF "city" ON "Organisation"
  FOR EACH ROW EXECUTE FUNCTION agora_organisation_city();
CREATE TRIGGER "organisation_inserted" AFTER INSERT ON "Organisation" REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION agora_organisation_inserted();
CREATE TRIGGER "organisation_updated" AFTER UPDATE ON "Organisation" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION agora_organisation_updated();
