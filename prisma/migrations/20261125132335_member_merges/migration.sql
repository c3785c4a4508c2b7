-- CreateTable
CREATE TABLE "OrganisationMerge" (
    "id" TEXT NOT NULL,
    "keptId" TEXT NOT NULL,
    "goneId" TEXT NOT NULL,
    "snapshot" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "OrganisationMerge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DistinctOrganisations" (
    "oneId" TEXT NOT NULL,
    "otherId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DistinctOrganisations_pkey" PRIMARY KEY ("oneId","otherId")
);

-- CreateIndex
CREATE INDEX "OrganisationMerge_keptId_idx" ON "OrganisationMerge"("keptId");

-- CreateIndex
CREATE INDEX "OrganisationMerge_goneId_idx" ON "OrganisationMerge"("goneId");

-- CreateIndex
CREATE INDEX "OrganisationMerge_at_idx" ON "OrganisationMerge"("at");

-- CreateIndex
CREATE INDEX "DistinctOrganisations_otherId_idx" ON "DistinctOrganisations"("otherId");

-- AddForeignKey
ALTER TABLE "OrganisationMerge" ADD CONSTRAINT "OrganisationMerge_keptId_fkey" FOREIGN KEY ("keptId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganisationMerge" ADD CONSTRAINT "OrganisationMerge_goneId_fkey" FOREIGN KEY ("goneId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DistinctOrganisations" ADD CONSTRAINT "DistinctOrganisations_oneId_fkey" FOREIGN KEY ("oneId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DistinctOrganisations" ADD CONSTRAINT "DistinctOrganisations_otherId_fkey" FOREIGN KEY ("otherId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
