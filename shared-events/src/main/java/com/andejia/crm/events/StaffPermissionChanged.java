package com.andejia.crm.events;

import org.jspecify.annotations.Nullable;

/**
 * Somebody may do more than before, or less.
 *
 * @param staffId whose permissions they are
 * @param summary what has changed, up to 200 characters
 * @param actor absent if it happened by itself, or the producer cannot tell
 */
@WireName("crm.staff.permission-changed.v1")
public record StaffPermissionChanged(
        String staffId, String summary, @Nullable Person actor) implements SystemEvent {
    @Override
    public String subject() {
        return staffId;
    }
}
