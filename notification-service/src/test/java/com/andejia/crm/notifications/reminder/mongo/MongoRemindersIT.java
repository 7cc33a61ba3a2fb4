package com.andejia.crm.notifications.reminder.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.events.ContractCreated;
import com.andejia.crm.events.ContractWorkerChanged;
import com.andejia.crm.events.Person;
import com.andejia.crm.localstack.TestStack;
import com.andejia.crm.notifications.reminder.Contract;
import com.andejia.crm.notifications.reminder.Resume;
import com.mongodb.reactivestreams.client.MongoClients;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/** What reminders are made of, on the real wire protocol. */
class MongoRemindersIT {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final LocalDate END = LocalDate.parse("2026-12-25");
    private static final Person ALICE = new Person("alice", "爱丽丝");
    private static final Person BOB = new Person("bob", "鲍勃");

    private final ReactiveMongoTemplate mongo = new ReactiveMongoTemplate(
            MongoClients.create(TestStack.shared().mongoUri("reminders")), "reminders-" + UUID.randomUUID());
    private final MongoContracts contracts = new MongoContracts(mongo);
    private final MongoResumes resumes = new MongoResumes(mongo);

    @Test
    void aContractIsFoundByItsLastDayWithWhatWasSaidOfItLast() {
        contracts.put(created("1", "customer", ALICE), END).block();
        contracts.put(workerChanged("1", BOB), null).block();

        assertThat(ending(END, END)).containsExactly(new Contract("1", "HT-1", "客户", "customer", BOB, END, null));
        assertThat(ending(END.plusDays(1), END.plusDays(9))).isEmpty();
        assertThat(ending(END.minusDays(9), END.minusDays(1))).isEmpty();
    }

    @Test
    void aContractWhoseEndIsNotKnownIsNotKept() {
        contracts.put(workerChanged("1", BOB), null).block();

        assertThat(ending(LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31))).isEmpty();
    }

    @Test
    void havingBeenToldIsForgottenWithAnotherEnd() {
        contracts.put(created("1", null, ALICE), END).block();
        contracts.told("1", END, 30).block();
        contracts.told("1", END.plusDays(1), 7).block();
        contracts.put(created("1", null, ALICE), END).block();
        assertThat(ending(END, END)).extracting(Contract::toldAt).containsExactly(30);

        contracts.put(created("1", null, ALICE), END.plusYears(1)).block();
        assertThat(ending(END.plusYears(1), END.plusYears(1)))
                .extracting(Contract::toldAt)
                .containsOnlyNulls();
    }

    @Test
    void whatHasEndedOrIsOfAnErasedCustomerIsGone() {
        contracts.put(created("1", "customer", ALICE), END).block();
        contracts.put(created("2", "another", ALICE), END).block();
        contracts.put(created("3", "another", ALICE), END.minusDays(1)).block();
        contracts.put(created("4", "another", ALICE), END).block();

        contracts.erase("customer", NOON).block();
        contracts.put(created("5", "customer", ALICE), END).block();
        contracts.removeEnded(END).block();
        contracts.remove("4").block();

        assertThat(ending(END.minusDays(9), END.plusDays(9)))
                .extracting(Contract::id)
                .containsExactly("2");
    }

    @Test
    void aResumeIsSilentFromItsLastContactOnUntilItsOwnerIsTold() {
        resumes.contacted("1", "李阿姨", ALICE, NOON).block();
        resumes.contacted("2", "王阿姨", null, NOON).block();
        resumes.contacted("3", "赵阿姨", BOB, NOON.plusMillis(1)).block();

        assertThat(silent(NOON)).containsExactly(new Resume("1", "李阿姨", ALICE, NOON));
        resumes.reminded("1", NOON.minusMillis(1)).block();
        assertThat(silent(NOON)).as("another silence was told of").hasSize(1);
        resumes.reminded("1", NOON).block();
        assertThat(silent(NOON)).isEmpty();
    }

    @Test
    void onlyANewerContactEndsASilence() {
        resumes.contacted("1", "李阿姨", ALICE, NOON).block();
        resumes.reminded("1").block();

        resumes.contacted("1", "李阿姨", BOB, NOON).block();
        resumes.contacted("1", "李阿姨", BOB, NOON.minus(DAY)).block();
        assertThat(silent(NOON)).isEmpty();

        resumes.contacted("1", "李阿姨", BOB, NOON.plus(DAY)).block();
        assertThat(silent(NOON.plus(DAY))).containsExactly(new Resume("1", "李阿姨", BOB, NOON.plus(DAY)));
    }

    private List<Contract> ending(LocalDate first, LocalDate last) {
        return contracts.ending(first, last).collectList().block();
    }

    private List<Resume> silent(Instant until) {
        return resumes.silent(until.minus(DAY.multipliedBy(30)), until)
                .collectList()
                .block();
    }

    private static ContractCreated created(String id, @Nullable String customer, Person owner) {
        return new ContractCreated(id, "HT-1", "客户", customer, owner, null, null);
    }

    private static ContractWorkerChanged workerChanged(String id, Person owner) {
        return new ContractWorkerChanged(id, "HT-1", "客户", "customer", owner, null, null, "李阿姨", null);
    }
}
