package com.andejia.crm.customers.importing;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Looks through all of a workbook before it is read, with the parsers it will be read with, and refuses what would cost its
 * reader more than {@link Limits} allow: bombs, endless cells, addresses of columns that no spreadsheet has, references to
 * texts that are not there.
 */
final class WorkbookGuard {
    private static final int MOST_PARTS = 1_000;
    private static final int[] DIRECTORY_ENTRY = {'P', 'K', 1, 2};
    private static final XMLInputFactory PARSERS = parsers();

    private WorkbookGuard() {}

    private static XMLInputFactory parsers() {
        XMLInputFactory parsers = new InputFactoryImpl();
        parsers.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        parsers.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return parsers;
    }

    static void check(Path file) throws IOException {
        var budget = new WorkbookPart.Budget(Limits.LARGEST_WORKBOOK);
        var findings = new WorkbookFindings();
        try {
            checkDirectory(file);
            try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
                for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
                    checkPart(zip, entry, budget, findings);
                }
            }
            findings.checkReferences();
        } catch (WorkbookPart.TooMuch e) {
            throw Refusal.of(Kind.INVALID, "无法导入该 XLSX：" + e.getMessage());
        }
    }

    private static void checkPart(
            ZipFile zip, ZipArchiveEntry entry, WorkbookPart.Budget budget, WorkbookFindings findings)
            throws IOException {
        boolean isReadable = entry.getMethod() == ZipEntry.DEFLATED || entry.getMethod() == ZipEntry.STORED;
        if (!isReadable || entry.getGeneralPurposeBit().usesEncryption()) {
            throw new WorkbookPart.TooMuch("文件已加密或压缩方式不受支持");
        }
        try (InputStream unpacked = zip.getInputStream(entry)) {
            WorkbookPart part = new WorkbookPart(unpacked, budget);
            checkXml(part, findings);
            part.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** As far as it is well-formed: no reader gets further than that. */
    private static void checkXml(WorkbookPart part, WorkbookFindings findings) throws IOException {
        try {
            XMLStreamReader xml = PARSERS.createXMLStreamReader(part);
            findings.beginPart();
            while (xml.hasNext()) {
                xml.next();
                findings.note(xml);
            }
            xml.close();
        } catch (XMLStreamException | RuntimeException e) {
            // What follows is only unpacked, which ends with the reason if that was one of ours.
        }
    }

    /** In the file as it lies there: the directory is read into memory as a whole, whatever it says of its length. */
    private static void checkDirectory(Path file) throws IOException {
        int parts = 0;
        int matched = 0;
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            for (int next = bytes.read(); next >= 0; next = bytes.read()) {
                matched = next == DIRECTORY_ENTRY[matched] ? matched + 1 : next == DIRECTORY_ENTRY[0] ? 1 : 0;
                if (matched == DIRECTORY_ENTRY.length) {
                    matched = 0;
                    parts++;
                }
            }
        }
        if (parts > MOST_PARTS) {
            throw new WorkbookPart.TooMuch("文件的组成部分过多");
        }
    }
}
