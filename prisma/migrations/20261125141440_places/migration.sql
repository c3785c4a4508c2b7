-- CreateEnum
CREATE TYPE "PlacementState" AS ENUM ('given', 'waiting', 'leaving');

-- CreateTable
CREATE TABLE "Placement" (
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "state" "PlacementState" NOT NULL,
    "trouble" TEXT NOT NULL DEFAULT '',
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Placement_pkey" PRIMARY KEY ("platform","workspace","externalId","kind","place")
);

-- CreateIndex
CREATE INDEX "Placement_personId_idx" ON "Placement"("personId");

-- CreateIndex
CREATE INDEX "Placement_state_idx" ON "Placement"("state");

-- AddForeignKey
ALTER TABLE "Placement" ADD CONSTRAINT "Placement_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
