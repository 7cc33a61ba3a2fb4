package com.andejia.crm.notifications.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.events.CustomerAssigned;
import com.andejia.crm.events.CustomerCreated;
import com.andejia.crm.events.CustomerReclaimed;
import com.andejia.crm.events.CustomerTransferred;
import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.events.EventAttributes;
import com.andejia.crm.events.Person;
import com.andejia.crm.notifications.feed.StateRequest;
import com.andejia.crm.notifications.record.EventDecoder.Received;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OwnerChangeTest {
    private static final Instant NOON = Instant.parse("2025-11-24T12:00:00Z");
    private static final Person ALICE = new Person("alice", "爱丽丝");
    private static final Person BOB = new Person("bob", "鲍勃");

    @Test
    void whoeverACustomerIsTakenFromIsDoneWithIt() {
        assertThat(resolving(assigned(BOB, ALICE))).isEqualTo("alice");
        assertThat(resolving(new CustomerTransferred("c", "CUS1", "客户", null, "美团", BOB, BOB, ALICE, null)))
                .isEqualTo("alice");
        assertThat(resolving(new CustomerReclaimed("c", "CUS1", "客户", null, "美团", ALICE, ALICE, null, null)))
                .isEqualTo("alice");
    }

    @Test
    void aFirstOwnerTakesItFromNobody() {
        assertThat(resolving(assigned(BOB, null))).isNull();
        assertThat(resolving(new CustomerCreated("c", "CUS1", "客户", null, "美团", ALICE, BOB, null)))
                .isNull();
    }

    @Test
    void theRequestBearsWhatTookItAndWhen() {
        var request = (StateRequest.Resolve)
                OwnerChange.resolving(received(assigned(BOB, ALICE))).orElseThrow();

        assertThat(request.eventId()).isEqualTo("event");
        assertThat(request.eventTime()).isEqualTo(NOON);
        assertThat(request.subject()).isEqualTo("c");
        assertThat(request.types()).contains("CUSTOMER_ASSIGNED").doesNotContain("CUSTOMER_RECLAIMED");
    }

    private static @Nullable String resolving(DomainEvent event) {
        Optional<StateRequest> request = OwnerChange.resolving(received(event));
        return request.map(StateRequest::recipient).orElse(null);
    }

    private static Received received(DomainEvent event) {
        return new Received(new EventAttributes("event", "test", "type", event.subject(), NOON, 1L, null), event);
    }

    private static CustomerAssigned assigned(Person owner, @Nullable Person previous) {
        return new CustomerAssigned("c", "CUS1", "客户", null, "美团", BOB, owner, previous, null, null);
    }
}
