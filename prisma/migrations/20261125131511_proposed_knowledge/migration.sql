-- AlterTable
ALTER TABLE "KnowledgeEntry" ADD COLUMN     "proposed" TEXT NOT NULL DEFAULT '';
