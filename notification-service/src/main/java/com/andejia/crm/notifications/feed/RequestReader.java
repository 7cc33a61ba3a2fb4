package com.andejia.crm.notifications.feed;

import com.andejia.crm.events.MalformedEvent;
import com.andejia.crm.notifications.record.WellFormed;
import com.andejia.crm.notifications.template.Templates;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads a record as a request that can be stored and sent on, whoever wrote it. */
@Component
class RequestReader {
    private static final Predicate<String> NAME = Pattern.compile("\\w+").asMatchPredicate();

    private final JsonMapper json;
    private final Templates templates;

    RequestReader(JsonMapper json, Templates templates) {
        this.json = json;
        this.templates = templates;
    }

    /**
     * Reads one record.
     *
     * @throws MalformedEvent if it can never be read; the message repeats nothing of it
     */
    NotificationRequest read(ConsumerRecord<String, byte[]> entry) {
        try {
            NotificationRequest request = json.readValue(entry.value(), NotificationRequest.class);
            WellFormed.require(request);
            if (!request.recipient().equals(entry.key())) {
                throw new MalformedEvent("the key is not the recipient");
            }
            if (!request.variables().keySet().stream().allMatch(NAME)) {
                throw new MalformedEvent("a variable has a name that no template can mention");
            }
            templates.require(request.type());
            if (templates.isDigest(request.type())) {
                throw new MalformedEvent("a digest is made of its members, nobody asks for it");
            }
            return request;
        } catch (JacksonException | NullPointerException | IllegalArgumentException | IllegalStateException e) {
            throw new MalformedEvent("no notification request (" + e.getClass().getSimpleName() + ")");
        }
    }
}
