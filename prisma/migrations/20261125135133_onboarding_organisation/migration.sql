-- AlterTable
ALTER TABLE "Onboarding" ADD COLUMN     "organisationName" TEXT NOT NULL DEFAULT '';
