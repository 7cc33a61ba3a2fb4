package com.andejia.crm.notifications.preference.web;

import com.andejia.crm.notifications.api.Answer;
import com.andejia.crm.notifications.api.Refuses;
import com.andejia.crm.notifications.preference.PreferenceEditing;
import com.andejia.crm.notifications.preference.Preferences;
import com.andejia.crm.notifications.preference.Preferences.Wish;
import com.andejia.crm.notifications.preference.QuietHours;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The caller's own preferences. */
@RestController
@RequestMapping(path = "/api/notifications/preferences", produces = MediaType.APPLICATION_JSON_VALUE)
class PreferenceController {
    private final PreferenceEditing preferences;
    private final PreferenceReader reader;

    PreferenceController(PreferenceEditing preferences, PreferenceReader reader) {
        this.preferences = preferences;
        this.reader = reader;
    }

    /** What a person has chosen, with every type there is. */
    record Shown(Map<String, Boolean> types, QuietHours quietHours, boolean digestBursts, String locale) {}

    @Operation(summary = "我的通知偏好")
    @GetMapping
    Mono<Answer<Shown>> preferences(Principal caller) {
        return preferences.of(caller.getName()).map(this::show).map(Answer::of);
    }

    @Operation(summary = "修改通知偏好；只改提交的部分，其余不变")
    @Refuses(HttpStatus.UNPROCESSABLE_CONTENT)
    @PutMapping
    Mono<Answer<Shown>> change(Principal caller, @RequestBody PreferenceBody body) {
        return preferences
                .change(caller.getName(), reader.read(body))
                .map(this::show)
                .map(Answer::of);
    }

    private Shown show(Preferences chosen) {
        Map<String, Boolean> types = new TreeMap<>();
        reader.types().forEach(type -> types.put(type, chosen.wish(type) != Wish.OFF));
        return new Shown(types, chosen.quietHours(), chosen.digestBursts(), chosen.locale());
    }
}
