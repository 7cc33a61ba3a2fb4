package com.andejia.crm.localstack;

import com.andejia.crm.localstack.KeyRanges.Range;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/**
 * What a {@link SortedIndex} knows, in the order of its keys: where each document is.
 *
 * @param <P> how the server calls the place of a document
 */
interface SortedEntries<P> {
    void put(SortKey key, P place);

    void remove(SortKey key);

    long size();

    void clear();

    int count(Range range);

    Iterable<P> in(Range range, boolean descending);

    static <P> SortedEntries<P> inMemory() {
        NavigableMap<SortKey, P> entries = new TreeMap<>();
        return new SortedEntries<>() {
            @Override
            public void put(SortKey key, P place) {
                entries.put(key, place);
            }

            @Override
            public void remove(SortKey key) {
                entries.remove(key);
            }

            @Override
            public long size() {
                return entries.size();
            }

            @Override
            public void clear() {
                entries.clear();
            }

            @Override
            public int count(Range range) {
                return range.isEmpty() ? 0 : of(range).size();
            }

            @Override
            public Collection<P> in(Range range, boolean descending) {
                if (range.isEmpty()) {
                    return List.of();
                }
                NavigableMap<SortKey, P> found = of(range);
                return (descending ? found.descendingMap() : found).values();
            }

            private NavigableMap<SortKey, P> of(Range range) {
                return entries.subMap(range.low(), true, range.high(), true);
            }
        };
    }

    /** In a file, with the documents: there after a restart without reading any of them. */
    static <P> SortedEntries<P> onDisk(MVMap<SortKey, P> entries) {
        return new SortedEntries<>() {
            @Override
            public void put(SortKey key, P place) {
                entries.put(key, place);
            }

            @Override
            public void remove(SortKey key) {
                entries.remove(key);
            }

            @Override
            public long size() {
                return entries.sizeAsLong();
            }

            @Override
            public void clear() {
                entries.clear();
            }

            @Override
            public int count(Range range) {
                return range.isEmpty() ? 0 : (int) (rank(range.high()) - rank(range.low()));
            }

            /** How many keys are lower than an edge, which is no key itself. */
            private long rank(SortKey edge) {
                return -entries.getKeyIndex(edge) - 1;
            }

            @Override
            public Iterable<P> in(Range range, boolean descending) {
                return () -> range.isEmpty()
                        ? Collections.emptyIterator()
                        : values(
                                descending
                                        ? entries.cursor(range.high(), range.low(), true)
                                        : entries.cursor(range.low(), range.high(), false));
            }

            private Iterator<P> values(Cursor<SortKey, P> cursor) {
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
        };
    }
}
