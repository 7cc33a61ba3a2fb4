package com.andejia.crm.localstack;

import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.type.ByteArrayDataType;
import org.jspecify.annotations.Nullable;

/**
 * As the server has it on disk, but for two things. What it looks up is bytes: as objects the keys were written out anew for each that they
 * are compared with. And one that holds no document, since none has such a field, is not taken for a new one whenever the database is
 * opened, which would have the server read all documents, twice.
 */
final class UniqueIndex extends AbstractUniqueIndex<Object> {
    static final MVMap.Builder<byte[], Object> ENTRIES = new MVMap.Builder<byte[], Object>()
            .keyType(ByteArrayDataType.INSTANCE)
            .valueType(new PlaceType());

    private final MVMap<byte[], Object> positions;
    private final boolean filled;

    /** @param filled whether it knows the documents that are there already, and the server need not show them to it */
    UniqueIndex(String name, List<IndexKey> keys, boolean sparse, MVMap<byte[], Object> positions, boolean filled) {
        super(name, keys, sparse);
        this.positions = positions;
        this.filled = filled;
    }

    private static byte[] bytes(KeyValue key) {
        ByteBuf bytes = Unpooled.buffer();
        BsonEncoder.encodeDocument(new Document("", key.stream().toList()), bytes);
        return ByteBufUtil.getBytes(bytes);
    }

    private static KeyValue key(byte[] bytes) {
        Document document = BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
        return new KeyValue((Collection<?>) Objects.requireNonNull(document.get("")));
    }

    @Override
    protected @Nullable Object removeDocument(KeyValue key) {
        return positions.remove(bytes(key));
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, Object position) {
        return positions.putIfAbsent(bytes(key), Missing.ofNullable(position)) == null;
    }

    @Override
    protected Iterable<Map.Entry<KeyValue, Object>> getIterable() {
        return positions.entrySet().stream()
                .map(entry -> Map.entry(key(entry.getKey()), entry.getValue()))
                .toList();
    }

    @Override
    protected @Nullable Object getPosition(KeyValue key) {
        return positions.get(bytes(key));
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
