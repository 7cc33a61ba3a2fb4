package com.andejia.crm.customers.importing;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * A file that somebody has sent.
 *
 * @param name as they call it; only its ending matters
 * @param content where it lies
 */
public record ImportFile(String name, Path content) {
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLD_OFFICE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    /** Opens it as what its name says it is; the content must agree. */
    Table open() throws IOException {
        byte[] start = start();
        if (start.length == 0) {
            throw Refusal.of(Kind.INVALID, "文件是空的");
        }
        if (Arrays.equals(start, OLD_OFFICE)) {
            throw Refusal.of(Kind.UNSUPPORTED_MEDIA_TYPE, "不支持旧版 .xls 或加密的文件，请另存为未加密的 .xlsx");
        }
        boolean isZip = Arrays.equals(start, ZIP);
        String lowerCase = name.toLowerCase(Locale.ROOT);
        if (lowerCase.endsWith(".xlsx")) {
            if (!isZip) {
                throw Refusal.of(Kind.INVALID, "文件内容不是 XLSX");
            }
            return XlsxTable.open(content);
        }
        if (lowerCase.endsWith(".csv")) {
            if (isZip) {
                throw Refusal.of(Kind.INVALID, "文件内容不是 CSV");
            }
            return CsvTable.open(content);
        }
        throw Refusal.of(Kind.UNSUPPORTED_MEDIA_TYPE, "只支持 .csv 和 .xlsx 文件");
    }

    private byte[] start() throws IOException {
        try (InputStream bytes = Files.newInputStream(content)) {
            return bytes.readNBytes(ZIP.length);
        }
    }
}
