-- CreateTable
CREATE TABLE "CoverageTarget" (
    "dimension" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "minimum" INTEGER NOT NULL,
    "changedAt" TIMESTAMPTZ(3),

    CONSTRAINT "CoverageTarget_pkey" PRIMARY KEY ("dimension","key")
);

-- CreateTable
CREATE TABLE "RegionCountry" (
    "country" TEXT NOT NULL,
    "region" TEXT NOT NULL,

    CONSTRAINT "RegionCountry_pkey" PRIMARY KEY ("country")
);

-- CreateTable
CREATE TABLE "CoverageReport" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,

    CONSTRAINT "CoverageReport_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RegionCountry_region_idx" ON "RegionCountry"("region");

-- CreateIndex
CREATE UNIQUE INDEX "CoverageReport_token_key" ON "CoverageReport"("token");
