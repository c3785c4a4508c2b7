-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "chosenLocale" TEXT,
ADD COLUMN     "chosenPurposes" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "Finding" (
    "id" TEXT NOT NULL,
    "finding" JSONB NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Finding_pkey" PRIMARY KEY ("id")
);
