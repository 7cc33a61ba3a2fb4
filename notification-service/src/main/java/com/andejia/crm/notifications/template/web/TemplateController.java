package com.andejia.crm.notifications.template.web;

import com.andejia.crm.events.Person;
import com.andejia.crm.notifications.api.Answer;
import com.andejia.crm.notifications.api.InvalidRequest;
import com.andejia.crm.notifications.api.Refuses;
import com.andejia.crm.notifications.template.Priority;
import com.andejia.crm.notifications.template.Template;
import com.andejia.crm.notifications.template.TemplateChange;
import com.andejia.crm.notifications.template.TemplateEditing;
import com.andejia.crm.notifications.template.TemplateKey;
import com.andejia.crm.notifications.template.TemplateVersion;
import com.andejia.crm.notifications.template.Templates;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The texts of notifications, for administrators; that it is one, the path rules have seen to. */
@RestController
@RequestMapping(path = TemplateController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class TemplateController {
    static final String PATH = "/api/notification-templates";

    private final TemplateEditing editing;

    TemplateController(TemplateEditing editing) {
        this.editing = editing;
    }

    /**
     * A text filled in with examples.
     *
     * @param variables the examples
     */
    record Preview(
            Priority priority,
            String title,
            String content,
            String actionUrl,
            String actionText,
            String icon,
            String color,
            Map<String, String> variables) {}

    @Operation(summary = "全部通知模板")
    @GetMapping
    Mono<Answer<List<TemplateView>>> all(@RequestParam(defaultValue = Templates.DEFAULT_LOCALE) String locale) {
        return editing.all(locale).map(this::view).collectList().map(Answer::of);
    }

    @Operation(summary = "一种通知的模板")
    @Refuses(HttpStatus.NOT_FOUND)
    @GetMapping("/{type}")
    Mono<ResponseEntity<Answer<TemplateView>>> one(
            @PathVariable String type, @RequestParam(defaultValue = Templates.DEFAULT_LOCALE) String locale) {
        return editing.newest(editing.key(type, locale)).map(this::tagged);
    }

    @Operation(summary = "修改模板的任意部分；可用 If-Match 或 version 防止覆盖他人的修改")
    @Refuses({HttpStatus.NOT_FOUND, HttpStatus.CONFLICT, HttpStatus.UNPROCESSABLE_CONTENT})
    @PutMapping("/{type}")
    Mono<ResponseEntity<Answer<TemplateView>>> edit(
            JwtAuthenticationToken caller,
            @PathVariable String type,
            @RequestParam(defaultValue = Templates.DEFAULT_LOCALE) String locale,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode json) {
        TemplateKey key = editing.key(type, locale);
        var body = new TemplateBody(json);
        TemplateChange change = body.change();
        if (change.isEmpty()) {
            throw new InvalidRequest("body", "请至少提供模板的一个字段");
        }
        return editing.edit(key, change, SeenVersion.of(ifMatch, body.version()), person(caller))
                .map(this::tagged);
    }

    @Operation(summary = "用示例数据预览；可带上尚未保存的修改")
    @Refuses(HttpStatus.NOT_FOUND)
    @PostMapping("/{type}/preview")
    Mono<Answer<Preview>> preview(
            @PathVariable String type,
            @RequestParam(defaultValue = Templates.DEFAULT_LOCALE) String locale,
            @RequestBody(required = false) @Nullable JsonNode json) {
        TemplateKey key = editing.key(type, locale);
        TemplateChange change = json == null ? TemplateChange.NONE : new TemplateBody(json).change();
        return editing.preview(key, change)
                .map(text -> filledIn(text, editing.examples(type)))
                .map(Answer::of);
    }

    @Operation(summary = "模板的全部版本，最新在前；0 为出厂版本")
    @Refuses(HttpStatus.NOT_FOUND)
    @GetMapping("/{type}/versions")
    Mono<Answer<List<TemplateView>>> versions(
            @PathVariable String type, @RequestParam(defaultValue = Templates.DEFAULT_LOCALE) String locale) {
        return editing.versions(editing.key(type, locale))
                .map(this::view)
                .collectList()
                .map(Answer::of);
    }

    @Operation(summary = "恢复到某个版本（成为新的版本）")
    @Refuses({HttpStatus.NOT_FOUND, HttpStatus.CONFLICT, HttpStatus.UNPROCESSABLE_CONTENT})
    @PostMapping("/{type}/versions/{version}/restore")
    Mono<ResponseEntity<Answer<TemplateView>>> restore(
            JwtAuthenticationToken caller,
            @PathVariable String type,
            @PathVariable int version,
            @RequestParam(defaultValue = Templates.DEFAULT_LOCALE) String locale,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        TemplateKey key = editing.key(type, locale);
        return editing.restore(key, version, SeenVersion.of(ifMatch, null), person(caller))
                .map(this::tagged);
    }

    private ResponseEntity<Answer<TemplateView>> tagged(TemplateVersion version) {
        return ResponseEntity.ok().eTag("\"" + version.version() + "\"").body(Answer.of(view(version)));
    }

    private TemplateView view(TemplateVersion version) {
        String type = version.key().type();
        return TemplateView.of(
                version, !editing.isFixed(type), editing.examples(type).keySet());
    }

    private static Preview filledIn(Template text, Map<String, String> examples) {
        return new Preview(
                text.priority(),
                text.title(examples),
                text.content(examples),
                text.actionUrl(examples),
                text.actionText(),
                text.icon(),
                text.color(),
                examples);
    }

    private static Person person(JwtAuthenticationToken caller) {
        String name = caller.getToken().getClaimAsString("name");
        return new Person(caller.getName(), Objects.requireNonNullElse(name, caller.getName()));
    }
}
