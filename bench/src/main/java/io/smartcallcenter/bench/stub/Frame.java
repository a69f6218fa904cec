package io.smartcallcenter.bench.stub;

import java.util.List;

/**
 * One recorded frame, cut at the places that differ from call to call.
 *
 * @param ari whether it goes over ARI; else over AMI
 * @param type ARI's {@code type}; for AMI the first privilege, which is the event's class ({@code call}, {@code agent}...)
 * @param afterNanos since the call's first frame
 * @param asks a caller entered the application and waits until the consumer says where to
 * @param texts between the slots, one more than these
 * @param slots which value of the call stands there; negative: a time
 */
record Frame(boolean ari, String type, long afterNanos, boolean asks, List<String> texts, int[] slots) {

    static final int ARI_TIME = -1;
    static final int AMI_TIME = -2;

    String of(String[] values, String ariTime, String amiTime) {
        StringBuilder text = new StringBuilder(1_024);
        for (int i = 0; i < slots.length; i++) {
            text.append(texts.get(i));
            text.append(
                    switch (slots[i]) {
                        case ARI_TIME -> ariTime;
                        case AMI_TIME -> amiTime;
                        default -> values[slots[i]];
                    });
        }
        return text.append(texts.get(slots.length)).toString();
    }
}
