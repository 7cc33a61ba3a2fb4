package com.andejia.crm.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a document that is written by a program, between two marks. */
public record GeneratedBlock(Path document, String name) {

    public void write(String content) {
        try {
            Files.writeString(document, replaced(Files.readString(document), content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String replaced(String text, String content) {
        String begin = "<!-- " + name + ": begin -->\n";
        String end = "<!-- " + name + ": end -->";
        int from = text.indexOf(begin);
        int to = text.indexOf(end, Math.max(0, from));
        if (from < 0 || to < 0) {
            throw new IllegalStateException(document + " has no place for " + name);
        }
        return text.substring(0, from) + begin + "\n" + content.strip() + "\n\n" + text.substring(to);
    }
}
