package io.smartcallcenter.routing.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.QueueStrategy;
import io.smartcallcenter.routing.callers.Callers;
import io.smartcallcenter.routing.numberplan.Entry;
import io.smartcallcenter.routing.numberplan.NumberPlan;
import io.smartcallcenter.routing.numberplan.Numbering;
import io.smartcallcenter.routing.numberplan.Target;
import io.smartcallcenter.routing.operators.Operator;
import io.smartcallcenter.routing.queues.QueueRules;
import io.smartcallcenter.routing.rules.RoutingRules;
import io.smartcallcenter.routing.setup.Check.Result;
import io.smartcallcenter.routing.setup.Phones.Phone;
import io.smartcallcenter.routing.setup.Realtime.Link;
import io.smartcallcenter.routing.setup.Realtime.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChecklistTest {

    private static final Link UP = new Link(true, "");
    private static final Link DOWN = new Link(false, "refused");
    private static final Realtime GOOD = realtime(new Node("pbx1", true, UP, UP));

    private static Realtime realtime(Node... nodes) {
        return new Realtime(
                List.of(nodes), List.of(new Realtime.Queue("pbx1", "support"), new Realtime.Queue("pbx1", "sales")));
    }

    private static Phones phones(String registered) {
        return new Phones(List.of(new Phone("pbx1", "PJSIP/0001", registered, List.of())), List.of());
    }

    private static RoutingRules rules(String queue, Map<String, Operator> operators, QueueRules... queues) {
        return new RoutingRules(
                0,
                false,
                new NumberPlan(
                        Numbering.NONE,
                        Target.Queue.named("support"),
                        List.of(Entry.alwaysOpen("700", Target.Queue.named(queue)))),
                Callers.NONE,
                queues.length == 0 ? Map.of() : Map.of(queues[0].name(), queues[0]),
                operators,
                Map.of(),
                Map.of());
    }

    private static Map<String, Operator> operator(String iface) {
        return Map.of("0001", new Operator("0001", "Anna", iface, 1, Set.of(), Map.of(), Map.of()));
    }

    private static QueueRules queue(QueueStrategy strategy, boolean autopause) {
        return new QueueRules(
                "support", strategy, 25, 3, 0, autopause, false, 0, 0, 20, 5, List.of(), List.of(), null, null, null);
    }

    private static Result result(List<Check> checks, String name) {
        return check(checks, name).result();
    }

    private static Check check(List<Check> checks, String name) {
        return checks.stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whereEverythingFitsEveryCheckPasses() {
        List<Check> checks = Checklist.of(
                rules("sales", operator("PJSIP/0001"), queue(QueueStrategy.LEASTRECENT, true)), phones("online"), GOOD);
        assertThat(checks).extracting(Check::result).containsOnly(Result.PASS);
        assertThat(checks)
                .extracting(Check::name)
                .containsExactly(
                        "gateway",
                        "operators",
                        "operators.phones",
                        "operators.registered",
                        "queues.exist",
                        "queues.autopause");
    }

    @Test
    void rulesWithoutOperatorsAreNotComplete() {
        Check operators = check(Checklist.of(rules("sales", Map.of()), phones("online"), GOOD), "operators");
        assertThat(operators.result()).isEqualTo(Result.FAIL);
        assertThat(operators.fix()).contains("/api/setup/operators/migrate");
    }

    @Test
    void aQueueThatAsteriskDoesNotHaveIsNamed() {
        Check queues =
                check(Checklist.of(rules("vip", operator("PJSIP/0001")), phones("online"), GOOD), "queues.exist");
        assertThat(queues.result()).isEqualTo(Result.FAIL);
        assertThat(queues.detail()).isEqualTo("Asterisk has no queue vip");
    }

    @Test
    void aPhoneThatAsteriskDoesNotKnowIsNamed() {
        Check unknown =
                check(Checklist.of(rules("sales", operator("PJSIP/0009")), phones("online"), GOOD), "operators.phones");
        assertThat(unknown.result()).isEqualTo(Result.FAIL);
        assertThat(unknown.detail()).isEqualTo("Asterisk does not know PJSIP/0009");
    }

    @Test
    void whatANodeOfAnotherGatewayMayHaveIsAWarning() {
        Realtime two = realtime(new Node("pbx1", true, UP, UP), new Node("pbx2", false, null, null));
        List<Check> checks = Checklist.of(rules("vip", operator("PJSIP/0009")), phones("online"), two);
        assertThat(checks).extracting(Check::result).doesNotContain(Result.FAIL);
        assertThat(check(checks, "queues.exist").detail())
                .isEqualTo("Asterisk has no queue vip, unless a node of another gateway has it");
        assertThat(result(checks, "operators.phones")).isEqualTo(Result.WARN);
    }

    @Test
    void aPhoneThatIsSwitchedOffIsAWarning() {
        List<Check> checks = Checklist.of(rules("sales", operator("PJSIP/0001")), phones("offline"), GOOD);
        assertThat(result(checks, "operators.registered")).isEqualTo(Result.WARN);
        assertThat(result(checks, "operators.phones")).isEqualTo(Result.PASS);
    }

    @Test
    void aGatewayWithoutAsteriskFailsAndOneWithoutAmiWarns() {
        RoutingRules rules = rules("sales", operator("PJSIP/0001"));
        assertThat(result(Checklist.of(rules, phones("online"), realtime()), "gateway"))
                .isEqualTo(Result.FAIL);
        assertThat(result(Checklist.of(rules, phones("online"), realtime(new Node("pbx1", true, DOWN, UP))), "gateway"))
                .isEqualTo(Result.FAIL);
        assertThat(result(Checklist.of(rules, phones("online"), realtime(new Node("pbx1", true, UP, DOWN))), "gateway"))
                .isEqualTo(Result.WARN);
        assertThat(result(
                        Checklist.of(rules, phones("online"), realtime(new Node("pbx2", false, null, null))),
                        "gateway"))
                .isEqualTo(Result.WARN);
    }

    @Test
    void leastrecentWithoutAutopauseIsATrapAndRrmemoryIsNone() {
        RoutingRules trapped = rules("sales", operator("PJSIP/0001"), queue(QueueStrategy.LEASTRECENT, false));
        assertThat(result(Checklist.of(trapped, phones("online"), GOOD), "queues.autopause"))
                .isEqualTo(Result.WARN);
        RoutingRules round = rules("sales", operator("PJSIP/0001"), queue(QueueStrategy.RRMEMORY, false));
        assertThat(result(Checklist.of(round, phones("online"), GOOD), "queues.autopause"))
                .isEqualTo(Result.PASS);
    }
}
