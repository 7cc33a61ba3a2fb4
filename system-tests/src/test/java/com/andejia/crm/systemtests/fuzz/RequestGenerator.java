package com.andejia.crm.systemtests.fuzz;

import com.andejia.crm.systemtests.fuzz.ApiDocument.Operation;
import com.andejia.crm.systemtests.fuzz.ApiDocument.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes requests for an operation. Most are wrong in one to three places only, since what is wrong everywhere is refused
 * at the door; some are right.
 */
final class RequestGenerator {
    private static final int MOST_MUTATIONS = 3;
    private static final String BOUNDARY = "the-boundary";
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    /** So that lone surrogates go over the wire as such. */
    private static final JsonMapper ESCAPING =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Random random;
    private final List<String> tokens;
    private final ValidValues valid;
    private final Hostile hostile;
    private final List<Consumer<Draft>> mutations = List.of(
            this::removeField,
            this::addField,
            this::repeatField,
            this::replaceBody,
            this::breakBody,
            this::setMediaType,
            this::setSegment,
            this::repeatParameter,
            this::setHeader,
            this::setHeader,
            this::setAuthorization,
            this::setMethod);

    /** A request in the making. */
    private static final class Draft {
        private final Operation operation;
        private final List<Map.Entry<String, String>> query = new ArrayList<>();
        private final List<Map.Entry<String, String>> headers = new ArrayList<>();
        private String method;
        private String path;
        private @Nullable JsonNode json;
        private @Nullable String body;

        Draft(Operation operation) {
            this.operation = operation;
            method = operation.method();
            path = operation.path();
        }
    }

    /**
     * Makes a generator.
     *
     * @param tokens whose requests these are; empty for nobody's
     */
    RequestGenerator(Random random, KnownValues known, List<String> tokens) {
        this.random = random;
        this.tokens = tokens;
        valid = new ValidValues(random, known);
        hostile = new Hostile(random);
    }

    Request next(Operation operation) {
        Draft draft = valid(operation);
        for (int i = mutations(); i > 0; i--) {
            mutate(draft);
        }
        String query = draft.query.stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining("&"));
        return new Request(
                operation.service(),
                draft.method,
                draft.path + (query.isEmpty() ? "" : "?" + query),
                draft.headers,
                body(draft));
    }

    /** Half of the time where the operation looks closest. */
    private void mutate(Draft draft) {
        if (random.nextBoolean()) {
            hostile.oneOf(mutations).accept(draft);
        } else if (draft.json != null) {
            setFields(draft);
        } else if (draft.operation.parametersIn("query").findAny().isPresent()) {
            setParameter(draft);
        } else {
            setSegment(draft);
        }
    }

    /** Few more often than many, and none most often. */
    private int mutations() {
        return Math.min(random.nextInt(MOST_MUTATIONS + 1), random.nextInt(MOST_MUTATIONS + 1));
    }

    private Draft valid(Operation operation) {
        Draft draft = new Draft(operation);
        for (Parameter parameter : operation.parameters()) {
            String value = valid.of(operation.path(), parameter.name(), parameter.schema())
                    .asString("");
            switch (parameter.in()) {
                case "path" -> draft.path = draft.path.replace("{" + parameter.name() + "}", encoded(value));
                case "query" -> sometimes(() -> draft.query.add(Map.entry(parameter.name(), encoded(value))));
                default -> sometimes(() -> draft.headers.add(Map.entry(parameter.name(), header(value))));
            }
        }
        String token = hostile.oneOf(tokens);
        if (!token.isEmpty()) {
            draft.headers.add(Map.entry("Authorization", "Bearer " + token));
        }
        if (operation.body() != null) {
            draft.headers.add(Map.entry("Content-Type", "application/json"));
            draft.json = valid.of(operation.path(), "", operation.body());
        }
        if (operation.takesFile()) {
            draft.headers.add(Map.entry("Content-Type", "multipart/form-data; boundary=" + BOUNDARY));
            draft.body = bytes(form());
        }
        return draft;
    }

    /** A file of customers, of whom some cells are hostile. */
    private String form() {
        String phone = "139%08d".formatted(random.nextInt(100_000_000));
        List<String> cells = new ArrayList<>(List.of("客户", phone, "美团", "A类", "待定"));
        sometimes(() -> cells.set(random.nextInt(cells.size()), hostile.text()));
        return "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n%s\n%s\r\n--%s--\r\n"
                .formatted(BOUNDARY, "姓名,手机号,线索来源,线索等级,签约状态", String.join(",", cells), BOUNDARY);
    }

    private void sometimes(Runnable action) {
        if (random.nextInt(3) == 0) {
            action.run();
        }
    }

    /** Some at once: a form reads all its fields before it complains. */
    private void setFields(Draft draft) {
        if (draft.json instanceof ObjectNode object) {
            for (int i = random.nextInt(5); i >= 0; i--) {
                JsonNode value = hostile.json();
                object.set(
                        field(draft),
                        random.nextInt(5) == 0 ? object.arrayNode().add(value) : value);
            }
        }
    }

    private void removeField(Draft draft) {
        if (draft.json instanceof ObjectNode object) {
            object.remove(field(draft));
        }
    }

    private void addField(Draft draft) {
        if (draft.json instanceof ObjectNode object) {
            object.set(hostile.oneOf(Hostile.FIELDS), hostile.json());
        }
    }

    private void repeatField(Draft draft) {
        if (draft.json instanceof ObjectNode object && !object.isEmpty()) {
            String text = ESCAPING.writeValueAsString(object);
            draft.body = text.substring(0, text.length() - 1) + ",\"" + field(draft) + "\":"
                    + ESCAPING.writeValueAsString(hostile.json()) + "}";
        }
    }

    private void replaceBody(Draft draft) {
        draft.body = hostile.oneOf(Hostile.BODIES);
    }

    private void breakBody(Draft draft) {
        String body = body(draft);
        if (!body.isEmpty()) {
            int at = random.nextInt(body.length());
            String rest = random.nextBoolean() ? "" : (char) random.nextInt(256) + body.substring(at + 1);
            draft.body = body.substring(0, at) + rest;
        }
    }

    private void setMediaType(Draft draft) {
        draft.headers.removeIf(it -> it.getKey().equals("Content-Type"));
        draft.headers.add(Map.entry("Content-Type", hostile.oneOf(Hostile.MEDIA_TYPES)));
    }

    private void setSegment(Draft draft) {
        String segment = random.nextInt(4) == 0 ? encoded(shortened(hostile.text())) : hostile.oneOf(Hostile.SEGMENTS);
        int slash = draft.path.lastIndexOf('/');
        draft.path = switch (random.nextInt(3)) {
            case 0 -> draft.path + "/" + segment;
            case 1 -> draft.path + segment;
            default -> draft.path.substring(0, slash + 1) + segment;
        };
    }

    private void setParameter(Draft draft) {
        List<String> names =
                draft.operation.parametersIn("query").map(Parameter::name).toList();
        String name =
                names.isEmpty() || random.nextInt(6) == 0 ? encoded(shortened(hostile.text())) : hostile.oneOf(names);
        draft.query.removeIf(it -> it.getKey().equals(name));
        draft.query.add(Map.entry(
                name, random.nextInt(5) == 0 ? hostile.oneOf(Hostile.SEGMENTS) : encoded(shortened(hostile.text()))));
    }

    private void repeatParameter(Draft draft) {
        setParameter(draft);
        Map.Entry<String, String> last = draft.query.get(draft.query.size() - 1);
        for (int i = random.nextInt(40); i >= 0; i--) {
            draft.query.add(random.nextBoolean() ? last : Map.entry(last.getKey(), encoded(shortened(hostile.text()))));
        }
    }

    private void setHeader(Draft draft) {
        String name = hostile.oneOf(Hostile.HEADERS);
        String value = random.nextBoolean() ? hostile.oneOf(Hostile.HEADER_VALUES) : header(shortened(hostile.text()));
        if (random.nextInt(4) > 0) {
            draft.headers.removeIf(it -> it.getKey().equals(name));
        }
        draft.headers.add(Map.entry(name, value));
    }

    private void setAuthorization(Draft draft) {
        draft.headers.removeIf(it -> it.getKey().equals("Authorization"));
        draft.headers.add(Map.entry("Authorization", hostile.oneOf(Hostile.AUTHORIZATIONS)));
    }

    private void setMethod(Draft draft) {
        draft.method = hostile.oneOf(Hostile.METHODS);
    }

    private String field(Draft draft) {
        List<String> names = draft.operation.body() == null
                ? List.of()
                : List.copyOf(draft.operation.body().path("properties").propertyNames());
        return names.isEmpty() ? "field" : hostile.oneOf(names);
    }

    private String body(Draft draft) {
        if (draft.body != null) {
            return draft.body;
        }
        if (draft.json == null) {
            return "";
        }
        JsonMapper mapper = random.nextBoolean() ? ESCAPING : JsonMapper.shared();
        return bytes(mapper.writeValueAsString(draft.json));
    }

    /** Every byte of it; a lone surrogate as a question mark. */
    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = each > ' ' && UNRESERVED.indexOf(each) >= 0;
            encoded.append(isPlain ? Character.toString(each) : "%%%02X".formatted(each & 0xff));
        }
        return encoded.toString();
    }

    /** As a header can carry it: without ends of lines, which would begin another header. */
    private static String header(String text) {
        return bytes(text).replaceAll("[\r\n]", " ");
    }

    /** Its UTF-8, a character for each byte. */
    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** The longest that a request line may have, and sometimes a little more. */
    private String shortened(String text) {
        return text.substring(0, Math.min(text.length(), random.nextInt(20) == 0 ? 9000 : 300));
    }
}
