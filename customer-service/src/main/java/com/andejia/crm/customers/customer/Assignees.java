package com.andejia.crm.customers.customer;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import com.andejia.crm.customers.staff.Staff;
import com.andejia.crm.customers.staff.StaffMembers;
import com.andejia.crm.events.Person;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whom a customer can be given to, as of now. */
@Component
public class Assignees {
    private final StaffMembers members;

    Assignees(StaffMembers members) {
        this.members = members;
    }

    /** Refused if there is no such member of staff, or not any more. */
    public Mono<Person> assignee(String staffId) {
        return members.find(staffId)
                .map(StaffMembers.Entry::staff)
                .filter(Staff::active)
                .map(Staff::asPerson)
                .switchIfEmpty(Mono.error(() -> Refusal.of(Kind.AGAINST_THE_RULES, "负责人不存在或已停用")));
    }
}
