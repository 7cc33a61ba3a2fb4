package com.andejia.crm.events;

/**
 * Something about an account that its owner should look at.
 *
 * @param staffId whose account it is
 * @param summary what has happened, up to 200 characters
 */
@WireName("crm.staff.security-alert.v1")
public record StaffSecurityAlert(String staffId, String summary) implements SystemEvent {
    @Override
    public String subject() {
        return staffId;
    }
}
