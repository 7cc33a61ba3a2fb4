package com.andejia.crm.localstack;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.ObjectDataType;

/** Where documents are: most often a string, which the store's own type would write one character after the other. */
final class PlaceType extends ObjectDataType {
    private static final byte TEXT = 's';
    private static final byte OTHER = 'o';

    @Override
    public void write(WriteBuffer buffer, Object place) {
        if (place instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            buffer.put(TEXT).putInt(bytes.length).put(bytes);
        } else {
            super.write(buffer.put(OTHER), place);
        }
    }

    @Override
    public Object read(ByteBuffer buffer) {
        if (buffer.get() == OTHER) {
            return super.read(buffer);
        }
        byte[] bytes = new byte[buffer.getInt()];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
