package io.smartcallcenter.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.flow.FlowNode;
import io.smartcallcenter.events.flow.FlowNode.Callback;
import io.smartcallcenter.events.flow.FlowNode.Direct;
import io.smartcallcenter.events.flow.FlowNode.Gather;
import io.smartcallcenter.events.flow.FlowNode.Hangup;
import io.smartcallcenter.events.flow.FlowNode.Menu;
import io.smartcallcenter.events.flow.FlowNode.Play;
import io.smartcallcenter.events.flow.FlowNode.Queue;
import io.smartcallcenter.events.flow.FlowNode.Say;
import io.smartcallcenter.events.flow.FlowNode.Voicemail;
import io.smartcallcenter.events.flow.ServiceFlow;
import io.smartcallcenter.gateway.flow.FlowAction.CallBack;
import io.smartcallcenter.gateway.flow.FlowAction.Follow;
import io.smartcallcenter.gateway.flow.FlowAction.HangUp;
import io.smartcallcenter.gateway.flow.FlowAction.StartRecording;
import io.smartcallcenter.gateway.flow.FlowAction.Stepped;
import io.smartcallcenter.gateway.flow.FlowAction.StopPlaying;
import io.smartcallcenter.gateway.flow.FlowAction.ToPhone;
import io.smartcallcenter.gateway.flow.FlowAction.ToQueue;
import io.smartcallcenter.gateway.flow.FlowAction.Wait;
import io.smartcallcenter.gateway.flow.FlowState.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowInterpreterTest {

    private static final Hangup END = new Hangup("end", "normal");
    private static final Menu MENU =
            new Menu("menu", List.of("custom/menu"), 5, 1, Map.of("1", "sales", "9", "menu"), "end");
    private static final Queue SALES = new Queue("sales", "sales", 60, "t", Then.queue("backup"));
    private static final Gather GATHER = new Gather("ask", List.of("custom/ask"), 2, 4, "#", 5, 1, "say", "end");
    private static final Say SAY = new Say("say", FlowNode.DIGITS, "end");
    private static final Voicemail VOICEMAIL =
            new Voicemail("message", List.of("custom/leave"), "0001", 60, 3, "#", "end");

    private ServiceFlow flow;
    private FlowState state;
    private final List<FlowAction> done = new ArrayList<>();

    private void run(String caller, FlowNode... nodes) {
        flow = new ServiceFlow("test", nodes[0].id(), List.of(nodes));
        state = FlowState.of(caller);
        done.clear();
        tell(new FlowInput.Begin());
    }

    private void tell(FlowInput input) {
        Turn turn = FlowInterpreter.next(flow, state, input);
        state = turn.state();
        done.addAll(turn.actions());
    }

    private void press(String keys) {
        keys.chars().forEach(key -> tell(new FlowInput.Digit((char) key)));
    }

    private void promptEnds() {
        tell(new FlowInput.Played(state.turn(), true));
    }

    private void timeIsOver() {
        tell(new FlowInput.TimedOut(state.turn()));
    }

    private List<String> steps() {
        return done.stream()
                .filter(Stepped.class::isInstance)
                .map(Stepped.class::cast)
                .map(step -> step.node() + " " + step.digits() + " " + step.result())
                .toList();
    }

    private List<List<String>> played() {
        return done.stream()
                .filter(FlowAction.Play.class::isInstance)
                .map(play -> ((FlowAction.Play) play).media())
                .toList();
    }

    @Test
    void promptsArePlayedOneAfterAnotherAndThenTheFlowEnds() {
        run("", new Play("a", List.of("x", "y"), "b"), new Play("b", List.of("z"), "end"), END);
        assertThat(played()).containsExactly(List.of("sound:x", "sound:y"));
        promptEnds();
        tell(new FlowInput.Played(state.turn(), false));
        assertThat(played()).hasSize(2);
        assertThat(steps()).containsExactly("a null played", "b null failed", "end null hangup normal");
        assertThat(done).endsWith(new HangUp("normal"));
        assertThat(state.stage()).isEqualTo(Stage.ENDED);
    }

    @Test
    void aKeyDuringThePromptStopsItAndIsTheChoice() {
        run("", MENU, SALES, END);
        int prompt = state.turn();
        press("1");
        assertThat(done)
                .containsSubsequence(
                        new StopPlaying(prompt),
                        new Stepped("menu", "1", "chosen"),
                        new ToQueue("sales", 60, "t", Then.queue("backup")));
        tell(new FlowInput.Played(prompt, true));
        assertThat(done)
                .as("the stopped prompt's end means nothing")
                .endsWith(new ToQueue("sales", 60, "t", Then.queue("backup")));
    }

    @Test
    void aMenuIsRepeatedAfterNoKeyOrAWrongOneAndThenLeft() {
        run("", MENU, SALES, END);
        promptEnds();
        assertThat(done).endsWith(new Wait(state.turn(), 5));
        press("5");
        assertThat(played()).hasSize(2);
        promptEnds();
        timeIsOver();
        assertThat(steps()).containsExactly("menu 5 no such key", "menu null timeout", "end null hangup normal");
    }

    @Test
    void anOldTimeoutOrPromptChangesNothing() {
        run("", MENU, SALES, END);
        int first = state.turn();
        promptEnds();
        FlowState before = state;
        tell(new FlowInput.TimedOut(first));
        tell(new FlowInput.Played(first, true));
        tell(new FlowInput.Recorded(first, 5, true));
        assertThat(state).isEqualTo(before);
    }

    @Test
    void goingRoundInAMenuByHandEndsAfterManySteps() {
        run("", MENU, SALES, END);
        press("9".repeat(FlowInterpreter.MOST_STEPS));
        assertThat(done).endsWith(new Follow(null));
        assertThat(steps()).endsWith("menu null too many steps");
    }

    @Test
    void digitsAreGatheredUpToTheTerminatorOrTheMost() {
        run("", GATHER, SAY, END);
        press("12#");
        assertThat(done).contains(new Stepped("ask", "12", "gathered"));
        assertThat(played()).endsWith(List.of("digits:12"));

        run("", GATHER, SAY, END);
        press("1234");
        assertThat(played()).endsWith(List.of("digits:1234"));
    }

    @Test
    void enoughDigitsAreTakenWhenNoMoreCome() {
        run("", GATHER, SAY, END);
        promptEnds();
        press("12");
        timeIsOver();
        assertThat(done).contains(new Stepped("ask", "12", "gathered"));
    }

    @Test
    void tooFewDigitsAreAskedForAgainAndThenTheFlowGoesOn() {
        run("", GATHER, SAY, END);
        press("1#");
        assertThat(played()).hasSize(2);
        promptEnds();
        timeIsOver();
        assertThat(steps()).containsExactly("ask 1 too short", "ask null timeout", "end null hangup normal");
    }

    @Test
    void theCallersNumberIsSaidAndCalledBackByItsDigitsOnly() {
        run(
                "+7 (701) x1\r\n",
                new Say("say", FlowNode.CALLER, "back"),
                new Callback("back", FlowNode.CALLER, "support", "end"),
                END);
        assertThat(played()).containsExactly(List.of("digits:77011"));
        promptEnds();
        assertThat(done).contains(new CallBack("77011", "support"));
    }

    @Test
    void withoutANumberThereIsNoCallback() {
        run(
                "anonymous",
                new Say("say", FlowNode.CALLER, "back"),
                new Callback("back", FlowNode.CALLER, "support", "end"),
                END);
        assertThat(steps()).containsExactly("say null nothing to say", "back null no number", "end null hangup normal");
    }

    @Test
    void aMessageIsRecordedAfterThePromptOrAKeyThatSkipsIt() {
        run("", VOICEMAIL, END);
        promptEnds();
        assertThat(done).endsWith(new StartRecording(state.turn(), "0001", 60, 3, "#"), new Wait(state.turn(), 90));
        press("1");
        tell(new FlowInput.Recorded(state.turn(), 4_000, true));
        assertThat(steps()).containsExactly("message null recorded", "end null hangup normal");

        run("", VOICEMAIL, END);
        press("#");
        assertThat(done).hasAtLeastOneElementOfType(StartRecording.class).hasAtLeastOneElementOfType(StopPlaying.class);
        tell(new FlowInput.Recorded(state.turn(), 0, true));
        assertThat(steps()).containsExactly("message null empty", "end null hangup normal");
    }

    @Test
    void aRecordingWithoutAnEndIsLeft() {
        run("", VOICEMAIL, END);
        promptEnds();
        timeIsOver();
        assertThat(steps()).containsExactly("message null failed", "end null hangup normal");
    }

    @Test
    void aPromptWithoutAnEndIsOver() {
        run("", MENU, SALES, END);
        timeIsOver();
        assertThat(state.stage()).isEqualTo(Stage.INPUT);
    }

    @Test
    void gatheredDigitsMayNameThePhone() {
        Direct phone = new Direct("phone", "PJSIP/{digits}", 20, Then.queue("support"));
        Gather ask = new Gather("ask", List.of(), 4, 4, null, 5, 0, "phone", "end");
        run("", ask, phone, END);
        press("0001");
        assertThat(done).endsWith(new ToPhone("PJSIP/0001", 20, Then.queue("support")));
    }

    @Test
    void withoutAPhoneItsThenFollows() {
        run("", new Direct("phone", "PJSIP/{digits}", 20, Then.queue("support")));
        assertThat(done).endsWith(new Follow(Then.queue("support")));
    }
}
