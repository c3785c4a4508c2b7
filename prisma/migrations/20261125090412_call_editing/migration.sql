-- AlterTable
ALTER TABLE "Call" ADD COLUMN     "questionSet" INTEGER NOT NULL DEFAULT 1;
