package com.andejia.crm.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedBlockTest {
    private static final Path DOCUMENT = Path.of("../docs/benchmarks.md");

    @Test
    void onlyWhatIsBetweenTheMarksIsReplaced() {
        var block = new GeneratedBlock(DOCUMENT, "b");
        String text = "before\n<!-- b: begin -->\nold\n<!-- b: end -->\nafter\n";

        String written = block.replaced(text, "new\n");

        assertThat(written).isEqualTo("before\n<!-- b: begin -->\n\nnew\n\n<!-- b: end -->\nafter\n");
        assertThat(block.replaced(written, "new")).isEqualTo(written);
    }

    @Test
    void aDocumentWithoutThePlaceIsRefused() {
        assertThatThrownBy(() -> new GeneratedBlock(DOCUMENT, "b").replaced("nothing", "new"))
                .hasMessageContaining("no place for b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream benchmark", "open streams", "reconnect storm"})
    void theDocumentHasAPlaceForEachBenchmark(String name) throws IOException {
        String text = Files.readString(DOCUMENT);

        assertThat(new GeneratedBlock(DOCUMENT, name).replaced(text, "results")).contains("results");
    }
}
