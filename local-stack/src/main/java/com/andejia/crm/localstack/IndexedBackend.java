package com.andejia.crm.localstack;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.backend.memory.MemoryCollection;
import de.bwaldvogel.mongo.backend.memory.MemoryDatabase;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Comparator;
import java.util.List;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ObjectDataType;
import org.jspecify.annotations.Nullable;

/**
 * The server's backends with {@link SortedIndex}es. Their classes are anonymous for a reason: the server's constructors
 * call what is overridden here, and only what an anonymous class has captured is there before they run.
 */
final class IndexedBackend {
    /** As the documents lie in the file. */
    private static final Comparator<Object> ON_DISK = new ObjectDataType();

    private IndexedBackend() {}

    static MongoBackend inMemory() {
        return new MemoryBackend() {
            @Override
            public MemoryDatabase openOrCreateDatabase(String name) {
                return inMemory(name, getCursorRegistry());
            }
        };
    }

    static MongoBackend onDisk(MVStore store) {
        return new H2Backend(store) {
            @Override
            protected MongoDatabase openOrCreateDatabase(String name) {
                return onDisk(name, store, getCursorRegistry());
            }
        };
    }

    private static MemoryDatabase inMemory(String database, CursorRegistry cursors) {
        return new MemoryDatabase(database, cursors) {
            @Override
            protected MemoryCollection openOrCreateCollection(String name, CollectionOptions options) {
                return new MemoryCollection(this, name, options, cursors) {
                    @Override
                    public synchronized int count(Document query, int skip, int limit) {
                        Integer counted = skip > 0 || limit > 0 ? null : IndexCount.of(getIndexes(), query);
                        return counted == null ? super.count(query, skip, limit) : counted;
                    }

                    @Override
                    protected QueryResult queryDocuments(
                            Document query, Document sort, int skip, int limit, int batch, Document fields) {
                        List<Integer> found = candidates(this, query, sort, Comparator.naturalOrder());
                        return found == null
                                ? super.queryDocuments(query, sort, skip, limit, batch, fields)
                                : matchDocuments(query, found, sort, skip, limit, batch, fields);
                    }
                };
            }

            @Override
            protected Index<Integer> openOrCreateSecondaryIndex(
                    String collection, String name, List<IndexKey> keys, boolean sparse) {
                return new SortedIndex<>(name, keys);
            }
        };
    }

    private static H2Database onDisk(String database, MVStore store, CursorRegistry cursors) {
        return new H2Database(database, store, cursors) {
            /** The names are those of the overridden method. */
            @Override
            protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
                String fullName = getFullCollectionNamespace(name);
                return new H2Collection(
                        this,
                        name,
                        options,
                        store.openMap("databases." + fullName),
                        store.openMap("meta." + fullName),
                        cursors) {
                    @Override
                    public synchronized int count(Document query, int skip, int limit) {
                        Integer counted = skip > 0 || limit > 0 ? null : IndexCount.of(getIndexes(), query);
                        return counted == null ? super.count(query, skip, limit) : counted;
                    }

                    @Override
                    protected QueryResult queryDocuments(
                            Document query, Document sort, int skip, int limit, int batch, Document fields) {
                        List<Object> found = candidates(this, query, sort, ON_DISK);
                        return found == null
                                ? super.queryDocuments(query, sort, skip, limit, batch, fields)
                                : matchDocuments(query, found, sort, skip, limit, batch, fields);
                    }
                };
            }

            @Override
            protected Index<Object> openOrCreateSecondaryIndex(
                    String collection, String name, List<IndexKey> keys, boolean sparse) {
                return new SortedIndex<>(name, keys);
            }
        };
    }

    /**
     * Where to look for the answer to a query; null if that is everywhere.
     *
     * @param natural the order in which the server finds documents without an index
     */
    private static <P> @Nullable List<P> candidates(
            MongoCollection<P> collection, Document query, @Nullable Document sort, Comparator<? super P> natural) {
        if (sort != null && sort.containsKey("$natural")) {
            return null;
        }
        List<P> found = Candidates.of(collection.getIndexes(), query);
        if (found == null || (found.size() > 1 && found.size() > collection.count() / 2)) {
            return null;
        }
        found.sort(natural);
        return found;
    }
}
