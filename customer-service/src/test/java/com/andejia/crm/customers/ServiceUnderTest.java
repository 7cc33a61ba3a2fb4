package com.andejia.crm.customers;

import com.andejia.crm.localstack.TestStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.JsonNode;

/** The whole service on a port of its own, with a real broker and the database's wire protocol. */
public final class ServiceUnderTest implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    private ServiceUnderTest(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** One for all tests that change nothing about it. */
    public static ServiceUnderTest shared() {
        return Shared.INSTANCE;
    }

    public static ServiceUnderTest start(Map<String, ?> settings) {
        return start("local", settings);
    }

    public static ServiceUnderTest start(String profile, Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "server.port",
                0,
                "management.server.port",
                0,
                "spring.main.banner-mode",
                "off",
                "spring.mongodb.uri",
                TestStack.shared().mongoUri("customers-" + UUID.randomUUID()),
                "spring.kafka.bootstrap-servers",
                TestStack.shared().bootstrapServers(),
                "CRM_DATA_DIR",
                temporaryDirectory()));
        all.putAll(settings);
        String[] arguments = all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new ServiceUnderTest(new SpringApplicationBuilder(CustomerServiceApplication.class)
                .profiles(profile)
                .registerShutdownHook(false)
                .initializers(ServiceUnderTest::isolate)
                .run(arguments));
    }

    /** Its own threads, so that closing one service does not stop the network of the others in this JVM. */
    private static void isolate(ConfigurableApplicationContext context) {
        ((GenericApplicationContext) context).registerBean(ReactorResourceFactory.class, () -> {
            ReactorResourceFactory resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            return resources;
        });
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public boolean has(Class<?> type) {
        return context.getBeanNamesForType(type).length > 0;
    }

    public WebTestClient anonymous() {
        return client("local.server.port").build();
    }

    public WebTestClient management() {
        return client("local.management.port").build();
    }

    /** Signed in, with the password of the local profile. */
    public WebTestClient as(String username) {
        String token = tokens.computeIfAbsent(username, this::token);
        return client("local.server.port")
                .defaultHeader("Authorization", "Bearer " + token)
                .build();
    }

    public String token(String username) {
        return anonymous()
                .post()
                .uri("/api/auth/login")
                .bodyValue(Map.of("username", username, "password", "crm-local-" + username))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .at("/data/token")
                .asString();
    }

    public String url() {
        return url("local.server.port");
    }

    private String url(String portProperty) {
        return "http://localhost:" + context.getEnvironment().getRequiredProperty(portProperty);
    }

    private WebTestClient.Builder client(String portProperty) {
        // A connection each: one that the service closes, as after a refused upload, must not be in the next test's
        // hands.
        HttpClient unpooled = HttpClient.create(ConnectionProvider.newConnection());
        return WebTestClient.bindToServer(new ReactorClientHttpConnector(unpooled))
                .filter(ServiceUnderTest::readToItsEnd)
                .baseUrl(url(portProperty))
                .responseTimeout(Duration.ofSeconds(30));
    }

    /** Also where a test looks at the status only: what nobody reads is never released, nor is its connection. */
    private static Mono<ClientResponse> readToItsEnd(ClientRequest request, ExchangeFunction next) {
        return next.exchange(request)
                .flatMap(response -> DataBufferUtils.join(response.body(BodyExtractors.toDataBuffers()))
                        .map(ServiceUnderTest::onTheHeap)
                        .map(Flux::just)
                        .defaultIfEmpty(Flux.empty())
                        .map(body -> response.mutate().body(read -> body).build()));
    }

    private static DataBuffer onTheHeap(DataBuffer body) {
        byte[] bytes = new byte[body.readableByteCount()];
        body.read(bytes);
        DataBufferUtils.release(body);
        return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
    }

    private static String temporaryDirectory() {
        try {
            return Files.createTempDirectory("customer-service").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    private static final class Shared {
        static final ServiceUnderTest INSTANCE = start(Map.of());

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(INSTANCE::close, "stop-service"));
        }
    }
}
