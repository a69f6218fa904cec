package io.smartcallcenter.gateway.flow;

import io.smartcallcenter.events.flow.FlowNode;
import io.smartcallcenter.events.flow.FlowNode.Callback;
import io.smartcallcenter.events.flow.FlowNode.Gather;
import io.smartcallcenter.events.flow.FlowNode.Menu;
import io.smartcallcenter.events.flow.FlowNode.Play;
import io.smartcallcenter.events.flow.FlowNode.Say;
import io.smartcallcenter.events.flow.FlowNode.Voicemail;
import io.smartcallcenter.events.flow.ServiceFlow;
import io.smartcallcenter.gateway.flow.FlowState.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a service flow: what an input means where the caller is now. Pure: the same flow, state and input give the same turn.
 * One object is one turn.
 */
public final class FlowInterpreter {

    /** A caller may go round in a menu, but not for ever. */
    static final int MOST_STEPS = 200;

    /** Prompts of which no end is heard are over after this many seconds. */
    static final int LONGEST_PROMPT_S = 300;

    private static final int RECORDING_MARGIN_S = 30;

    private final ServiceFlow flow;
    private final List<FlowAction> actions = new ArrayList<>();
    private final String caller;
    private FlowNode node;
    private Stage stage;
    private int turn;
    private int attempt;
    private String typed;
    private String gathered;
    private int steps;

    private FlowInterpreter(ServiceFlow flow, FlowState state) {
        this.flow = flow;
        this.node = state.node().isEmpty() ? null : flow.node(state.node());
        this.stage = state.stage();
        this.turn = state.turn();
        this.attempt = state.attempt();
        this.typed = state.typed();
        this.gathered = state.gathered();
        this.caller = state.caller();
        this.steps = state.steps();
    }

    public static Turn next(ServiceFlow flow, FlowState state, FlowInput input) {
        if (state.stage() == Stage.ENDED) {
            return new Turn(state, List.of());
        }
        FlowInterpreter interpreter = new FlowInterpreter(flow, state);
        interpreter.accept(input);
        return new Turn(interpreter.state(), interpreter.actions);
    }

    private FlowState state() {
        return new FlowState(node.id(), stage, turn, attempt, typed, gathered, caller, steps);
    }

    private void accept(FlowInput input) {
        if (input instanceof FlowInput.Begin) {
            enter(flow.start());
        } else if (input instanceof FlowInput.Digit digit) {
            pressed(String.valueOf(digit.key()));
        } else if (input instanceof FlowInput.Played played) {
            if (stage == Stage.PROMPT && played.turn() == turn) {
                promptOver(played.ok() ? "played" : "failed");
            }
        } else if (input instanceof FlowInput.Recorded recorded) {
            if (stage == Stage.RECORDING && recorded.turn() == turn) {
                recorded(recorded);
            }
        } else if (((FlowInput.TimedOut) input).turn() == turn) {
            timedOut();
        }
    }

    private void enter(String id) {
        node = flow.node(id);
        attempt = 1;
        typed = "";
        if (++steps > MOST_STEPS) {
            end(new Ending("too many steps", new FlowAction.Follow(null)));
        } else if (node instanceof Say say) {
            say(say);
        } else if (node instanceof Callback callback) {
            callBack(callback);
        } else if (node.silent() == null) {
            end(Ending.of(node, gathered));
        } else {
            prompt(sounds());
        }
    }

    private void say(Say say) {
        String digits = resolve(say.digits());
        if (digits.isEmpty()) {
            stepped(null, "nothing to say");
            enter(say.next());
        } else {
            prompt(List.of("digits:" + digits));
        }
    }

    private void callBack(Callback callback) {
        String number = resolve(callback.number());
        if (number.isEmpty()) {
            stepped(null, "no number");
        } else {
            actions.add(new FlowAction.CallBack(number, callback.queue()));
            stepped(null, "requested");
        }
        enter(callback.next());
    }

    private void end(Ending ending) {
        stepped(null, ending.result());
        actions.add(ending.action());
        stage = Stage.ENDED;
    }

    private void prompt(List<String> media) {
        stage = Stage.PROMPT;
        turn++;
        if (media.isEmpty()) {
            promptOver("played");
            return;
        }
        actions.add(new FlowAction.Play(turn, media));
        actions.add(new FlowAction.Wait(turn, LONGEST_PROMPT_S));
    }

    /** Prompts that cannot be played do not stop a menu: its keys may still be known, and its timeout leads on. */
    private void promptOver(String result) {
        if (node instanceof Menu menu) {
            listen(menu.timeoutS());
        } else if (node instanceof Gather gather) {
            listen(gather.timeoutS());
        } else if (node instanceof Voicemail voicemail) {
            stage = Stage.RECORDING;
            turn++;
            actions.add(new FlowAction.StartRecording(
                    turn, voicemail.mailbox(), voicemail.maxS(), voicemail.silenceS(), voicemail.terminator()));
            actions.add(new FlowAction.Wait(turn, voicemail.maxS() + RECORDING_MARGIN_S));
        } else {
            stepped(null, result);
            enter(node.silent());
        }
    }

    private void listen(int seconds) {
        stage = Stage.INPUT;
        turn++;
        actions.add(new FlowAction.Wait(turn, seconds));
    }

    private void pressed(String key) {
        if (stage == Stage.RECORDING || node instanceof Play || node instanceof Say) {
            return;
        }
        if (stage == Stage.PROMPT) {
            actions.add(new FlowAction.StopPlaying(turn));
        }
        if (node instanceof Menu menu) {
            chosen(menu, key);
        } else if (node instanceof Gather gather) {
            typed(gather, key);
        } else {
            promptOver("skipped");
        }
    }

    private void chosen(Menu menu, String key) {
        String target = menu.keys().get(key);
        if (target == null) {
            again(key, "no such key", menu.retries(), menu.otherwise());
        } else {
            stepped(key, "chosen");
            enter(target);
        }
    }

    private void typed(Gather gather, String key) {
        boolean terminated = key.equals(gather.terminator());
        typed = terminated ? typed : typed + key;
        if (terminated || typed.length() == gather.max()) {
            complete(gather, "too short");
        } else {
            listen(gather.timeoutS());
        }
    }

    private void complete(Gather gather, String otherwise) {
        if (typed.length() < gather.min()) {
            again(typed.isEmpty() ? null : typed, otherwise, gather.retries(), gather.otherwise());
            return;
        }
        gathered = typed;
        stepped(typed, "gathered");
        enter(gather.next());
    }

    private void timedOut() {
        if (stage == Stage.PROMPT) {
            actions.add(new FlowAction.StopPlaying(turn));
            promptOver("no end heard");
        } else if (stage == Stage.RECORDING) {
            recorded(new FlowInput.Recorded(turn, 0, false));
        } else if (node instanceof Gather gather) {
            complete(gather, "timeout");
        } else {
            Menu menu = (Menu) node;
            again(null, "timeout", menu.retries(), menu.otherwise());
        }
    }

    private void again(String digits, String result, int retries, String otherwise) {
        stepped(digits, result);
        if (attempt > retries) {
            enter(otherwise);
        } else {
            attempt++;
            typed = "";
            prompt(sounds());
        }
    }

    private void recorded(FlowInput.Recorded recording) {
        boolean message = recording.ok() && recording.durationMs() > 0;
        stepped(null, message ? "recorded" : recording.ok() ? "empty" : "failed");
        enter(node.silent());
    }

    private List<String> sounds() {
        return node.prompts().stream().map(prompt -> "sound:" + prompt).toList();
    }

    private String resolve(String digits) {
        return switch (digits) {
            case FlowNode.DIGITS -> gathered;
            case FlowNode.CALLER -> caller;
            default -> digits;
        };
    }

    private void stepped(String digits, String result) {
        actions.add(new FlowAction.Stepped(node.id(), digits, result));
    }
}
