package com.andejia.crm.customers.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.andejia.crm.customers.CustomerBodies;
import com.andejia.crm.customers.ServiceUnderTest;
import com.andejia.crm.customers.customer.NewCustomer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file says, however a spreadsheet has written it. */
class ImportReadingIT {
    private final CustomerImport customerImport = ServiceUnderTest.shared().bean(CustomerImport.class);
    private final RowRules rules = ServiceUnderTest.shared().bean(RowRules.class);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030"})
    void chineseIsReadInTheEncodingsOfSpreadsheets(String charset) {
        String text = TestFiles.csv(TestFiles.HEADER, List.of(TestFiles.row("欧阳娜娜"), TestFiles.row("㐂")));

        assertThat(names(read("客户.csv", text.getBytes(Charset.forName(charset)))))
                .containsExactly("欧阳娜娜", "㐂");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstColumn() {
        assertThat(names(read("a.csv", TestFiles.utf8("\uFEFF" + TestFiles.csv(TestFiles.HEADER, one("张三"))))))
                .containsExactly("张三");
    }

    @Test
    void aFileWithADamagedCharacterIsNotReadAsSomethingElse() {
        byte[] damaged = TestFiles.csv(one("张三"));
        damaged[4] = (byte) 0xFF;

        refused("a.csv", damaged, "编码有误");
        refused("a.csv", "name".getBytes(StandardCharsets.UTF_16), "不是 CSV");
    }

    @Test
    void columnsMayHaveEnglishNamesAndComeInAnyOrder() {
        List<String> header = List.of("contractStatus", "PHONE", "姓名*", "leadLevel", "线索来源");
        String phone = CustomerBodies.phone();

        NewCustomer customer = customer(read(
                "a.csv", TestFiles.utf8(TestFiles.csv(header, List.of(List.of("匹配中", phone, "张三", "A类", "美团"))))));

        assertThat(customer.details().name()).isEqualTo("张三");
        assertThat(customer.details().phone()).isEqualTo(phone);
    }

    @Test
    void everyFieldOfACustomerHasAColumn() {
        List<Object> row = List.of(
                "张三",
                Long.valueOf(CustomerBodies.phone()),
                "wx",
                "美团",
                "A类",
                "匹配中",
                "月嫂",
                "bob",
                "离客户近",
                8000,
                120.0,
                4,
                "单休",
                LocalDate.of(2026, 1, 5),
                "2026/3/15",
                "路",
                "北京",
                "35",
                "女",
                "不限",
                "本科",
                "第一行\n第二行");
        List<String> header =
                List.of(Column.values()).stream().map(Column::title).toList();

        NewCustomer customer = customer(read("a.xlsx", TestFiles.xlsx(header, List.of(row))));

        assertThat(customer).hasNoNullFieldsOrProperties();
        assertThat(customer.details()).hasNoNullFieldsOrProperties();
        assertThat(customer.details().salaryBudget()).isEqualTo(8000);
        assertThat(customer.details().homeArea()).isEqualTo(120);
        assertThat(customer.details().expectedStartDate()).isEqualTo("2026-01-05");
        assertThat(customer.details().expectedDeliveryDate()).isEqualTo("2026-03-15");
        assertThat(customer.details().remarks()).isEqualTo("第一行\n第二行");
        assertThat(customer.assignedTo()).isEqualTo("bob");
    }

    @Test
    void blankLinesAreNoRowsButCountAsASpreadsheetCounts() {
        String text = TestFiles.csv(
                TestFiles.HEADER, List.of(TestFiles.row("张三"), List.of("", "", ""), List.of("李四", "123", "美团")));

        List<RowOutcome> outcomes = read("a.csv", TestFiles.utf8("\r\n" + text));

        assertThat(outcomes).hasSize(2);
        assertThat(((RowOutcome.Failed) outcomes.get(1)).errors())
                .extracting(RowError::row, RowError::field)
                .contains(tuple(5, "手机号"));
    }

    @Test
    void aFormulaIsNoValueInWhateverFileItStands() {
        List<Object> row = List.of("=1+1", Long.valueOf(CustomerBodies.phone()), "美团", "A类", "匹配中");

        assertThat(errors(read("a.xlsx", TestFiles.xlsx(TestFiles.HEADER, List.of(row)))))
                .extracting(RowError::message)
                .containsExactly("不能是公式，请填写数值或文本");
        assertThat(errors(read("a.csv", TestFiles.csv(one("=cmd|' /C calc'!A0")))))
                .extracting(RowError::field)
                .containsExactly("姓名");
    }

    @Test
    void aValueUnderNoHeadingIsNotLostUnnoticed() {
        String text = TestFiles.csv(TestFiles.HEADER, one("张三")).strip() + ",多余";

        assertThat(errors(read("a.csv", TestFiles.utf8(text))))
                .extracting(RowError::field, RowError::message)
                .containsExactly(tuple("第 6 列", "该列没有标题"));
    }

    @Test
    void ofTwoRowsWithOnePhoneTheFirstIsEntered() {
        String phone = CustomerBodies.phone();

        List<RowOutcome> outcomes = read(
                "a.csv",
                TestFiles.csv(List.of(TestFiles.row("张三", phone), TestFiles.row("李四"), TestFiles.row("王五", phone))));

        assertThat(outcomes.get(0)).isInstanceOf(RowOutcome.ToEnter.class);
        assertThat(outcomes.get(1)).isInstanceOf(RowOutcome.ToEnter.class);
        assertThat(((RowOutcome.Duplicate) outcomes.get(2)).error().message()).isEqualTo("与第 2 行重复");
    }

    @Test
    void anErrorTellsNothingThatStandsInTheRow() {
        assertThat(errors(read("a.csv", TestFiles.csv(List.of(TestFiles.row("王13800138000", "12345678901"))))))
                .isNotEmpty()
                .allSatisfy(error -> assertThat(error.toString()).doesNotContain("王", "13800138000", "12345678901"));
    }

    @Test
    void theTemplateCanBeImported() {
        ImportTemplate template = ServiceUnderTest.shared().bean(ImportTemplate.class);

        assertThat(customer(read("a.csv", template.csv())).details().name()).isEqualTo("示例客户");
        assertThat(customer(read("a.xlsx", template.xlsx())).details().salaryBudget())
                .isEqualTo(8000);
    }

    @Test
    void whatIsWrongWithTheWholeFileIsSaid() {
        refused("a.csv", new byte[0], "文件是空的");
        refused("a.csv", TestFiles.utf8("\r\n,,\r\n"), "文件是空的");
        refused("a.csv", TestFiles.utf8("姓名,手机号,颜色,=1\n"), "未知列：颜色、=1");
        refused("a.csv", TestFiles.utf8("姓名,手机号,name\n"), "列重复：姓名");
        refused("a.csv", TestFiles.utf8("姓名,线索来源\n"), "缺少必填列：线索等级、签约状态、手机号或微信号");
        refused("a.csv", TestFiles.utf8(TestFiles.csv(TestFiles.HEADER, one("\"张三"))), "第 2 行无法解析");
        refused("a.csv", TestFiles.xlsx(one("张三")), "不是 CSV");
        refused("a.xlsx", TestFiles.csv(one("张三")), "不是 XLSX");
        refused("a.txt", TestFiles.csv(one("张三")), "只支持");
        refused("a.xls", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0}, "另存为");
    }

    @Test
    void oneRowTooManyIsTooMany() {
        List<List<String>> most = Collections.nCopies(RowStream.MOST_ROWS, TestFiles.row("张三"));

        assertThat(read("a.csv", TestFiles.csv(most))).hasSize(RowStream.MOST_ROWS);
        refused("a.csv", TestFiles.csv(Collections.nCopies(RowStream.MOST_ROWS + 1, TestFiles.row("张三"))), "10000 行");
    }

    private static List<List<String>> one(String name) {
        return List.of(TestFiles.row(name));
    }

    private List<RowOutcome> read(String name, byte[] content) {
        try {
            Path file = Files.write(directory.resolve("upload"), content);
            return customerImport.read(new ImportFile(name, file)).collectList().block();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void refused(String name, byte[] content, String message) {
        assertThatThrownBy(() -> read(name, content)).hasMessageContaining(message);
    }

    private NewCustomer customer(List<RowOutcome> outcomes) {
        return rules.customer(((RowOutcome.ToEnter) outcomes.get(0)).row());
    }

    private static List<String> names(List<RowOutcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> ((RowOutcome.ToEnter) outcome).row().values().get("name"))
                .toList();
    }

    private static List<RowError> errors(List<RowOutcome> outcomes) {
        return ((RowOutcome.Failed) outcomes.get(0)).errors();
    }
}
