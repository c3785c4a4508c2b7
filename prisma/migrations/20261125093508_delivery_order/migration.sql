-- DropIndex
DROP INDEX "Delivery_lane_state_notBefore_idx";

-- CreateIndex
CREATE INDEX "Delivery_lane_state_priority_notBefore_id_idx" ON "Delivery"("lane", "state", "priority" DESC, "notBefore", "id");
