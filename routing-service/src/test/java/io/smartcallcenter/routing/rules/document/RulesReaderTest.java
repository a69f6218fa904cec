package io.smartcallcenter.routing.rules.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.routing.numberplan.DialledNumber;
import io.smartcallcenter.routing.numberplan.Entry;
import io.smartcallcenter.routing.numberplan.NumberPlan;
import io.smartcallcenter.routing.numberplan.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesReaderTest {

    @Test
    void theDeliveredRulesKnowTheNumbersOfTheSuite() throws IOException {
        NumberPlan plan = read(Files.readString(Path.of("../deploy/routing/rules.yaml")));

        assertThat(plan.defaultQueue()).isEqualTo(Target.Queue.named("support"));
        assertThat(plan.find(dialled("700"))).map(Entry::target).contains(Target.Queue.named("support"));
        assertThat(plan.find(dialled("0002")))
                .map(Entry::target)
                .contains(new Target.Extension("PJSIP/{number}", 20, Target.WhenBusy.RING, Then.queue("support")));
        assertThat(plan.find(dialled("800")))
                .map(Entry::target)
                .get()
                .isInstanceOfSatisfying(Target.Service.class, service -> {
                    assertThat(service.flow().name()).isEqualTo("menu");
                    assertThat(service.flow().nodes()).hasSizeGreaterThan(5);
                    assertThat(service.then()).isEqualTo(Then.queue("support"));
                });
        assertThat(plan.find(dialled("999"))).isEmpty();
    }

    @Test
    void aQueueMayHaveFreePbxsKindOfName() {
        NumberPlan plan = read("default: {queue: '400'}\nnumbers: []");

        assertThat(plan.defaultQueue()).isEqualTo(Target.Queue.named("400"));
    }

    @Test
    void saysAllFaultsAtOnce() {
        assertThatExceptionOfType(InvalidRules.class)
                .isThrownBy(() -> RulesReader.read("numbers: [{number: \"1\"}, {number: \"2\"}]\ncolour: red"))
                .withMessageStartingWith("the rules have 4 faults: ")
                .withMessageContaining("colour: unknown key")
                .withMessageContaining("default: is missing")
                .withMessageContaining("numbers[1]: needs exactly one of");
    }

    @Test
    void theDeliveredRulesMeanTheSameInJson() throws IOException {
        String yaml = Files.readString(Path.of("../deploy/routing/rules.yaml"));

        assertThat(RulesReader.read(
                        RulesDocument.parseJson(RulesDocument.parseYaml(yaml).json())
                                .root()))
                .isEqualTo(RulesReader.read(yaml));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
        {}                                                   | default: is missing
        {default: support}                                   | default: must be a mapping
        {default: {queue: support, hours: office}}           | default.hours: unknown key
        {default: {}}                                        | default.queue: is missing
        {default: {queue: support}, flows: {"": {start: a, nodes: {a: {hangup: normal}}}}} | flows.: a name has 1 to 80 characters
        {default: {queue: support}, region: kz}              | region: 'kz' is no region
        {default: {queue: support}, region: 7}               | region: must be a text in quotes
        {default: {queue: support}, armed: "no"}             | armed: must be true or false
        {default: {queue: support}, prompts: custom/hello}   | prompts: must be a list
        {default: {queue: support}, prompts: ["a,b"]}        | prompts[0]: 'a,b' is no prompt
        {default: {queue: support}, prompts: [a/b, a/b]}     | prompts[1]: is there already
        {default: {queue: support}, hours: []}               | hours: must be a mapping
        {default: {queue: support}, numbers: {}}             | numbers: must be a list
        {default: {queue: support}, numbers: [just text]}    | numbers[0].number: is missing
        {default: {queue: support}, colour: red}             | colour: unknown key
        []                                                   | the document: must be a mapping
        """)
    void namesThePathOfAFault(String document, String fault) {
        InvalidRules thrown = catchThrowableOfType(InvalidRules.class, () -> RulesReader.read(document));

        assertThat(thrown).as(document).isNotNull();
        assertThat(thrown.faults().get(0).toString()).startsWith(fault);
    }

    @Test
    void aFaultyPartThatIsReferredToIsOneFault() {
        Rules.assertOnlyFault(
                """
                default: {queue: support}
                hours: {office: {zone: Mars, open: []}}
                numbers:
                  - {number: "700", queue: support, hours: office, outside: {reject: busy}}
                """,
                "hours.office.zone: 'Mars' is no IANA time zone");
    }

    @Test
    void anEmptyTextIsAFault() {
        Rules.assertOnlyFault("", "the document: must be a mapping");
    }

    @Test
    void isArmedUnlessItSaysOtherwise() {
        assertThat(RulesReader.read("default: {queue: support}").armed()).isTrue();
        assertThat(RulesReader.read("default: {queue: support}\narmed: false").armed())
                .isFalse();
    }

    @ParameterizedTest(name = "{1} {0}")
    @CsvSource({"numbers, 20000", "operators, 5000", "queues, 500", "flows, 200", "hours, 1000", "callers, 1000"})
    void aSectionHasABound(String section, int most) {
        assertThat(sectionFaults(section, most)).isEmpty();
        assertThat(sectionFaults(section, most + 1))
                .extracting(Fault::toString)
                .containsExactly(section + ": has " + (most + 1) + " elements, more than " + most);
    }

    private static List<Fault> sectionFaults(String section, int size) {
        String elements = IntStream.range(0, size)
                .mapToObj(i -> element(section, "1%05d".formatted(i)))
                .collect(Collectors.joining(","));
        String list = section.equals("numbers") ? "[" + elements + "]" : "{" + elements + "}";
        try {
            RulesReader.read(
                    RulesDocument.parseJson("{\"default\":{\"queue\":\"support\"},\"" + section + "\":" + list + "}")
                            .root());
            return List.of();
        } catch (InvalidRules e) {
            return e.faults();
        }
    }

    private static String element(String section, String name) {
        return switch (section) {
            case "numbers" -> "{\"number\":\"" + name + "\",\"queue\":\"sales\"}";
            case "flows" -> "\"" + name + "\":{\"start\":\"a\",\"nodes\":{\"a\":{\"hangup\":\"normal\"}}}";
            case "hours" -> "\"" + name + "\":{\"zone\":\"UTC\",\"open\":[]}";
            case "callers" -> "\"" + name + "\":{\"withheld\":true}";
            default -> "\"" + name + "\":{}";
        };
    }

    @Test
    void ofVeryManyFaultsTheFirstAreNamed() {
        InvalidRules thrown = catchThrowableOfType(
                InvalidRules.class,
                () -> RulesReader.read("default: {queue: support}\nprompts: [" + "5,".repeat(3000) + "]"));

        assertThat(thrown.faults()).hasSize(Faults.MOST + 1);
        assertThat(thrown.faults().get(0).path()).isEqualTo("prompts[0]");
        assertThat(thrown.faults().get(Faults.MOST)).isEqualTo(new Fault("", "2000 more faults are not named"));
        assertThat(thrown.getMessage()).hasSizeLessThan(5_000);
    }

    @Test
    void aVeryLongTextIsNotRepeatedInItsFault() {
        String longText = "x".repeat(10_000);
        InvalidRules inAValue = catchThrowableOfType(
                InvalidRules.class, () -> RulesReader.read("default: {queue: '" + longText + "'}"));
        InvalidRules inAKey = catchThrowableOfType(
                InvalidRules.class,
                () -> RulesReader.read(RulesDocument.parseJson("{\"default\":{\"queue\":\"support\"},\"hours\":{\""
                                + longText + "\":{\"open\":[1,2,3]}}}")
                        .root()));

        assertThat(inAValue.faults().get(0).message()).hasSizeLessThan(Faults.LONGEST + 10);
        assertThat(inAKey.faults()).containsExactly(new Fault("hours", "a key has more than 200 characters"));
    }

    @Test
    void allListsOfCallersTogetherAreBounded() {
        String half = IntStream.rangeClosed(0, RulesReader.MOST_CALLERS / 2)
                .mapToObj(i -> "\"" + (1_000_000 + i) + "\"")
                .collect(Collectors.joining(","));
        String lists = "{\"default\":{\"queue\":\"support\"},\"callers\":{\"one\":{\"numbers\":[" + half
                + "]},\"two\":{\"numbers\":[" + half + "]}}}";

        InvalidRules thrown = catchThrowableOfType(
                InvalidRules.class,
                () -> RulesReader.read(RulesDocument.parseJson(lists).root()));

        assertThat(thrown.faults())
                .containsExactly(new Fault("callers.two.numbers", "all lists together have at most 50000 numbers"));
    }

    private static NumberPlan read(String yaml) {
        return RulesReader.read(yaml).numberPlan();
    }

    private static DialledNumber dialled(String number) {
        return new DialledNumber(number, null);
    }
}
