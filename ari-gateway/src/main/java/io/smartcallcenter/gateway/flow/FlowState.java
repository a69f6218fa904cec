package io.smartcallcenter.gateway.flow;

/**
 * Where a caller is in a service flow.
 *
 * @param node id of the current node
 * @param turn grows with every prompt, wait and recording: what belongs to an earlier one comes too late and is ignored
 * @param attempt 1 = the first try at this node
 * @param typed digits of the gather that runs
 * @param gathered what the latest gather collected
 * @param caller the caller's number, digits only
 * @param steps nodes entered so far
 */
public record FlowState(
        String node, Stage stage, int turn, int attempt, String typed, String gathered, String caller, int steps) {

    /** What the caller is in the middle of. */
    public enum Stage {
        PROMPT,
        INPUT,
        RECORDING,
        ENDED
    }

    /** Before the first node. {@code caller} is hostile input: only its digits are kept, 32 at most. */
    public static FlowState of(String caller) {
        String digits = caller == null ? "" : caller.replaceAll("[^0-9]", "");
        String kept = digits.substring(0, Math.min(32, digits.length()));
        return new FlowState("", Stage.PROMPT, 0, 1, "", "", kept, 0);
    }
}
