package com.andejia.crm.notifications.template;

import com.andejia.crm.events.Person;
import com.andejia.crm.notifications.api.InvalidRequest;
import com.andejia.crm.notifications.api.RefusedRequest;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Texts as administrators change them. Whoever changes one that somebody else has changed meanwhile is refused, if they say what
 * they saw. Other replicas use it when they look next, see {@link TemplateRefresh}.
 */
@Component
public class TemplateEditing {
    private static final Logger log = LoggerFactory.getLogger(TemplateEditing.class);

    /** Worded by the contract, to the letter. */
    private static final Set<String> FIXED = Set.of("CUSTOMER_ASSIGNED");

    private final Templates templates;
    private final TemplateExamples examples;
    private final TemplateEdits edits;
    private final TemplateRefresh refresh;
    private final Clock clock;

    TemplateEditing(
            Templates templates, TemplateExamples examples, TemplateEdits edits, TemplateRefresh refresh, Clock clock) {
        this.templates = templates;
        this.examples = examples;
        this.edits = edits;
        this.refresh = refresh;
        this.clock = clock;
    }

    /**
     * The key of a text there is.
     *
     * @throws RefusedRequest if there is no such type
     * @throws InvalidRequest if there is no such language
     */
    public TemplateKey key(String type, String locale) {
        requireLocale(locale);
        if (!templates.types().contains(type)) {
            throw RefusedRequest.notFound("没有这种通知类型");
        }
        return new TemplateKey(type, locale);
    }

    private static void requireLocale(String locale) {
        if (!Templates.locales().contains(locale)) {
            throw new InvalidRequest("locale", "应为 " + String.join(" 或 ", Templates.locales()));
        }
    }

    public boolean isFixed(String type) {
        return FIXED.contains(type);
    }

    /** What the texts of the type may mention, each with an example. */
    public Map<String, String> examples(String type) {
        return examples.of(type);
    }

    /** The present texts of all types in the language. */
    public Flux<TemplateVersion> all(String locale) {
        requireLocale(locale);
        return edits.newest()
                .collectMap(TemplateVersion::key)
                .flatMapIterable(edited -> templates.types().stream()
                        .map(type -> new TemplateKey(type, locale))
                        .map(key -> edited.getOrDefault(key, shipped(key)))
                        .toList());
    }

    /** The present text. */
    public Mono<TemplateVersion> newest(TemplateKey key) {
        return edits.newest(key).defaultIfEmpty(shipped(key));
    }

    /** All versions, newest first; the last is the shipped one. */
    public Flux<TemplateVersion> versions(TemplateKey key) {
        return edits.all(key).concatWithValues(shipped(key));
    }

    /** The text as it would be. */
    public Mono<Template> preview(TemplateKey key, TemplateChange change) {
        return newest(key).map(present -> checked(key, change.of(present.text())));
    }

    /**
     * Changes the text; nothing, if it is so already.
     *
     * @param seen the version that the change was decided on; null if whoever decided does not care
     */
    public Mono<TemplateVersion> edit(TemplateKey key, TemplateChange change, @Nullable Integer seen, Person editor) {
        return requireEditable(key)
                .then(newest(key))
                .flatMap(present -> add(present, checked(key, change.of(present.text())), seen, editor, null));
    }

    /** Makes an earlier text the present one, as a new version. */
    public Mono<TemplateVersion> restore(TemplateKey key, int version, @Nullable Integer seen, Person editor) {
        return requireEditable(key)
                .then(versions(key).filter(it -> it.version() == version).next())
                .switchIfEmpty(Mono.error(() -> RefusedRequest.notFound("没有这个版本")))
                .zipWith(newest(key))
                .flatMap(found -> add(found.getT2(), found.getT1().text(), seen, editor, version));
    }

    private Mono<TemplateVersion> add(
            TemplateVersion present, Template text, @Nullable Integer seen, Person editor, @Nullable Integer restored) {
        if (seen != null && seen != present.version()) {
            return Mono.error(conflict());
        }
        if (text.equals(present.text())) {
            return Mono.just(present);
        }
        TemplateVersion next = present.next(text, editor, clock.instant(), restored);
        return edits.add(next)
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(TemplateEditing::conflict))
                .doOnNext(
                        added -> log.info("{} is now version {}, by staff {}", next.key(), next.version(), editor.id()))
                .then(refresh.now())
                .thenReturn(next);
    }

    private static RefusedRequest conflict() {
        return RefusedRequest.conflict("模板已被他人修改，请刷新后重试");
    }

    private Mono<Void> requireEditable(TemplateKey key) {
        return isFixed(key.type()) ? Mono.error(RefusedRequest.againstTheRules("该通知的内容是固定的，不能修改")) : Mono.empty();
    }

    private Template checked(TemplateKey key, Template text) {
        TemplateRules.check(text, examples.of(key.type()).keySet());
        return text;
    }

    private TemplateVersion shipped(TemplateKey key) {
        Template text = templates.shipped().find(key).orElseGet(() -> defaultOf(key.type()));
        return TemplateVersion.shipped(key, text);
    }

    private Template defaultOf(String type) {
        return templates
                .shipped()
                .find(new TemplateKey(type, Templates.DEFAULT_LOCALE))
                .orElseThrow();
    }
}
