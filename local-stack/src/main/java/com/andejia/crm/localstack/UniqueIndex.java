package com.andejia.crm.localstack;

import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * As the server has it on disk; but one that holds no document, since none has such a field, is not taken for a new one whenever the
 * database is opened, which would have the server read all documents, twice.
 */
final class UniqueIndex extends AbstractUniqueIndex<Object> {
    private final MVMap<KeyValue, Object> positions;
    private final boolean filled;

    /** @param filled whether it knows the documents that are there already, and the server need not show them to it */
    UniqueIndex(String name, List<IndexKey> keys, boolean sparse, MVMap<KeyValue, Object> positions, boolean filled) {
        super(name, keys, sparse);
        this.positions = positions;
        this.filled = filled;
    }

    @Override
    protected @Nullable Object removeDocument(KeyValue key) {
        return positions.remove(key);
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, Object position) {
        return positions.putIfAbsent(key, Missing.ofNullable(position)) == null;
    }

    @Override
    protected Iterable<Map.Entry<KeyValue, Object>> getIterable() {
        return positions.entrySet();
    }

    @Override
    protected @Nullable Object getPosition(KeyValue key) {
        return positions.get(key);
    }

    @Override
    public long getCount() {
        return positions.sizeAsLong();
    }

    /** Asked before it is given to a collection only. */
    @Override
    public boolean isEmpty() {
        return !filled;
    }

    @Override
    public long getDataSize() {
        return getCount();
    }
}
