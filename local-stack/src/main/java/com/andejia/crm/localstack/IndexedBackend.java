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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * The server's backends with {@link SortedIndex}es. Their classes are anonymous for a reason: the server's constructors
 * call what is overridden here, and only what an anonymous class has captured is there before they run.
 */
final class IndexedBackend {
    private static final PlaceType PLACES = new PlaceType();

    /** As the documents lie in the file. */
    private static final Comparator<Object> ON_DISK = PLACES;

    private static final MVMap.Builder<Object, Document> DOCUMENTS =
            new MVMap.Builder<Object, Document>().keyType(PLACES).valueType(new DocumentType());

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
        MVStore store = MVStore.open(null); // of indexes only
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
                        Candidates<Integer> found = candidates(this, query, sort, Comparator.naturalOrder());
                        return found == null
                                ? super.queryDocuments(query, sort, skip, limit, batch, fields)
                                : matchDocuments(
                                        query, found.places(), found.unsorted(sort), skip, limit, batch, fields);
                    }
                };
            }

            @Override
            protected Index<Integer> openOrCreateSecondaryIndex(
                    String collection, String name, List<IndexKey> keys, boolean sparse) {
                MVMap<SortKey, Integer> entries = store.openMap(
                        collection + "." + name, new MVMap.Builder<SortKey, Integer>().keyType(new SortKeyType()));
                return new SortedIndex<>(name, keys, entries, new HashMap<>(), false);
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
                        store.openMap("databases." + fullName, DOCUMENTS),
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
                        Candidates<Object> found = candidates(this, query, sort, ON_DISK);
                        return found == null
                                ? super.queryDocuments(query, sort, skip, limit, batch, fields)
                                : matchDocuments(
                                        query, found.places(), found.unsorted(sort), skip, limit, batch, fields);
                    }
                };
            }

            @Override
            protected Index<Object> openOrCreateSecondaryIndex(
                    String collection, String name, List<IndexKey> keys, boolean sparse) {
                String map = map(collection, name);
                boolean filled = store.hasMap(map);
                return new SortedIndex<>(name, keys, placesBy(store, map), store.openMap(map + ".unsorted"), filled);
            }

            @Override
            protected Index<Object> openOrCreateUniqueIndex(
                    String collection, String name, List<IndexKey> keys, boolean sparse) {
                String map = map(collection, name);
                boolean filled = store.hasMap(map);
                return new UniqueIndex(name, keys, sparse, store.openMap(map, UniqueIndex.ENTRIES), filled);
            }

            /** So named, the server removes it with the index. */
            private String map(String collection, String index) {
                return getFullCollectionNamespace(collection) + "._index_" + index;
            }
        };
    }

    private static MVMap<SortKey, Object> placesBy(MVStore store, String name) {
        return store.openMap(
                name,
                new MVMap.Builder<SortKey, Object>().keyType(new SortKeyType()).valueType(PLACES));
    }

    /**
     * Where to look for the answer to a query; null if that is everywhere.
     *
     * @param natural the order in which the server finds documents without an index
     */
    private static <P> @Nullable Candidates<P> candidates(
            MongoCollection<P> collection, Document query, @Nullable Document sort, Comparator<? super P> natural) {
        if (sort != null && sort.containsKey("$natural")) {
            return null;
        }
        Candidates<P> found = Candidates.of(collection.getIndexes(), query, sort);
        if (found == null || found.inOrder()) {
            return found;
        }
        List<P> places = new ArrayList<>();
        found.places().forEach(places::add);
        if (places.size() > 1 && places.size() > collection.count() / 2) {
            return null;
        }
        places.sort(natural);
        return new Candidates<>(places, false);
    }
}
