package com.andejia.crm.notifications.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The text of each notification type: as shipped, or as somebody has edited it. Asked for each notification, it asks nobody. */
@Component
public class Templates {
    public static final String DEFAULT_LOCALE = "zh-CN";

    private static final String SUMMARY = "_SUMMARY";

    private final ShippedTemplates shipped;
    private volatile Map<TemplateKey, Template> edited = Map.of();

    Templates(JsonMapper json) {
        shipped = new ShippedTemplates(json);
    }

    /** The template of the type in the default language; see {@link #require(String, String)}. */
    public Template require(String type) {
        return require(type, DEFAULT_LOCALE);
    }

    /**
     * The template of the type in the language; in the default one, if there is none.
     *
     * @throws IllegalStateException if it has none: its scenario was added without a text
     */
    public Template require(String type, String locale) {
        return find(new TemplateKey(type, locale))
                .or(() -> find(new TemplateKey(type, DEFAULT_LOCALE)))
                .orElseThrow(() -> new IllegalStateException(
                        "notification type " + type + " has no entry in " + ShippedTemplates.file(DEFAULT_LOCALE)));
    }

    private Optional<Template> find(TemplateKey key) {
        return Optional.ofNullable(edited.get(key)).or(() -> shipped.find(key));
    }

    /** The languages that a person may choose. */
    public static List<String> locales() {
        return ShippedTemplates.LOCALES;
    }

    ShippedTemplates shipped() {
        return shipped;
    }

    /** From now on these texts stand in for the shipped ones, and no others. */
    void use(Map<TemplateKey, Template> edits) {
        edited = Map.copyOf(edits);
    }

    /** All types that have a template, digests among them. */
    public Set<String> types() {
        return shipped.in(DEFAULT_LOCALE).keySet();
    }

    /** The type of a digest of notifications of that type; empty if they never become one. */
    public Optional<String> digestOf(String type) {
        return Optional.of(type + SUMMARY).filter(types()::contains);
    }

    /** Whether it is the type of a digest: the summary of something that can also stand alone. */
    public boolean isDigest(String type) {
        return type.endsWith(SUMMARY) && types().contains(type.substring(0, type.length() - SUMMARY.length()));
    }
}
