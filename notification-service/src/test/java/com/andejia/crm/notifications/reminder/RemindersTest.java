package com.andejia.crm.notifications.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import com.andejia.crm.events.ContractCreated;
import com.andejia.crm.events.ContractEvent;
import com.andejia.crm.events.ContractExpiringSoon;
import com.andejia.crm.events.ContractStatusChanged;
import com.andejia.crm.events.Person;
import com.andejia.crm.events.ResumeCreated;
import com.andejia.crm.events.ResumeEvent;
import com.andejia.crm.events.ResumeFollowUpAdded;
import com.andejia.crm.events.ResumeFollowUpDue;
import com.andejia.crm.events.ResumeStatusChanged;
import com.andejia.crm.notifications.feed.NotificationRequest;
import com.andejia.crm.notifications.scenario.ScenarioCatalogue;
import com.andejia.crm.notifications.scenario.ScenarioCatalogue.Match;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Mornings in Shanghai. */
class RemindersTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final LocalDate TODAY = LocalDate.parse("2026-12-02");
    private static final Instant NOW = morning(TODAY).toInstant();
    private static final Person ALICE = new Person("alice", "爱丽丝");
    private static final ReminderProperties PROPERTIES = new ReminderProperties(
            LocalTime.of(9, 0), Duration.ofMinutes(1), List.of(30, 7, 1), Set.of("已终止"), Duration.ofDays(7));

    private final List<NotificationRequest> told = new ArrayList<>();
    private final Map<String, Contract> contracts = new HashMap<>();
    private final Map<String, Resume> resumes = new HashMap<>();
    private final Set<String> remindedResumes = new HashSet<>();
    private boolean brokerIsAway;

    private final ReminderRequests requests = new ReminderRequests(catalogue(), this::send);
    private final ContractReminders contractReminders =
            new ContractReminders(new ContractsInMemory(), requests, PROPERTIES, SHANGHAI);
    private final ResumeReminders resumeReminders = new ResumeReminders(new ResumesInMemory(), requests, PROPERTIES);

    @Test
    void theOwnerIsToldWhenTheContractHasThirtySevenAndOneDaysLeft() {
        follow(created(TODAY.plusDays(30)));

        for (int day = -1; day <= 31; day++) {
            contractRound(TODAY.plusDays(day));
        }

        assertThat(told).extracting(it -> it.variables().get("daysLeft")).containsExactly("30", "7", "1");
        assertThat(told).extracting(NotificationRequest::recipient).containsOnly("alice");
        assertThat(told).extracting(NotificationRequest::eventId).doesNotHaveDuplicates();
        assertThat(told.get(0).eventTime()).isEqualTo(NOW);
        assertThat(told.get(0).subject()).as("goes when the customer is erased").isEqualTo("customer");
        assertThat(contracts).as("after its end").isEmpty();
    }

    @Test
    void aReminderThatFailedIsRepeatedUnderTheSameId() {
        follow(created(TODAY.plusDays(30)));
        brokerIsAway = true;
        assertThatThrownBy(() -> contractRound(TODAY)).hasMessageContaining("away");
        brokerIsAway = false;

        contractRound(TODAY);
        contractRound(TODAY);

        assertThat(told)
                .extracting(NotificationRequest::eventId)
                .containsExactly("reminder:CONTRACT_EXPIRING_SOON:contract:2027-01-01:30");
    }

    @Test
    void whatTheContractModuleTellsItselfIsNotToldTwice() {
        follow(created(TODAY.plusDays(30)));
        follow(new ContractExpiringSoon("contract", "HT-1", "客户", "customer", ALICE, null, 30, TODAY.plusDays(30)));

        contractRound(TODAY);
        contractRound(TODAY.plusDays(1));

        assertThat(told).isEmpty();
    }

    @Test
    void anEndThatOnlyTheContractModulesReminderTellsIsCountedFromItsDay() {
        follow(new ContractExpiringSoon("contract", "HT-1", "客户", "customer", ALICE, null, 10, null));

        assertThat(contracts.get("contract").endDate()).isEqualTo(TODAY.plusDays(10));
        contractRound(TODAY.plusDays(3));
        assertThat(told).extracting(it -> it.variables().get("daysLeft")).containsExactly("7");
    }

    @Test
    void aContractThatIsProlongedIsRemindedOfAgain() {
        follow(created(TODAY.plusDays(7)));
        contractRound(TODAY);
        follow(created(TODAY.plusDays(372)));
        contractRound(TODAY.plusDays(1));
        contractRound(TODAY.plusDays(365));

        assertThat(told)
                .extracting(NotificationRequest::eventId)
                .containsExactly(
                        "reminder:CONTRACT_EXPIRING_SOON:contract:2026-12-09:7",
                        "reminder:CONTRACT_EXPIRING_SOON:contract:2027-12-09:7");
    }

    @Test
    void aContractThatEndedEarlyIsForgotten() {
        follow(created(TODAY.plusDays(7)));
        follow(new ContractStatusChanged("contract", "HT-1", "客户", "customer", ALICE, null, "履行中", "已终止", null));

        contractRound(TODAY);

        assertThat(told).isEmpty();
        assertThat(contracts).isEmpty();
    }

    @Test
    void aResumeIsRemindedOfOnceAfterAWeekOfSilence() {
        follow(new ResumeCreated("resume", "李阿姨", "月嫂", ALICE, ALICE, null), NOW.minus(Duration.ofDays(7)));

        resumeRound(TODAY.minusDays(1));
        assertThat(told).isEmpty();
        resumeRound(TODAY);
        resumeRound(TODAY.plusDays(1));

        assertThat(told).singleElement().satisfies(it -> {
            assertThat(it.type()).isEqualTo("RESUME_FOLLOW_UP_DUE");
            assertThat(it.recipient()).isEqualTo("alice");
            assertThat(it.variables()).containsEntry("days", "7");
        });
    }

    @Test
    void aContactEndsASilenceAndTheNextIsRemindedOfAgain() {
        follow(new ResumeCreated("resume", "李阿姨", "月嫂", ALICE, ALICE, null), NOW.minus(Duration.ofDays(8)));
        resumeRound(TODAY);
        follow(new ResumeFollowUpAdded("resume", "李阿姨", ALICE, ALICE, "电话", null), NOW);
        resumeRound(TODAY.plusDays(1));
        resumeRound(TODAY.plusDays(7));

        assertThat(told).hasSize(2).extracting(NotificationRequest::eventId).doesNotHaveDuplicates();
    }

    @Test
    void aSilenceThatTheResumeModuleTellsOfItselfIsNotToldTwice() {
        follow(new ResumeCreated("resume", "李阿姨", "月嫂", ALICE, ALICE, null), NOW.minus(Duration.ofDays(7)));
        follow(new ResumeFollowUpDue("resume", "李阿姨", ALICE, 7), NOW);

        resumeRound(TODAY);

        assertThat(told).isEmpty();
    }

    @Test
    void neitherWhatIsOlderThanAMonthNorWhatIsNobodysIsRemindedOf() {
        follow(new ResumeCreated("old", "李阿姨", "月嫂", ALICE, ALICE, null), NOW.minus(Duration.ofDays(38)));
        follow(new ResumeStatusChanged("unknown", "李阿姨", ALICE, ALICE, null, "空闲"), NOW.minus(Duration.ofDays(7)));

        resumeRound(TODAY);

        assertThat(told).isEmpty();
    }

    private void follow(ContractEvent event) {
        contractReminders.follow(event, NOW).block();
    }

    private void follow(ResumeEvent event, Instant time) {
        resumeReminders.follow(event, time).block();
    }

    private void contractRound(LocalDate day) {
        contractReminders.round(morning(day)).block();
    }

    private void resumeRound(LocalDate day) {
        resumeReminders.round(morning(day)).block();
    }

    private static ZonedDateTime morning(LocalDate day) {
        return day.atTime(9, 0).atZone(SHANGHAI);
    }

    private static ContractEvent created(LocalDate end) {
        return new ContractCreated("contract", "HT-1", "客户", "customer", ALICE, ALICE, end);
    }

    private Mono<Void> send(NotificationRequest request) {
        return brokerIsAway
                ? Mono.error(new IllegalStateException("the broker is away"))
                : Mono.fromRunnable(() -> told.add(request));
    }

    private static ScenarioCatalogue catalogue() {
        ScenarioCatalogue catalogue = mock(withSettings().stubOnly());
        when(catalogue.match(any())).thenAnswer(call -> Stream.of(match(call.getArgument(0))));
        return catalogue;
    }

    private static Match match(Object event) {
        if (event instanceof ContractExpiringSoon soon) {
            return new Match(
                    "CONTRACT_EXPIRING_SOON",
                    Set.of(soon.assignedTo().id()),
                    Map.of("daysLeft", String.valueOf(soon.daysLeft())),
                    false);
        }
        ResumeFollowUpDue due = (ResumeFollowUpDue) event;
        return new Match(
                "RESUME_FOLLOW_UP_DUE",
                Set.of(due.assignedTo().id()),
                Map.of("days", String.valueOf(due.days())),
                false);
    }

    private final class ContractsInMemory implements Contracts {
        @Override
        public Mono<Void> put(ContractEvent said, @Nullable LocalDate endDate) {
            Contract known = contracts.get(said.contractId());
            LocalDate end = endDate != null ? endDate : known == null ? null : known.endDate();
            if (end != null) {
                Integer toldAt = known != null && known.endDate().equals(end) ? known.toldAt() : null;
                contracts.put(
                        said.contractId(),
                        new Contract(
                                said.contractId(),
                                said.contractNumber(),
                                said.customerName(),
                                said.customerId(),
                                said.assignedTo(),
                                end,
                                toldAt));
            }
            return Mono.empty();
        }

        @Override
        public Mono<Void> told(String id, LocalDate endDate, int daysLeft) {
            contracts.computeIfPresent(
                    id,
                    (key, it) -> new Contract(
                            id, it.number(), it.customerName(), it.customerId(), it.owner(), it.endDate(), daysLeft));
            return Mono.empty();
        }

        @Override
        public Mono<Void> remove(String id) {
            contracts.remove(id);
            return Mono.empty();
        }

        @Override
        public Flux<Contract> ending(LocalDate first, LocalDate last) {
            return Flux.fromIterable(List.copyOf(contracts.values()))
                    .filter(it -> !it.endDate().isBefore(first) && !it.endDate().isAfter(last));
        }

        @Override
        public Mono<Void> removeEnded(LocalDate day) {
            contracts.values().removeIf(it -> it.endDate().isBefore(day));
            return Mono.empty();
        }

        @Override
        public Mono<Void> erase(String customerId, Instant now) {
            return Mono.error(new UnsupportedOperationException());
        }
    }

    private final class ResumesInMemory implements Resumes {
        @Override
        public Mono<Void> contacted(String id, String name, @Nullable Person owner, Instant at) {
            remindedResumes.remove(id);
            resumes.put(id, new Resume(id, name, owner, at));
            return Mono.empty();
        }

        @Override
        public Mono<Void> reminded(String id) {
            remindedResumes.add(id);
            return Mono.empty();
        }

        @Override
        public Mono<Void> reminded(String id, Instant lastContact) {
            return reminded(id);
        }

        @Override
        public Flux<Resume> silent(Instant from, Instant until) {
            return Flux.fromIterable(List.copyOf(resumes.values()))
                    .filter(it -> !remindedResumes.contains(it.id()))
                    .filter(it ->
                            it.lastContact().isAfter(from) && !it.lastContact().isAfter(until));
        }
    }
}
