package com.andejia.crm.systemtests.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class FaultPlotTest {
    @TempDir
    private Path folder;

    @Test
    void eachFaultIsABarWithinThePanel() throws Exception {
        List<FaultBar> faults = IntStream.range(0, 150)
                .mapToObj(i -> fault("target-" + i % 8, "kind-" + i % 11, i * 25L, i * 25L + i % 40))
                .toList();

        Document drawn = draw("150 faults", faults, hour());

        List<Element> bars = elements(drawn, "rect")
                .filter(it -> it.getAttribute("class").equals("fault"))
                .toList();
        assertThat(bars).hasSize(150);
        Element panel = elements(drawn, "rect").skip(1).findFirst().orElseThrow();
        assertThat(bars).allSatisfy(bar -> {
            assertThat(number(bar, "x")).isGreaterThanOrEqualTo(number(panel, "x"));
            assertThat(number(bar, "x") + number(bar, "width"))
                    .isLessThanOrEqualTo(number(panel, "x") + number(panel, "width") + 0.11);
            assertThat(number(bar, "y")).isGreaterThan(number(panel, "y"));
            assertThat(number(bar, "y") + number(bar, "height"))
                    .isLessThan(number(panel, "y") + number(panel, "height"));
        });
    }

    @Test
    void namesAreEscaped() throws Exception {
        String name = "<a & \"b\">";

        Document drawn = draw(name, List.of(fault(name, name + "\u0001\ud800", 1, 2)), hour());

        assertThat(texts(drawn)).contains(name, name + "\ufffd\ufffd (1)");
    }

    @Test
    void whatWasNotMeasuredLeavesAGap() throws Exception {
        Document drawn = draw(
                "gap",
                List.of(),
                List.of(sample(1, 5, 20), sample(2, Double.NaN, Double.NaN), sample(3, 5, 20), sample(4, 5, 0)));

        assertThat(elements(drawn, "path").map(it -> it.getAttribute("d")))
                .allSatisfy(path -> assertThat(path).doesNotContain("NaN").doesNotContain("Infinity"))
                .anySatisfy(path -> assertThat(path).containsPattern("M.*M"));
    }

    @Test
    void theTotalsAreThoseOfAllSamples() throws Exception {
        assertThat(texts(draw("hour", List.of(fault("broker", "kill", 60, 61)), hour())))
                .contains(
                        "60:00 min  ·  1 fault on 1 target  ·  180,000 writes acknowledged  ·  backlog at most 3,600, 3,600 at the end");
    }

    @Test
    void anEmptyRunSaysSo() throws Exception {
        assertThat(texts(draw("empty", List.of(), List.of())))
                .contains("no faults", "no samples", "nothing happened and nothing was measured");
    }

    private Document draw(String title, List<FaultBar> faults, List<Sample> samples) throws Exception {
        Path svg = folder.resolve("plot.svg");
        FaultPlot.write(svg, title, faults, samples);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
    }

    private static FaultBar fault(String target, String kind, long from, long until) {
        return new FaultBar(target, kind, Duration.ofSeconds(from), Duration.ofSeconds(until));
    }

    private static Sample sample(long second, double rate, double millis) {
        return new Sample(Duration.ofSeconds(second), rate, rate, second, millis, millis);
    }

    private static List<Sample> hour() {
        return IntStream.rangeClosed(1, 3600)
                .mapToObj(second -> sample(second, 50, 20))
                .toList();
    }

    private static Stream<Element> elements(Document document, String name) {
        NodeList found = document.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
    }

    private static Stream<String> texts(Document document) {
        return elements(document, "text").map(Element::getTextContent);
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
