package com.andejia.crm.notifications.digest;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The newest notifications of one type to one person, and hence whether the next one is one too many. Time is the events' own:
 * a replay folds as it was folded the first time.
 */
public final class Burst {
    private final DigestProperties rule;
    private final String digestType;
    private final TreeSet<Recent> newest =
            new TreeSet<>(Comparator.comparing(Recent::at).thenComparing(Recent::id));
    private @Nullable DigestKey digest;

    /**
     * One of the newest.
     *
     * @param digest which it went into; null if it stands alone
     */
    public record Recent(String id, Instant at, @Nullable DigestKey digest) {}

    public Burst(DigestProperties rule, String digestType, Collection<Recent> known) {
        this.rule = rule;
        this.digestType = digestType;
        known.forEach(this::note);
    }

    /** The digest that it goes into; empty if it stands alone. Counts it, the same one once. */
    public Optional<DigestKey> place(String id, Instant at) {
        boolean tooMany = newest.stream()
                        .filter(other -> !other.id().equals(id))
                        .filter(other -> isNear(other.at(), at))
                        .count()
                >= rule.alone();
        DigestKey into = tooMany ? digestAt(id, at) : null;
        note(new Recent(id, at, into));
        return Optional.ofNullable(into);
    }

    private DigestKey digestAt(String id, Instant at) {
        DigestKey open = digest;
        return open != null && open.since() != null && isNear(open.since(), at)
                ? open
                : DigestKey.ofBurst(id, at, digestType);
    }

    private boolean isNear(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(rule.window()) < 0;
    }

    private void note(Recent one) {
        DigestKey into = one.digest();
        if (into != null
                && into.since() != null
                && (digest == null || !into.since().isBefore(sinceOf(digest)))) {
            digest = into;
        }
        newest.add(one);
        // One more than are counted, since the one that is placed may be among them.
        if (newest.size() > rule.alone() + 1) {
            newest.pollFirst();
        }
    }

    private static Instant sinceOf(DigestKey key) {
        return key.since() == null ? Instant.MIN : key.since();
    }
}
