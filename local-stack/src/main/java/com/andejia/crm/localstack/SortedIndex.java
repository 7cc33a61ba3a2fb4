package com.andejia.crm.localstack;

import com.andejia.crm.localstack.KeyRanges.Range;
import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * An index that is not unique, which the server lacks. It knows where to look and decides nothing: the server still checks what is found there. Documents that
 * have something else than {@link PlainValue}s in its fields are among the candidates of every query; those without the
 * first field of none, since no query that it is used for finds them.
 *
 * @param <P> how the server calls the place of a document
 */
final class SortedIndex<P> extends Index<P> {
    private final List<List<String>> paths;
    private final MVMap<SortKey, P> sorted;
    private final Map<KeyValue, P> unsorted;
    private final boolean filled;

    /**
     * Sparse, to the server: it need not know every document.
     *
     * @param unsorted those with something else than {@link PlainValue}s
     * @param filled whether it knows the documents that are there already, and the server need not show them to it
     */
    SortedIndex(String name, List<IndexKey> keys, MVMap<SortKey, P> sorted, Map<KeyValue, P> unsorted, boolean filled) {
        super(name, keys, true);
        this.sorted = sorted;
        this.unsorted = unsorted;
        this.filled = filled;
        this.paths =
                keys().stream().map(key -> Arrays.asList(key.split("\\.", -1))).toList();
    }

    KeyRanges ranges(Conditions conditions) {
        return KeyRanges.of(keys(), conditions);
    }

    /** Whether the values of these fields, and of no others, say where a document is and where it is not. */
    boolean decides(Set<String> fields) {
        return unsorted.isEmpty()
                && !fields.isEmpty()
                && fields.size() <= keys().size()
                && fields.containsAll(keys().subList(0, fields.size()));
    }

    List<P> candidates(KeyRanges ranges) {
        List<P> positions = new ArrayList<>(unsorted.values());
        ranges.ranges().forEach(range -> in(range, false).forEach(positions::add));
        return positions;
    }

    /** The same, already in the order that is asked for; null if the index has another. */
    @Nullable
    Iterable<P> inOrder(KeyRanges ranges, Document order) {
        if (ranges.ranges().size() != 1 || !unsorted.isEmpty()) {
            return null;
        }
        List<String> rest = new ArrayList<>(keys().subList(ranges.exact(), keys().size()));
        rest.add("_id"); // as keyOf does
        List<String> fields = List.copyOf(order.keySet());
        Set<Integer> directions = order.values().stream()
                .map(it -> it instanceof Number number ? number.intValue() : 0)
                .collect(Collectors.toSet());
        boolean descending = directions.equals(Set.of(-1));
        return fields.size() <= rest.size()
                        && fields.equals(rest.subList(0, fields.size()))
                        && (descending || directions.equals(Set.of(1)))
                ? in(ranges.ranges().get(0), descending)
                : null;
    }

    int count(KeyRanges ranges) {
        return ranges.ranges().stream()
                .mapToInt(range -> range.isEmpty() ? 0 : (int) (rank(range.high()) - rank(range.low())))
                .sum();
    }

    /** How many keys are lower than an edge, which is no key itself. */
    private long rank(SortKey edge) {
        return -sorted.getKeyIndex(edge) - 1;
    }

    private Iterable<P> in(Range range, boolean descending) {
        return () -> range.isEmpty()
                ? Collections.emptyIterator()
                : values(
                        descending
                                ? sorted.cursor(range.high(), range.low(), true)
                                : sorted.cursor(range.low(), range.high(), false));
    }

    private static <P> Iterator<P> values(Cursor<SortKey, P> cursor) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return cursor.hasNext();
            }

            @Override
            public P next() {
                cursor.next();
                return cursor.getValue();
            }
        };
    }

    @Override
    public void add(Document document, P position, MongoCollection<P> collection) {
        if (isElsewhere(document)) {
            return;
        }
        P place = neverNull(position);
        SortKey key = keyOf(document);
        if (key == null) {
            unsorted.put(idOf(document), place);
        } else {
            sorted.put(key, place);
        }
    }

    @Override
    public @Nullable P remove(Document document) {
        SortKey key = keyOf(document);
        if (key == null) {
            unsorted.remove(idOf(document));
        } else {
            sorted.remove(key);
        }
        return null;
    }

    @Override
    public void updateInPlace(Document oldDocument, Document newDocument, P position, MongoCollection<P> collection) {
        SortKey before = keyOf(oldDocument);
        if (before == null
                || !before.equals(keyOf(newDocument))
                || isElsewhere(oldDocument)
                || isElsewhere(newDocument)) {
            remove(oldDocument);
            add(newDocument, position, collection);
        }
    }

    private boolean isElsewhere(Document document) {
        return PlainValue.at(document, paths.get(0)) instanceof Missing;
    }

    /** With the id at its end, since many documents may have the same values. */
    private @Nullable SortKey keyOf(Document document) {
        List<Object> values = new ArrayList<>(paths.size() + 1);
        for (List<String> path : paths) {
            Object value = PlainValue.at(document, path);
            if (value == null) {
                return null;
            }
            values.add(value instanceof Missing ? PlainValue.Nothing.NOTHING : value);
        }
        Object id = PlainValue.of(document.get("_id"));
        return id == null ? null : SortKey.of(SortKey.and(values, id));
    }

    private static KeyValue idOf(Document document) {
        return new KeyValue(Collections.singletonList(document.get("_id"))).normalized();
    }

    /** The server asks for it so, though it may say null for the place of the document whose id is null. */
    @SuppressWarnings("unchecked")
    private P neverNull(P position) {
        return (P) Missing.ofNullable(position);
    }

    @Override
    public long getCount() {
        return sorted.sizeAsLong() + unsorted.size();
    }

    @Override
    public boolean isEmpty() {
        return !filled;
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public void drop() {
        sorted.clear();
        unsorted.clear();
    }

    /** The server takes the first index that can; {@link Candidates} asks for the best. */
    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<P> getPositions(Document query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable P getPosition(Document document) {
        return null;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<P> collection) {}

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<P> collection) {}
}
