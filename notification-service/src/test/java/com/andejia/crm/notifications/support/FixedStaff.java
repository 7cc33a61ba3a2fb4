package com.andejia.crm.notifications.support;

import com.andejia.crm.notifications.staff.StaffDirectory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Staff who never change, named as they are identified.
 *
 * @param roleById everybody's only role
 */
public record FixedStaff(Map<String, String> roleById) implements StaffDirectory {
    private static final Set<String> MANAGING = Set.of("admin", "manager", "operator");

    @Override
    public Set<String> managers() {
        return roleById.keySet().stream()
                .filter(id -> MANAGING.contains(roleById.get(id)))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<String> everybody() {
        return roleById.keySet();
    }

    @Override
    public Set<String> withRole(String role) {
        return roleById.keySet().stream()
                .filter(id -> roleById.get(id).equals(role))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<String> nameOf(String staffId) {
        return roleById.containsKey(staffId) ? Optional.of(staffId) : Optional.empty();
    }
}
