package com.andejia.crm.notifications.template;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The store of edited texts. */
public interface TemplateEdits {

    /** The newest version of every text that was ever edited. */
    Flux<TemplateVersion> newest();

    /** The newest version of one text; empty if it was never edited. */
    Mono<TemplateVersion> newest(TemplateKey key);

    /** All versions of one text, newest first, without the shipped one. */
    Flux<TemplateVersion> all(TemplateKey key);

    /** Adds the version that follows the newest; false if that is there already, for somebody was faster. */
    Mono<Boolean> add(TemplateVersion version);
}
