package com.andejia.crm.notifications.preference.web;

import com.andejia.crm.notifications.api.InvalidRequest;
import com.andejia.crm.notifications.preference.PreferenceChange;
import com.andejia.crm.notifications.preference.PreferenceChange.QuietHoursChange;
import com.andejia.crm.notifications.preference.Preferences;
import com.andejia.crm.notifications.preference.web.PreferenceBody.QuietHoursBody;
import com.andejia.crm.notifications.template.Templates;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Understands what was sent, or says what of it cannot be understood. */
@Component
class PreferenceReader {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm").withResolverStyle(ResolverStyle.STRICT);

    private final Templates templates;

    PreferenceReader(Templates templates) {
        this.templates = templates;
    }

    /** Every type that a person can have an opinion of: a digest follows its members' type. */
    Set<String> types() {
        Set<String> types = new TreeSet<>(Preferences.MANDATORY);
        templates.types().stream().filter(type -> !templates.isDigest(type)).forEach(types::add);
        return types;
    }

    PreferenceChange read(PreferenceBody body) {
        return new PreferenceChange(
                types(body.types()),
                quietHours(body.quietHours() == null ? QuietHoursBody.NOTHING : body.quietHours()),
                body.digestBursts(),
                locale(body.locale()));
    }

    private Map<String, Boolean> types(@Nullable Map<String, @Nullable Boolean> given) {
        if (given == null) {
            return Map.of();
        }
        Set<String> known = types();
        Map<String, Boolean> read = new HashMap<>();
        given.forEach((type, wanted) -> {
            if (!known.contains(type)) {
                throw new InvalidRequest("types", "没有这种通知类型，可用的有：" + String.join("、", known));
            }
            if (wanted == null) {
                throw new InvalidRequest("types." + type, "应为 true 或 false");
            }
            read.put(type, wanted);
        });
        return Map.copyOf(read);
    }

    private static QuietHoursChange quietHours(QuietHoursBody given) {
        return new QuietHoursChange(
                given.enabled(),
                read("quietHours.start", given.start(), "应为时间，如 22:00", PreferenceReader::time),
                read("quietHours.end", given.end(), "应为时间，如 08:00", PreferenceReader::time),
                read("quietHours.zone", given.zone(), "应为时区，如 Asia/Shanghai", ZoneId::of),
                given.days() == null ? null : days(given.days()),
                given.letHighThrough());
    }

    private static LocalTime time(String text) {
        return LocalTime.parse(text, CLOCK);
    }

    private static <T> @Nullable T read(
            String field, @Nullable String text, String problem, Function<String, T> reading) {
        try {
            return text == null ? null : reading.apply(text);
        } catch (DateTimeException e) {
            throw new InvalidRequest(field, problem);
        }
    }

    private static Set<DayOfWeek> days(List<@Nullable String> given) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        given.forEach(text -> days.add(Stream.of(DayOfWeek.values())
                .filter(day -> day.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidRequest("quietHours.days", "应为 MONDAY 到 SUNDAY"))));
        if (days.isEmpty()) {
            throw new InvalidRequest("quietHours.days", "至少选择一天");
        }
        return days;
    }

    private static @Nullable String locale(@Nullable String given) {
        if (given != null && !Preferences.LOCALES.contains(given)) {
            throw new InvalidRequest("locale", "应为 zh-CN 或 en");
        }
        return given;
    }
}
