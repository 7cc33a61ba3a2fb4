package com.andejia.crm.customers.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.andejia.crm.customers.ServiceUnderTest;
import com.andejia.crm.customers.api.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are made to cost their reader memory, time or its patience are refused before they do. */
class HostileFilesIT {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final CustomerImport customerImport = ServiceUnderTest.shared().bean(CustomerImport.class);

    @TempDir
    private Path directory;

    static Stream<Arguments> workbooks() {
        return Stream.of(
                Arguments.of("a bomb of white space", bomb(' '), "解压后过大"),
                Arguments.of("a bomb of text without a tag", bomb('a'), "单元格内容过长"),
                Arguments.of("a bomb that no sheet refers to", unreferencedBomb(), "解压后过大"),
                Arguments.of("an endless cell", cell("<is><t>" + "长".repeat(40_000) + "</t></is>"), "32767"),
                Arguments.of("an endless cell in pieces", cell("<is>" + runs() + "</is>"), "32767"),
                Arguments.of("an endless shared text", shared("<si><t>" + "a".repeat(40_000) + "</t></si>"), "32767"),
                Arguments.of("too many shared texts", shared(text(32_000).repeat(300)), "文本过多"),
                Arguments.of("too many small texts", shared("<si><t>a</t></si>".repeat(300_001)), "文本过多"),
                Arguments.of("a text that is not there", shared("<si><t>a</t></si>"), "结构有误"),
                Arguments.of("a column beyond all columns", row("<c r='ZZZZZZZ1'><v>1</v></c>"), "地址有误"),
                Arguments.of("too many columns", row("<c><v>1</v></c>".repeat(101)), "100 列"),
                Arguments.of("an endless number", row("<c><v>" + "9".repeat(30_000) + "</v></c>"), "数值过长"),
                Arguments.of("an endless formula", row("<c><f>" + "A1+".repeat(1_000) + "</f></c>"), "公式过长"),
                Arguments.of("too many array formulas", arrays(), "公式过多"),
                Arguments.of("elements in elements", sheet("<a>".repeat(200_000)), "过于复杂"),
                Arguments.of("names upon names", sheet(names()), "过于复杂"),
                Arguments.of("an entity of entities", TestFiles.workbook(laughs()), "不需要的内容"),
                Arguments.of("a file from here", TestFiles.workbook(external()), "不需要的内容"),
                Arguments.of("text hidden in CDATA", row("<c><v><![CDATA[1]]></v></c>"), "不需要的内容"),
                Arguments.of("UTF-16", wide(), "不需要的内容"),
                Arguments.of("too many parts", parts(), "组成部分过多"),
                Arguments.of("no workbook at all", TestFiles.zip(Map.of("a.txt", new byte[10])), "损坏"),
                Arguments.of("half a workbook", half(), "损坏"),
                Arguments.of("no sheet", TestFiles.zip(TestFiles.skeleton(false)), "损坏"),
                Arguments.of("a type of cell that does not exist", row("<c t='x'><v>1</v></c>"), "损坏"),
                Arguments.of("a shared formula without its base", row("<c><f t='shared' si='9'/></c>"), "损坏"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("workbooks")
    void aHostileWorkbookIsRefusedSoon(String what, byte[] content, String message) throws IOException {
        refused("a.xlsx", content, message);
    }

    static Stream<Arguments> texts() {
        String valid = new String(TestFiles.csv(TestFiles.rows(1)), StandardCharsets.UTF_8);
        return Stream.of(
                Arguments.of("an endless cell", valid + "a".repeat(40_000)),
                Arguments.of("an endless line without an end", valid + "\"" + "a\n".repeat(1_000_000)),
                Arguments.of("endless columns", valid + ",".repeat(1_000_000)),
                Arguments.of("a binary", valid + "\0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void aHostileTextIsRefusedSoon(String what, String content) throws IOException {
        refused("a.csv", TestFiles.utf8(content), "");
    }

    private void refused(String name, byte[] content, String message) throws IOException {
        Path file = Files.write(directory.resolve("upload"), content);
        Instant asked = Instant.now();

        assertThatThrownBy(() ->
                        customerImport.read(new ImportFile(name, file)).then().block())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(message);
        assertThat(Duration.between(asked, Instant.now())).isLessThan(SOON);
    }

    /** 200 MiB, of which 200 KiB arrive. */
    private static byte[] bomb(char of) {
        String block = String.valueOf(of).repeat(1024) + (of == ' ' ? "<row/>" : "");
        return TestFiles.workbook(TestFiles.sheet(block.repeat(200 * 1024)));
    }

    private static byte[] unreferencedBomb() {
        Map<String, byte[]> parts = new LinkedHashMap<>(TestFiles.skeleton(false));
        parts.put("xl/worksheets/sheet1.xml", TestFiles.utf8(TestFiles.validRowsAnd("")));
        parts.put("xl/media/image1.bin", new byte[200 * 1024 * 1024]);
        return TestFiles.zip(parts);
    }

    private static byte[] cell(String content) {
        return row("<c t='inlineStr'>" + content + "</c>");
    }

    private static String runs() {
        return "<r><t>%s</t></r>".formatted("a".repeat(100)).repeat(400);
    }

    private static byte[] shared(String texts) {
        return TestFiles.workbook(
                TestFiles.validRowsAnd("<row><c t='s'><v>999999</v></c></row>"), "<sst>" + texts + "</sst>");
    }

    private static String text(int length) {
        return "<si><t>" + "a".repeat(length) + "</t></si>";
    }

    private static byte[] row(String cells) {
        return sheet("<row>" + cells + "</row>");
    }

    private static byte[] sheet(String more) {
        return TestFiles.workbook(TestFiles.validRowsAnd(more));
    }

    private static byte[] arrays() {
        return sheet("<row><c><f t='array' ref='A1:XFD9999'>1</f></c></row>".repeat(1_001));
    }

    private static String names() {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            names.append("<a").append(i).append("/>");
        }
        return names.toString();
    }

    private static String laughs() {
        return "<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]>" + TestFiles.validRowsAnd("");
    }

    private static String external() {
        return "<!DOCTYPE a [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
                + TestFiles.validRowsAnd("<row><c t='inlineStr'><is><t>&a;</t></is></c></row>");
    }

    private static byte[] wide() {
        Map<String, byte[]> parts = new LinkedHashMap<>(TestFiles.skeleton(false));
        parts.put("xl/worksheets/sheet1.xml", TestFiles.validRowsAnd("").getBytes(StandardCharsets.UTF_16));
        return TestFiles.zip(parts);
    }

    private static byte[] parts() {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        for (int i = 0; i < 20_000; i++) {
            parts.put("a" + i, new byte[0]);
        }
        return TestFiles.zip(parts);
    }

    private static byte[] half() {
        byte[] whole = TestFiles.workbook(TestFiles.validRowsAnd(""));
        return Arrays.copyOf(whole, whole.length / 2);
    }
}
