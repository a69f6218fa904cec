package io.smartcallcenter.routing.rules.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.CallCommand.ThenAction;
import io.smartcallcenter.routing.numberplan.DialledNumber;
import io.smartcallcenter.routing.numberplan.Entry;
import io.smartcallcenter.routing.numberplan.Instead;
import io.smartcallcenter.routing.numberplan.NumberPlan;
import io.smartcallcenter.routing.numberplan.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        assertThat(plan.find(dialled("800"))).map(Entry::target).get().isInstanceOfSatisfying(Target.Service.class, service -> {
            assertThat(service.flow().name()).isEqualTo("menu");
            assertThat(service.flow().nodes()).hasSizeGreaterThan(5);
            assertThat(service.then()).isEqualTo(Then.queue("support"));
        });
        assertThat(plan.find(dialled("999"))).isEmpty();
    }

    @Test
    void readsEverySettingOfAQueue() {
        NumberPlan plan = read(
                """
                default: {queue: support}
                numbers:
                  - number: "700"
                    description: "the first line"
                    queue: support
                    timeout-s: 60
                    options: "tT"
                    answer: false
                    then: {voicemail: "700"}
                    nobody-available: {queue: backup}
                """);

        assertThat(plan.find(dialled("700")))
                .map(Entry::target)
                .contains(
                        new Target.Queue(
                                "support",
                                60,
                                "tT",
                                false,
                                new Then(ThenAction.VOICEMAIL, "700"),
                                new Instead.OtherQueue("backup"),
                                0,
                                null,
                                null,
                                Target.Offer.QUEUE,
                                Target.Queue.RING_S));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
        {number: "700"}                                            | numbers[0]: needs exactly one of queue, direct, service
        {number: "700", queue: support, direct: PJSIP/1}           | numbers[0]: needs exactly one of queue, direct, service
        {number: 700, queue: support}                              | numbers[0].number: must be a text in quotes
        {queue: support}                                           | numbers[0].number: is missing
        {number: "7a", queue: support}                             | numbers[0].number: '7a' is no number pattern
        {number: "700", queue: s}                                  | numbers[0].queue: 's' is no queue name
        {number: "+49.", queue: support}                           | numbers[0].number: '+49.' is no number pattern: the dialplan
        {number: "700", queue: support, options: "C(10)"}          | numbers[0].options: 'C(10)' is no option string
        {number: "700", queue: support, then: {voicemail: "5"}}    | numbers[0].then.voicemail: '5' is no mailbox
        {number: "0XXX", direct: "PJSIP/"}                         | numbers[0].direct: 'PJSIP/' is no endpoint
        {number: "0XXX", direct: "PJSIP/{number}", ring-s: 0}      | numbers[0].ring-s: must be a whole number of seconds, 1 to 600
        {number: "700", queue: support, timeout: 5}                | numbers[0].timeout: unknown key
        {number: "700", queue: support, timeout-s: -1}             | numbers[0].timeout-s: must be a whole number of seconds
        {number: "700", queue: support, answer: maybe}             | numbers[0].answer: must be true or false
        {number: "700", queue: support, options: "t,x"}            | numbers[0].options: 't,x' is no option string
        {number: "700", queue: support, then: nothing}             | numbers[0].then: must be hangup
        {number: "700", queue: support, then: {voicemail: "a/b"}}  | numbers[0].then.voicemail: 'a/b' is no mailbox
        {number: "700", queue: support, nobody-available: {}}      | numbers[0].nobody-available.queue: '' is no queue name
        {number: "700", queue: support, hours: holidays}           | numbers[0].hours: no business hours named 'holidays'
        {number: "700", queue: support, hours: office}             | numbers[0].outside: is missing
        {number: "700", queue: support, outside: {reject: busy}}   | numbers[0].outside: has no meaning without hours
        {number: "700", queue: support, hours: office, outside: {reject: rude}} | numbers[0].outside.reject: 'rude' is no cause
        {number: "700", queue: support, hours: office, outside: {}} | numbers[0].outside: needs exactly one of announce, queue, reject
        {number: "0XXX", direct: "PJSIP"}                          | numbers[0].direct: 'PJSIP' is no endpoint
        {number: "0XXX", direct: "PJSIP/{number}", when-busy: cry} | numbers[0].when-busy: 'cry' is none of [RING, NEXT]
        {number: "8XX", service: menu, timeout-s: 5}               | numbers[0].timeout-s: unknown key
        {number: "8XX", service: menu}                             | numbers[0].service: no flow named 'menu'
        just text                                                  | numbers[0]: needs exactly one of queue, direct, service
        """)
    void namesThePathOfAFaultInANumber(String entry, String fault) {
        String yaml =
                "default: {queue: support}\nhours: {office: {zone: UTC, open: []}}\nnumbers:\n  - " + entry + "\n";

        InvalidRules thrown = catchThrowableOfType(InvalidRules.class, () -> RulesReader.read(yaml));

        assertThat(thrown).isNotNull();
        assertThat(thrown.faults()).extracting(Fault::toString).anyMatch(each -> each.startsWith(fault), "starts with " + fault);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
        {zone: Asia/Almata, open: []}                                  | hours.office.zone: 'Asia/Almata' is no IANA time zone
        {zone: "+05:00", open: []}                                     | hours.office.zone: '+05:00' is no IANA time zone
        {zone: UTC}                                                    | hours.office.open: is missing
        {zone: UTC, open: [{days: [mon], from: 9, to: "18:00"}]}       | hours.office.open[0].from: must be a text in quotes
        {zone: UTC, open: [{days: [mon], from: "9:00", to: "18:00"}]}  | hours.office.open[0].from: must be a time
        {zone: UTC, open: [{days: [mon], from: "24:00", to: "18:00"}]} | hours.office.open[0].from: must be before 24:00
        {zone: UTC, open: [{days: [mon], from: "09:00", to: "24:30"}]} | hours.office.open[0].to: must be after 00:00
        {zone: UTC, open: [{days: [mon], from: "09:00", to: "09:00"}]} | hours.office.open[0].to: is the same time as from
        {zone: UTC, open: [{days: [], from: "09:00", to: "18:00"}]}    | hours.office.open[0].days: needs at least one day
        {zone: UTC, open: [{days: [mond], from: "09:00", to: "18:00"}]} | hours.office.open[0].days[0]: 'MOND' is none of
        """)
    void namesThePathOfAFaultInBusinessHours(String office, String fault) {
        String yaml = "default: {queue: support}\nhours: {office: " + office + "}\nnumbers: []\n";

        InvalidRules thrown = catchThrowableOfType(InvalidRules.class, () -> RulesReader.read(yaml));

        assertThat(thrown).isNotNull();
        assertThat(thrown.faults()).extracting(Fault::toString).anyMatch(each -> each.startsWith(fault), "starts with " + fault);
    }

    @Test
    void aQueueMayHaveFreePbxsKindOfName() {
        NumberPlan plan = read("default: {queue: '400'}\nnumbers: []");

        assertThat(plan.defaultQueue()).isEqualTo(Target.Queue.named("400"));
    }

    @Test
    void aNumberThatIsThereTwiceIsAFault() {
        assertThatExceptionOfType(InvalidRules.class)
                .isThrownBy(
                        () -> RulesReader.read(
                                """
                        default: {queue: support}
                        numbers:
                          - {number: "700", queue: support}
                          - {number: "701", queue: sales}
                          - {number: "700", queue: sales}
                        """))
                .withMessageContaining("numbers[2].number: is there already, see numbers[0]");
    }

    @Test
    void aSecondDocumentIsAFault() {
        assertThatExceptionOfType(InvalidRules.class)
                .isThrownBy(() -> RulesReader.read("default: {queue: support}\nnumbers: []\n---\nnumbers: []\n"))
                .withMessageContaining("line ");
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        default: [        | line
        default: {queue: support}, default: {queue: sales} | line
        """)
    void saysTheLineOfWhatIsNoYaml(String yaml, String start) {
        assertThatExceptionOfType(InvalidRules.class)
                .isThrownBy(() -> RulesReader.read(yaml.replace(", default", "\ndefault")))
                .withMessageContaining(start);
    }

    @Test
    void anEmptyFileIsAFault() {
        assertThatExceptionOfType(InvalidRules.class)
                .isThrownBy(() -> RulesReader.read(""))
                .withMessageContaining("the document: must be a mapping");
    }

    private static NumberPlan read(String yaml) {
        return RulesReader.read(yaml).numberPlan();
    }

    private static DialledNumber dialled(String number) {
        return new DialledNumber(number, null);
    }
}
