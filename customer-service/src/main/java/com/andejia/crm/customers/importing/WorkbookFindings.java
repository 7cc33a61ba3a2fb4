package com.andejia.crm.customers.importing;

import com.andejia.crm.customers.importing.WorkbookPart.TooMuch;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;

/** What has been seen of a workbook, element by element, and whether that is still within {@link Limits}. */
final class WorkbookFindings {
    private static final Pattern ADDRESS = Pattern.compile("[A-Z]{1,3}[0-9]{1,7}");
    private static final Pattern SMALL = Pattern.compile("[0-9]{1,7}");
    private static final Set<String> GATHERED = Set.of("c", "si");
    private static final String TOO_MANY_TEXTS = "文本过多，请分成几个文件";
    private static final int DEEPEST = 100;
    private static final int MOST_NAMES = 2_000;
    private static final int MOST_RELATIONS = 5_000;
    private static final int LONGEST_NUMBER = 400;
    private static final int LONGEST_FORMULA = 1_000;
    private static final int MOST_FORMULAS_WITH_RANGES = 1_000;

    private final Set<String> names = new HashSet<>();
    private int depth;
    private int cells;
    private int relations;
    private int formulasWithRanges;
    private int texts;
    private int partsWithTexts;
    private int textsOfPart;
    private long sharedCharacters;
    private int lastReference = -1;

    private String inside = "";
    private String cellType = "";
    private String detail = "";
    private final StringBuilder reference = new StringBuilder();
    private int gathered;
    private int gatheredOfDetail;

    void beginPart() {
        depth = 0;
        cells = 0;
        textsOfPart = 0;
        inside = "";
        detail = "";
    }

    void note(XMLStreamReader xml) throws TooMuch {
        switch (xml.getEventType()) {
            case XMLStreamConstants.START_ELEMENT -> start(xml);
            case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
            case XMLStreamConstants.CHARACTERS -> text(xml);
            default -> {
                // Nothing that a reader of sheets would keep.
            }
        }
    }

    private void start(XMLStreamReader xml) throws TooMuch {
        String name = xml.getLocalName();
        names.add(name);
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            names.add(xml.getAttributeLocalName(i));
        }
        require(++depth <= DEEPEST && names.size() <= MOST_NAMES, "文件结构过于复杂");
        switch (name) {
            case "row" -> cells = 0;
            case "c" -> startCell(xml);
            case "si" -> startText();
            case "v", "f" -> startDetail(xml, name);
            case "Relationship", "Override", "sheet" -> require(++relations <= MOST_RELATIONS, "文件结构过于复杂");
            default -> {
                // Costs its reader nothing.
            }
        }
    }

    private void startCell(XMLStreamReader xml) throws TooMuch {
        String address = xml.getAttributeValue(null, "r");
        String type = xml.getAttributeValue(null, "t");
        require(address == null || ADDRESS.matcher(address).matches(), "单元格地址有误");
        require(++cells <= Limits.MOST_COLUMNS, "超过 " + Limits.MOST_COLUMNS + " 列");
        gather("c");
        cellType = type == null ? "n" : type;
    }

    private void startText() throws TooMuch {
        if (textsOfPart++ == 0) {
            require(++partsWithTexts == 1, "文件结构有误");
        }
        require(++texts <= Limits.MOST_SHARED_TEXTS, TOO_MANY_TEXTS);
        gather("si");
    }

    private void startDetail(XMLStreamReader xml, String name) throws TooMuch {
        detail = name;
        gatheredOfDetail = 0;
        reference.setLength(0);
        if (name.equals("f") && xml.getAttributeValue(null, "ref") != null) {
            require(++formulasWithRanges <= MOST_FORMULAS_WITH_RANGES, "公式过多");
        }
    }

    private void gather(String name) {
        inside = name;
        detail = "";
        gathered = 0;
    }

    private void text(XMLStreamReader xml) throws TooMuch {
        int length = xml.getTextLength();
        if (inside.isEmpty() && detail.isEmpty()) {
            return;
        }
        gathered += length;
        gatheredOfDetail += length;
        require(gathered <= Limits.LONGEST_CELL, "单元格超过 " + Limits.LONGEST_CELL + " 个字符");
        if (inside.equals("si")) {
            sharedCharacters += length;
            require(sharedCharacters <= Limits.MOST_SHARED_CHARACTERS, TOO_MANY_TEXTS);
        } else if (detail.equals("f")) {
            require(gatheredOfDetail <= LONGEST_FORMULA, "公式过长");
        } else if (detail.equals("v") && !cellType.equals("str")) {
            require(gatheredOfDetail <= LONGEST_NUMBER, "数值过长");
            reference.append(xml.getText());
        }
    }

    private void end(String name) throws TooMuch {
        depth--;
        if (GATHERED.contains(name)) {
            inside = "";
        } else if (name.equals(detail)) {
            if (detail.equals("v") && cellType.equals("s") && !reference.isEmpty()) {
                String number = reference.toString().strip();
                require(SMALL.matcher(number).matches(), "文件结构有误");
                lastReference = Math.max(lastReference, Integer.parseInt(number));
            }
            detail = "";
        }
    }

    /** A reader would look for a text that is not there without end. */
    void checkReferences() throws TooMuch {
        require(lastReference < texts || texts == 0, "文件结构有误");
    }

    private static void require(boolean holds, String otherwise) throws TooMuch {
        if (!holds) {
            throw new TooMuch(otherwise);
        }
    }
}
