package com.andejia.crm.localstack;

import de.bwaldvogel.mongo.bson.ObjectId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** How {@link SortKey}s lie in the file. */
final class SortKeyType extends BasicDataType<SortKey> {
    private static final int OBJECT_ID_BYTES = 12;
    private static final int BYTES_PER_VALUE = 40;

    @Override
    public int compare(SortKey one, SortKey other) {
        return one.compareTo(other);
    }

    @Override
    public int getMemory(SortKey key) {
        return BYTES_PER_VALUE * key.values().size();
    }

    @Override
    public void write(WriteBuffer buffer, SortKey key) {
        buffer.put((byte) key.values().size());
        key.values().forEach(value -> writeValue(buffer, value));
    }

    private static void writeValue(WriteBuffer buffer, Object value) {
        if (value instanceof Long number) {
            buffer.put((byte) 'l').putLong(number);
        } else if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            buffer.put((byte) 's').putInt(bytes.length).put(bytes);
        } else if (value instanceof ObjectId id) {
            buffer.put((byte) 'o').put(id.toByteArray());
        } else if (value instanceof Boolean truth) {
            buffer.put((byte) (truth ? 't' : 'f'));
        } else if (value instanceof Instant instant) {
            buffer.put((byte) 'i').putLong(instant.getEpochSecond()).putInt(instant.getNano());
        } else {
            buffer.put((byte) 'n');
        }
    }

    @Override
    public SortKey read(ByteBuffer buffer) {
        int size = buffer.get();
        List<Object> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(readValue(buffer));
        }
        return SortKey.of(values);
    }

    private static Object readValue(ByteBuffer buffer) {
        byte type = buffer.get();
        return switch (type) {
            case 'l' -> buffer.getLong();
            case 's' -> new String(readBytes(buffer, buffer.getInt()), StandardCharsets.UTF_8);
            case 'o' -> new ObjectId(readBytes(buffer, OBJECT_ID_BYTES));
            case 't' -> true;
            case 'f' -> false;
            case 'i' -> Instant.ofEpochSecond(buffer.getLong(), buffer.getInt());
            case 'n' -> PlainValue.Nothing.NOTHING;
            default -> throw new IllegalStateException("no value begins with " + type);
        };
    }

    private static byte[] readBytes(ByteBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }

    @Override
    public SortKey[] createStorage(int size) {
        return new SortKey[size];
    }
}
