package com.andejia.crm.customers.importing;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * In which encoding a CSV file is written. Chinese spreadsheets save as UTF-8 with a mark or as GB18030; everything else
 * writes UTF-8. What is neither is refused as a whole: half-read names would be worse.
 */
final class CsvEncoding {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int MARK_LENGTH = 3;
    private static final int BUFFER = 8 * 1024;

    /** How well a file reads in one encoding. */
    private record Reading(long broken, long beyondAscii, boolean hasNul) {}

    private CsvEncoding() {}

    static Charset of(Path file) throws IOException {
        Reading utf8 = read(file, StandardCharsets.UTF_8);
        if (utf8.hasNul()) {
            throw Refusal.of(Kind.INVALID, "文件内容不是 CSV 文本，请另存为 UTF-8 编码的 CSV");
        }
        if (utf8.broken() == 0) {
            return StandardCharsets.UTF_8;
        }
        // Most of it being good UTF-8, it is that with a damage, which another encoding would turn into other
        // characters.
        boolean isDamaged = hasMark(file) || utf8.beyondAscii() > utf8.broken();
        if (isDamaged || read(file, GB18030).broken() > 0) {
            throw Refusal.of(Kind.INVALID, "文件编码有误，请另存为 UTF-8 或 GB18030（GBK）编码的 CSV");
        }
        return GB18030;
    }

    static boolean hasMark(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] start = bytes.readNBytes(MARK_LENGTH);
            return new String(start, StandardCharsets.UTF_8).equals("\uFEFF");
        }
    }

    private static Reading read(Path file, Charset charset) throws IOException {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer chars = CharBuffer.allocate(BUFFER);
        long broken = 0;
        long beyondAscii = 0;
        boolean hasNul = false;
        try (InputStream in = Files.newInputStream(file)) {
            boolean atEnd = false;
            while (!atEnd) {
                int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
                atEnd = count < 0;
                bytes.position(bytes.position() + Math.max(0, count)).flip();
                CoderResult result;
                do {
                    result = decoder.decode(bytes, chars, atEnd);
                    if (result.isError()) {
                        broken++;
                        bytes.position(bytes.position() + result.length());
                    }
                    chars.flip();
                    while (chars.hasRemaining()) {
                        char next = chars.get();
                        hasNul |= next == 0;
                        beyondAscii += next > 0x7f ? 1 : 0;
                    }
                    chars.clear();
                } while (!result.isUnderflow());
                bytes.compact();
            }
        }
        return new Reading(broken, beyondAscii, hasNul);
    }
}
