package com.andejia.crm.customers.pool;

import com.andejia.crm.customers.ServiceUnderTest;
import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.customers.staff.Role;
import com.andejia.crm.customers.staff.Staff;
import com.andejia.crm.customers.staff.StaffAdministration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** Employees who have just been taken on, and own nothing yet. */
final class Claimers {
    private static final Actor ADMIN = new Actor("admin", "管理员", Set.of(Role.ADMIN));

    private Claimers() {}

    static Actor newcomer(ServiceUnderTest service) {
        return newcomers(service, 1).get(0);
    }

    static List<Actor> newcomers(ServiceUnderTest service, int count) {
        StaffAdministration administration = service.bean(StaffAdministration.class);
        return Flux.range(0, count)
                .map(i -> new Staff("claimer-" + UUID.randomUUID(), "新人" + i, List.of(Role.EMPLOYEE), true))
                .flatMap(staff -> administration.put(ADMIN, staff, null))
                .map(staff -> new Actor(staff.id(), staff.name(), Set.copyOf(staff.roles())))
                .collectList()
                .block();
    }
}
