package com.andejia.crm.customers.importing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A part of a workbook as it is unpacked, which ends with {@link TooMuch} as soon as it is more than a reader could bear.
 * Text between two tags is bounded by bytes, before any parser gathers it; declarations, comments and sections of
 * character data, by which bytes could hide from that, are not for spreadsheets.
 */
final class WorkbookPart extends FilterInputStream {
    private static final int LONGEST_GAP = 256 * 1024;

    private final Budget budget;
    private boolean isXml;
    private boolean begun;
    private int gap;
    private int last = -1;
    private @Nullable TooMuch failure;

    /** What may still be unpacked of the workbook. */
    static final class Budget {
        private long left;

        Budget(long bytes) {
            left = bytes;
        }

        private void spend(long bytes) throws TooMuch {
            left -= bytes;
            if (left < 0) {
                throw new TooMuch("文件解压后过大");
            }
        }
    }

    /** Says what there is too much of. */
    static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1L;

        TooMuch(String text) {
            super(text);
        }
    }

    WorkbookPart(InputStream unpacked, Budget budget) {
        super(unpacked);
        this.budget = budget;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (failure != null) {
            throw failure; // again, whatever became of the first one in a parser
        }
        int count = super.read(buffer, offset, length);
        try {
            budget.spend(Math.max(0, count));
            for (int i = offset; i < offset + count; i++) {
                inspect(buffer[i] & 0xff);
            }
        } catch (TooMuch e) {
            failure = e;
            throw e;
        }
        return count;
    }

    private void inspect(int next) throws TooMuch {
        if (!begun) {
            begin(next);
        }
        if (isXml) {
            gap = next == '<' ? 0 : gap + 1;
            if (gap > LONGEST_GAP) {
                throw new TooMuch("单元格内容过长");
            }
            if (next == 0 || (last == '<' && next == '!')) {
                throw new TooMuch("文件含有表格不需要的内容");
            }
        }
        last = next;
    }

    /** Behind a byte order mark and white space. UTF-16, which would pass as no XML, is refused. */
    private void begin(int next) throws TooMuch {
        boolean isWideMark =
                (last == 0xFE && next == 0xFF) || (last == 0xFF && next == 0xFE) || (last == 0 && next == '<');
        if (isWideMark) {
            throw new TooMuch("文件含有表格不需要的内容");
        }
        boolean isBeforeAll = next <= ' ' || next == 0xEF || next == 0xBB || next == 0xBF || next >= 0xFE;
        begun = !isBeforeAll;
        isXml = next == '<';
    }
}
