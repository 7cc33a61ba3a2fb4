package com.andejia.crm.customers.customer.web;

import static com.andejia.crm.customers.CustomerCalls.problem;
import static com.andejia.crm.customers.CustomerCalls.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.CustomerBodies;
import com.andejia.crm.customers.CustomerCalls;
import com.andejia.crm.customers.ServiceUnderTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CustomerSearchIT {
    private final CustomerCalls customers = new CustomerCalls(ServiceUnderTest.shared());
    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void aSearchFindsTheBeginningOfNamePhoneNumberAndWeChat() {
        Map<String, Object> body = CustomerBodies.with("name", unique + "女士");
        body.put("wechatId", "wx_" + unique);
        JsonNode customer = customers.create("alice", body);
        String number = customer.get("customerId").asString();

        for (String search : List.of(
                unique,
                (String) body.get("phone"),
                body.get("phone").toString().substring(0, 10),
                number,
                number.toLowerCase(Locale.ROOT),
                "wx_" + unique)) {
            assertThat(texts(search("alice", search).get("items"), "customerId"))
                    .as(search)
                    .contains(number);
        }
        assertThat(search("alice", "女士" + unique).get("total").asInt()).isZero();
    }

    @Test
    void aPhoneTellsNothingOfOtherPeoplesCustomers() {
        Map<String, Object> body = CustomerBodies.valid();
        customers.create("alice", body);
        String phone = (String) body.get("phone");

        assertThat(search("bob", phone).get("total").asInt()).isZero();
        assertThat(customers
                        .found("bob", "/api/customers?phone={phone}", phone)
                        .get("total")
                        .asInt())
                .isZero();
        assertThat(search("manager", phone).get("total").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {".*", "^", "a|b", "[a-z]", "(", "\\", "\\E.*", "$", "{1}", "?", "+", "#", " -"})
    void whatIsSpecialElsewhereIsTextHere(String special) {
        String name = special.strip() + unique;
        customers.create("alice", CustomerBodies.with("name", name));

        assertThat(texts(search("alice", name).get("items"), "name")).containsExactly(name);
        assertThat(search("alice", special.strip() + "x" + unique).get("total").asInt())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "leadSource,抖音,美团",
        "leadLevel,B类,A类",
        "contractStatus,签约中,匹配中",
        "serviceCategory,月嫂,保洁",
    })
    void aFilterFindsJustItsValue(String field, String value, String other) {
        Map<String, Object> wanted = CustomerBodies.with(field, value);
        wanted.put("name", unique + "甲");
        Map<String, Object> unwanted = CustomerBodies.with(field, other);
        unwanted.put("name", unique + "乙");
        customers.create("alice", wanted);
        customers.create("alice", unwanted);

        JsonNode found = customers.found("manager", "/api/customers?name={name}&{field}={value}", unique, field, value);

        assertThat(texts(found.get("items"), "name")).containsExactly(unique + "甲");
    }

    @Test
    void filtersOfOwnerAndTimeAndAllTogetherAreMet() {
        Map<String, Object> body = CustomerBodies.with("name", unique);
        body.put("assignedTo", "bob");
        JsonNode customer = customers.create("manager", body);
        String created = customer.get("createdAt").asString();
        String question = "/api/customers?search={name}&name={name}&phone=139&leadSource=美团&leadLevel=A类"
                + "&contractStatus=匹配中&assignedTo={owner}&from={from}&to={to}&sortBy=updatedAt&sortOrder=asc";

        assertThat(total(question, unique, unique, "bob", created, "2999-01-01"))
                .isEqualTo(1);
        assertThat(total(question, unique, unique, "alice", created, "2999-01-01"))
                .isZero();
        assertThat(total(question, unique, unique, "bob", "2998-01-01", "2999-01-01"))
                .isZero();
        assertThat(total(question, unique, unique, "bob", "2000-01-01", created))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"createdAt,desc", "createdAt,asc", "updatedAt,desc", "name,asc", "name,desc"})
    void aCursorGoesThroughAllOnceWhateverComesInMeanwhile(String sortBy, String sortOrder) {
        List<String> expected = new ArrayList<>(IntStream.rangeClosed(1, 7)
                .mapToObj(i -> customers
                        .create("alice", CustomerBodies.with("name", unique + (i / 3)))
                        .get("id")
                        .asString())
                .toList());
        String question = "/api/customers?search={name}&sortBy={by}&sortOrder={order}&pageSize=2";
        JsonNode page = customers.found("alice", question, unique, sortBy, sortOrder);
        assertThat(page.get("total").asInt()).isEqualTo(7);

        List<String> seen = new ArrayList<>(texts(page.get("items"), "id"));
        while (page.has("nextCursor")) {
            // Comes before all that follows in a descending list of times; elsewhere it may be seen, too.
            String late = customers
                    .create("alice", CustomerBodies.with("name", unique + "z"))
                    .get("id")
                    .asString();
            page = customers.found(
                    "alice",
                    question + "&cursor={cursor}",
                    unique,
                    sortBy,
                    sortOrder,
                    page.get("nextCursor").asString());
            seen.addAll(texts(page.get("items"), "id"));
            assertThat(page.has("total")).isFalse();
            if (seen.size() > 20) {
                break; // an ascending list of what comes in all the time has no end
            }
            if (seen.contains(late)) {
                expected.add(late);
            }
        }

        assertThat(seen).doesNotHaveDuplicates().containsAll(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "====",
                "....",
                "Y3JlYXRlZEF0IGFzYyB4IDE", // createdAt asc, in a descending list
                "Y3JlYXRlZEF0IGRlc2MgeCB5" // createdAt desc, of a time that is none
            })
    void aCursorThatIsNoneIsABadRequest(String cursor) {
        problem(customers.get("alice", "/api/customers?cursor={cursor}", cursor), 400);
    }

    @Test
    void aForgedCursorIsOnlyAPlaceInTheList() {
        String forged = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("name asc $where \u0000{$gt:''}".getBytes(StandardCharsets.UTF_8));

        customers
                .get("bob", "/api/customers?sortBy=name&sortOrder=asc&cursor={cursor}", forged)
                .expectStatus()
                .isOk();
    }

    private JsonNode search(String who, String text) {
        return customers.found(who, "/api/customers?search={text}", text);
    }

    private int total(String question, Object... values) {
        return customers.found("manager", question, values).get("total").asInt();
    }
}
