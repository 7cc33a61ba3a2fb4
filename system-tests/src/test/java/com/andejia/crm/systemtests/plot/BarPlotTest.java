package com.andejia.crm.systemtests.plot;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.systemtests.plot.BarPlot.Bar;
import com.andejia.crm.systemtests.plot.BarPlot.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class BarPlotTest {
    @TempDir
    private Path folder;

    @Test
    void barsAreAsLongAsTheirValues() throws Exception {
        Document drawn = draw(new Part(
                "delivered <a second>",
                List.of(
                        new Bar("one", 50_000, "50,000"),
                        new Bar("other", 25_000, "25,000"),
                        new Bar("none", 0, "–"))));

        List<Double> widths = IntStream.range(1, 4) // the first is the background
                .mapToObj(i -> (Element) drawn.getElementsByTagName("rect").item(i))
                .map(bar -> Double.parseDouble(bar.getAttribute("width")))
                .toList();
        assertThat(widths.get(0)).isPositive().isEqualTo(2 * widths.get(1));
        assertThat(widths.get(2)).isZero();
    }

    @Test
    void nothingMeasuredIsNoBar() throws Exception {
        assertThat(draw(new Part("empty", List.of()))
                        .getElementsByTagName("rect")
                        .getLength())
                .isOne();
    }

    @Test
    void aLongNameHasRoomBeforeItsBar() throws Exception {
        Document drawn = draw(new Part("one", List.of(new Bar("n".repeat(50), 1, "1"))));

        Element bar = (Element) drawn.getElementsByTagName("rect").item(1);
        assertThat(Double.parseDouble(bar.getAttribute("x"))).isGreaterThan(50 * 7);
        assertThat(Double.parseDouble(bar.getAttribute("x")) + Double.parseDouble(bar.getAttribute("width")))
                .as("and is as long as the others'")
                .isEqualTo(810);
    }

    private Document draw(Part part) throws Exception {
        Path svg = folder.resolve("bars.svg");
        BarPlot.write(svg, "streams", List.of(part));
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
    }
}
