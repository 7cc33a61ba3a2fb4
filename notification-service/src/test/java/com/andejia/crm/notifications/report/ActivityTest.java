package com.andejia.crm.notifications.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.events.ContractSigned;
import com.andejia.crm.events.CustomerAssigned;
import com.andejia.crm.events.CustomerCreated;
import com.andejia.crm.events.CustomerFollowUpAdded;
import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.events.EventAttributes;
import com.andejia.crm.events.EventTypes;
import com.andejia.crm.events.Person;
import com.andejia.crm.notifications.report.Activity.Kind;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ActivityTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Person ALICE = new Person("alice", "爱丽丝");
    private static final Person BOB = new Person("bob", "鲍勃");

    @Test
    void aNewCustomerIsPutDownToWhoeverEnteredIt() {
        assertThat(of(new CustomerCreated("1", "CUS1", "客户", null, "美团", ALICE, BOB, null)))
                .contains(new Activity("event", "alice", Kind.NEW_CUSTOMER, NOON));
    }

    @Test
    void aFollowUpIsPutDownToWhoeverWasInTouch() {
        assertThat(of(new CustomerFollowUpAdded("1", "CUS1", "客户", BOB, ALICE, "phone", "面试", null)))
                .contains(new Activity("event", "bob", Kind.FOLLOW_UP, NOON));
    }

    @Test
    void aSignedContractIsPutDownToItsOwner() {
        assertThat(of(new ContractSigned("1", "HT-1", "客户", "1", ALICE, BOB, null)))
                .contains(new Activity("event", "alice", Kind.CONTRACT_SIGNED, NOON));
    }

    @Test
    void whatElseHappensIsNobodysWork() {
        assertThat(of(new CustomerAssigned("1", "CUS1", "客户", null, "美团", ALICE, BOB, null, null, null)))
                .isEmpty();
    }

    private static Optional<Activity> of(DomainEvent event) {
        return Activity.of(
                new EventAttributes("event", "test", EventTypes.of(event).name(), event.subject(), NOON, null, null),
                event);
    }
}
