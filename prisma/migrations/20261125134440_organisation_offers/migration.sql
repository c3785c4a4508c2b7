-- CreateEnum
CREATE TYPE "OfferKind" AS ENUM ('seat', 'ownership');

-- CreateEnum
CREATE TYPE "OfferState" AS ENUM ('open', 'accepted', 'declined', 'withdrawn');

-- CreateTable
CREATE TABLE "OrganisationOffer" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "kind" "OfferKind" NOT NULL,
    "personId" TEXT NOT NULL,
    "byId" TEXT,
    "state" "OfferState" NOT NULL DEFAULT 'open',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "OrganisationOffer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "OrganisationOffer_organisationId_state_idx" ON "OrganisationOffer"("organisationId", "state");

-- CreateIndex
CREATE INDEX "OrganisationOffer_personId_idx" ON "OrganisationOffer"("personId");

-- CreateIndex
CREATE INDEX "OrganisationOffer_byId_idx" ON "OrganisationOffer"("byId");

-- AddForeignKey
ALTER TABLE "OrganisationOffer" ADD CONSTRAINT "OrganisationOffer_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganisationOffer" ADD CONSTRAINT "OrganisationOffer_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganisationOffer" ADD CONSTRAINT "OrganisationOffer_byId_fkey" FOREIGN KEY ("byId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
