package com.andejia.crm.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SchemaChangeTest {
    private static final String PUBLISHED = """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "$id": "urn:andejia:crm.customer.married.v1",
              "title": "A customer has married",
              "type": "object",
              "required": ["customerId", "spouse"],
              "properties": {
                "customerId": { "type": "string", "minLength": 1, "maxLength": 50, "pattern": "^[a-z]+$" },
                "spouse": { "$ref": "#/$defs/person" },
                "place": { "type": "string" },
                "guests": { "type": "array", "items": { "$ref": "#/$defs/person" } },
                "rite": { "type": "string", "enum": ["civil", "church"] },
                "giver": { "oneOf": [{ "type": "string" }, { "$ref": "#/$defs/person" }] }
              },
              "$defs": {
                "person": {
                  "type": "object",
                  "required": ["id"],
                  "properties": { "id": { "type": "string" }, "name": { "type": "string" } }
                }
              }
            }
            """;

    @Test
    void theSameSchemaBreaksNobody() {
        assertThat(breaches(schema -> {})).isEmpty();
    }

    @Test
    void anOptionalFieldMayBeAdded() {
        assertThat(breaches(schema -> schema.withObject("/properties/music")
                        .put("type", "string")
                        .put("maxLength", 5)))
                .isEmpty();
    }

    @Test
    void anOptionalFieldMayBeAddedToAFieldThatIsAnObject() {
        assertThat(breaches(schema ->
                        schema.withObject("/$defs/person/properties/age").put("type", "integer")))
                .isEmpty();
    }

    @Test
    void itMayBeSaidInOtherWords() {
        assertThat(breaches(schema -> {
                    schema.put("title", "A customer is married").put("$comment", "since 2026");
                    schema.withObject("/properties/place").put("description", "where it was");
                }))
                .isEmpty();
    }

    @Test
    void itMayBeWrittenInOtherWaysThatMeanTheSame() {
        assertThat(breaches(schema -> {
                    schema.withObject("/properties").set("spouse", schema.at("/$defs/person"));
                    schema.withArray("/required").removeAll().add("spouse").add("customerId");
                    schema.withArray("/properties/rite/enum")
                            .removeAll()
                            .add("church")
                            .add("civil");
                }))
                .isEmpty();
    }

    @Test
    void aFieldThatIsGoneBreaksItsReaders() {
        assertThat(breaches(schema -> schema.withObject("/properties").remove("place")))
                .containsExactly("/place is gone, or has another name");
    }

    @Test
    void aFieldWithAnotherNameBreaksItsReaders() {
        assertThat(breaches(schema -> {
                    ObjectNode fields = schema.withObject("/properties");
                    fields.set("location", fields.remove("place"));
                }))
                .containsExactly("/place is gone, or has another name");
    }

    @Test
    void aFieldOfAnotherTypeBreaksItsReaders() {
        assertThat(breaches(schema -> schema.withObject("/properties/place").put("type", "object")))
                .containsExactly("/place type was \"string\", is \"object\"");
    }

    @Test
    void aNewFieldThatIsRequiredBreaksWhoeverDoesNotSendIt() {
        assertThat(breaches(schema -> {
                    schema.withObject("/properties/music").put("type", "string");
                    schema.withArray("/required").add("music");
                }))
                .containsExactly("/music is required and was not");
    }

    @Test
    void aFieldThatIsRequiredNowBreaksWhoeverDoesNotSendIt() {
        assertThat(breaches(schema -> schema.withArray("/required").add("place")))
                .containsExactly("/place is required and was not");
    }

    @Test
    void aFieldThatIsNoLongerRequiredBreaksWhoeverReliesOnIt() {
        assertThat(breaches(schema -> schema.withArray("/required").remove(1)))
                .containsExactly("/spouse was required and is not");
    }

    @Test
    void aValueThatIsNoLongerAllowedBreaksWhoeverSendsIt() {
        assertThat(breaches(schema -> schema.withArray("/properties/rite/enum").remove(1)))
                .containsExactly("/rite enum was [\"civil\",\"church\"], is [\"civil\"]");
    }

    @Test
    void aValueThatNobodyKnowsYetBreaksWhoeverReadsIt() {
        assertThat(breaches(schema -> schema.withArray("/properties/rite/enum").add("none")))
                .containsExactly("/rite enum was [\"civil\",\"church\"], is [\"civil\",\"church\",\"none\"]");
    }

    @ParameterizedTest
    @CsvSource({"minLength, 2, 1", "minLength, 0, 1", "maxLength, 40, 50", "maxLength, 60, 50"})
    void anotherLimitBreaksSomebody(String keyword, int limit, int before) {
        assertThat(breaches(
                        schema -> schema.withObject("/properties/customerId").put(keyword, limit)))
                .containsExactly("/customerId %s was %d, is %d".formatted(keyword, before, limit));
    }

    @Test
    void aLimitWhereThereWasNoneBreaksWhoeverExceedsIt() {
        assertThat(breaches(schema -> schema.withObject("/properties/place").put("maxLength", 9)))
                .containsExactly("/place maxLength was not there, is 9");
    }

    @Test
    void aPatternThatIsGoneBreaksWhoeverReliesOnIt() {
        assertThat(breaches(
                        schema -> schema.withObject("/properties/customerId").remove("pattern")))
                .containsExactly("/customerId pattern was \"^[a-z]+$\", is not there");
    }

    @Test
    void aSchemaThatIsClosedNowBreaksWhoeverSaysMore() {
        assertThat(breaches(schema -> schema.put("additionalProperties", false)))
                .containsExactly("/ additionalProperties was not there, is false");
    }

    @Test
    void aBreachInsideOfAFieldIsFoundWhereverItIsUsed() {
        assertThat(breaches(
                        schema -> schema.withObject("/$defs/person/properties").remove("name")))
                .containsExactly(
                        "/spouse/name is gone, or has another name",
                        "/guests/items/name is gone, or has another name",
                        "/giver/oneOf/name is gone, or has another name");
    }

    @Test
    void anArrayOfSomethingElseBreaksItsReaders() {
        assertThat(breaches(schema -> schema.withObject("/properties/guests/items")
                        .removeAll()
                        .put("type", "string")))
                .contains("/guests/items type was \"object\", is \"string\"");
    }

    private static List<String> breaches(Consumer<ObjectNode> change) {
        ObjectNode current = read();
        change.accept(current);
        return SchemaChange.breaches(read(), current);
    }

    private static ObjectNode read() {
        return JsonMapper.shared().readValue(PUBLISHED, ObjectNode.class);
    }
}
