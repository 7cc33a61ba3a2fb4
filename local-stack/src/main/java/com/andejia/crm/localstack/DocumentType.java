package com.andejia.crm.localstack;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Documents lie in the file as they come over the wire: as Java objects they were several times as long, and ten times as slow to read. */
final class DocumentType extends BasicDataType<Document> {
    private static final int BYTES_PER_FIELD = 150;

    /** Roughly: of those in its memory the store only wants to know how many are too many. */
    @Override
    public int getMemory(Document document) {
        return BYTES_PER_FIELD * document.size();
    }

    @Override
    public void write(WriteBuffer buffer, Document document) {
        ByteBuf bytes = Unpooled.buffer();
        BsonEncoder.encodeDocument(document, bytes);
        buffer.putInt(bytes.readableBytes());
        buffer.put(bytes.array(), bytes.readerIndex(), bytes.readableBytes());
    }

    @Override
    public Document read(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.getInt()];
        buffer.get(bytes);
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }

    @Override
    public Document[] createStorage(int size) {
        return new Document[size];
    }
}
