-- CreateEnum
CREATE TYPE "ListingKind" AS ENUM ('offer', 'need');

-- CreateEnum
CREATE TYPE "ListingState" AS ENUM ('open', 'closed', 'expired');

-- CreateTable
CREATE TABLE "Listing" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "kind" "ListingKind" NOT NULL,
    "state" "ListingState" NOT NULL DEFAULT 'open',
    "personId" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "forms" TEXT[],
    "themes" TEXT[],
    "languages" TEXT[],
    "regions" TEXT[],
    "contact" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Listing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ListingMatch" (
    "id" TEXT NOT NULL,
    "offerId" TEXT NOT NULL,
    "needId" TEXT NOT NULL,
    "offerSays" BOOLEAN,
    "needSays" BOOLEAN,
    "proposedAt" TIMESTAMPTZ(3) NOT NULL,
    "sharedAt" TIMESTAMPTZ(3),
    "askedAt" TIMESTAMPTZ(3),
    "offerResult" TEXT NOT NULL DEFAULT '',
    "needResult" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "ListingMatch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Listing_number_key" ON "Listing"("number");

-- CreateIndex
CREATE INDEX "Listing_kind_state_idx" ON "Listing"("kind", "state");

-- CreateIndex
CREATE INDEX "Listing_personId_idx" ON "Listing"("personId");

-- CreateIndex
CREATE INDEX "Listing_state_until_idx" ON "Listing"("state", "until");

-- CreateIndex
CREATE INDEX "ListingMatch_needId_idx" ON "ListingMatch"("needId");

-- CreateIndex
CREATE INDEX "ListingMatch_sharedAt_idx" ON "ListingMatch"("sharedAt");

-- CreateIndex
CREATE UNIQUE INDEX "ListingMatch_offerId_needId_key" ON "ListingMatch"("offerId", "needId");

-- AddForeignKey
ALTER TABLE "Listing" ADD CONSTRAINT "Listing_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ListingMatch" ADD CONSTRAINT "ListingMatch_offerId_fkey" FOREIGN KEY ("offerId") REFERENCES "Listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ListingMatch" ADD CONSTRAINT "ListingMatch_needId_fkey" FOREIGN KEY ("needId") REFERENCES "Listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;
