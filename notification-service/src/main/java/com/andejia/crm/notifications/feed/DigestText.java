package com.andejia.crm.notifications.feed;

import com.andejia.crm.events.Rfc3339;
import com.andejia.crm.notifications.digest.DigestKey;
import com.andejia.crm.notifications.digest.Names;
import com.andejia.crm.notifications.feed.DigestStore.Contents;
import com.andejia.crm.notifications.live.StreamPosition;
import com.andejia.crm.notifications.template.Template;
import com.andejia.crm.notifications.template.Templates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a digest says of its members. */
@Component
class DigestText {
    static final int LISTED = 100;

    /** All of them travel in one record to the streams, whatever outside producers have put into them. */
    private static final int MOST_CHARACTERS = 60_000;

    private final Templates templates;

    DigestText(Templates templates) {
        this.templates = templates;
    }

    /** A digest that has not been there. */
    Notification begun(Member first, StreamPosition newest, Contents contents, String locale) {
        DigestKey key = first.digest();
        Template template = templates.require(key.type(), locale);
        Map<String, String> variables = variables(contents, key.operationId(), locale);
        return new Notification(
                key.id(),
                first.recipient(),
                key.type(),
                template.title(variables),
                template.content(variables),
                template.priority(),
                NotificationStatus.SENT,
                data(variables, contents),
                template.icon(),
                template.color(),
                actionUrl(template, variables),
                template.actionText(),
                first.createdAt(),
                first.storedAt(),
                null,
                null,
                first.reason().silent(),
                contents.count(),
                first.eventId(),
                key.id(),
                newest,
                first.reason(),
                newest);
    }

    /** The same digest with other contents. */
    Notification grown(Notification present, StreamPosition newest, Contents contents, String locale) {
        Template template = templates.require(present.type(), locale);
        Map<String, String> variables =
                variables(contents, (String) present.data().get("operationId"), locale);
        return new Notification(
                present.id(),
                present.recipient(),
                present.type(),
                template.title(variables),
                template.content(variables),
                present.priority(),
                present.status(),
                data(variables, contents),
                present.icon(),
                present.color(),
                actionUrl(template, variables),
                present.actionText(),
                present.createdAt(),
                present.storedAt(),
                present.readAt(),
                present.snoozedUntil(),
                present.silent(),
                contents.count(),
                present.eventId(),
                present.subject(),
                newest,
                present.reason(),
                present.begunAt());
    }

    private static Map<String, String> variables(Contents contents, @Nullable String operationId, String locale) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("count", String.valueOf(contents.count()));
        variables.put(
                "names", Names.of(contents.newest().stream().map(Member::data).toList(), contents.count(), locale));
        if (operationId != null) {
            variables.put("operationId", operationId);
        }
        return variables;
    }

    /** A burst has no operation that a list could be narrowed to. */
    private static String actionUrl(Template template, Map<String, String> variables) {
        String url = template.actionUrl(variables);
        return variables.containsKey("operationId") || !url.endsWith("=") ? url : url.substring(0, url.indexOf('?'));
    }

    private static Map<String, Object> data(Map<String, String> variables, Contents contents) {
        Map<String, Object> data = new LinkedHashMap<>(variables);
        List<Map<String, Object>> members = new ArrayList<>();
        int characters = 0;
        for (Member member : contents.newest()) {
            characters += length(member);
            if (characters > MOST_CHARACTERS) {
                break;
            }
            members.add(listed(member));
        }
        data.put("members", members);
        return data;
    }

    private static int length(Member member) {
        return member.content().length()
                + member.actionUrl().length()
                + member.data().entrySet().stream()
                        .mapToInt(it -> it.getKey().length() + it.getValue().length())
                        .sum();
    }

    private static Map<String, Object> listed(Member member) {
        Map<String, Object> listed = new LinkedHashMap<>();
        listed.put("id", member.id());
        listed.put("content", member.content());
        listed.put("actionUrl", member.actionUrl());
        listed.put("data", member.data());
        listed.put("createdAt", Rfc3339.format(member.createdAt()));
        return listed;
    }
}
