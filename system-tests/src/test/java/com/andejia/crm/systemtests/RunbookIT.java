package com.andejia.crm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.localstack.EventStreamClient;
import com.andejia.crm.localstack.ServiceProcess.Spec;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is done once a year, as the runbook has it: nobody is signed out, and nobody misses anything. */
@Tag("chaos")
class RunbookIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Key OLD = Key.generate();

    private static RunningSystem system;

    @BeforeAll
    static void start() {
        system = RunningSystem.start(signingWith(OLD, List.of()));
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void aKeyIsReplacedWhileEverybodyStaysSignedIn() {
        Key next = Key.generate();
        Staff early = Staff.signIn(system, "alice");

        system.restartCustomerService(signingWith(OLD, List.of(next)));
        system.restartCustomerService(signingWith(next, List.of(OLD)));

        Staff late = Staff.signIn(system, "alice");
        expectSignedIn(early, late);

        system.restartCustomerService(signingWith(next, List.of()));
        assertThat(early.get("/api/customers").status()).as("eight hours later").isEqualTo(401);
        expectSignedIn(late);
    }

    @Test
    void topicsGetMorePartitionsWhileNothingIsOnItsWay() throws Exception {
        Staff manager = Staff.signIn(system, "manager");
        List<Staff> people = List.of(Staff.signIn(system, "alice"), Staff.signIn(system, "bob"));
        people.forEach(Staff::oneByOne);
        List<String> names = new ArrayList<>();
        String last;
        try (EventStreamClient stream = people.get(0).stream()) {
            await().until(() -> !stream.events("unread-count").isEmpty());
            names.addAll(create(manager, 3));
            people.forEach(person -> awaitTold(person, names));
            awaitShown(3, stream);
            last = lastEventId(stream);
        }

        system.notificationService().stop(Duration.ofSeconds(20));
        addPartitions(5);
        system.restartNotificationService();
        system.awaitReady();

        try (EventStreamClient stream = people.get(0).streamAfter(last)) {
            names.addAll(create(manager, 2));
            people.forEach(person -> awaitTold(person, names));
            awaitShown(2, stream);
        }
    }

    private static void awaitShown(int count, EventStreamClient stream) {
        await().atMost(PATIENCE).until(() -> stream.events("notification").size() == count);
    }

    private static void expectSignedIn(Staff... people) {
        for (Staff person : people) {
            assertThat(person.get("/api/customers").status()).isEqualTo(200);
            assertThat(person.unread()).isNotNegative();
        }
    }

    /** Each for alice and for bob; answers their names. */
    private static List<String> create(Staff manager, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    Map<String, Object> lead = Leads.forOwner("alice");
                    assertThat(manager.createCustomer(lead).status()).isEqualTo(201);
                    Map<String, Object> other = new HashMap<>(Leads.forOwner("bob"));
                    other.put("name", lead.get("name"));
                    assertThat(manager.createCustomer(other).status()).isEqualTo(201);
                    return String.valueOf(lead.get("name"));
                })
                .toList();
    }

    /** Of these, and in this order. */
    private static void awaitTold(Staff person, List<String> names) {
        List<String> newestFirst = new ArrayList<>(names);
        Collections.reverse(newestFirst);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(person.notifications()
                                .valueStream()
                                .filter(it -> it.get("type").asString().equals("CUSTOMER_ASSIGNED"))
                                .map(it -> it.at("/data/customerName").asString()))
                        .containsExactlyElementsOf(newestFirst));
    }

    private static String lastEventId(EventStreamClient stream) {
        return stream.events().stream()
                .map(EventStreamClient.Event::id)
                .filter(id -> !id.isEmpty())
                .reduce((one, next) -> next)
                .orElseThrow();
    }

    private static void addPartitions(int more) throws Exception {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, system.bootstrapServers()))) {
            List<String> topics = admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith("crm."))
                    .toList();
            Map<String, NewPartitions> grown = admin.describeTopics(topics).allTopicNames().get().values().stream()
                    .collect(Collectors.toMap(
                            TopicDescription::name,
                            topic -> NewPartitions.increaseTo(topic.partitions().size() + more)));
            admin.createPartitions(grown).all().get();
        }
    }

    private static UnaryOperator<Spec> signingWith(Key key, List<Key> accepted) {
        Map<String, Object> set =
                Map.of("keys", accepted.stream().map(Key::open).toList());
        return spec -> spec.with("CRM_IDENTITY_SIGNING_KEY", JsonMapper.shared().writeValueAsString(key.whole()))
                .with("CRM_IDENTITY_RETIRED_KEYS", JsonMapper.shared().writeValueAsString(set));
    }

    /** A JWK (RFC 7517), whole and without its private part. */
    private record Key(Map<String, Object> whole, Map<String, Object> open) {
        static Key generate() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                var pair = generator.generateKeyPair();
                RSAPublicKey open = (RSAPublicKey) pair.getPublic();
                String modulus = base64(open.getModulus());
                Map<String, Object> half = Map.of(
                        "kty",
                        "RSA",
                        "use",
                        "sig",
                        "alg",
                        "RS256",
                        "kid",
                        modulus.substring(0, 20),
                        "n",
                        modulus,
                        "e",
                        base64(open.getPublicExponent()));
                Map<String, Object> whole = new HashMap<>(half);
                whole.put("d", base64(((RSAPrivateKey) pair.getPrivate()).getPrivateExponent()));
                return new Key(whole, half);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String base64(BigInteger number) {
            byte[] bytes = number.toByteArray();
            int sign = bytes[0] == 0 ? 1 : 0;
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Arrays.copyOfRange(bytes, sign, bytes.length));
        }
    }
}
