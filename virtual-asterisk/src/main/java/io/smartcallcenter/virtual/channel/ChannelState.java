package io.smartcallcenter.virtual.channel;

/** The states of a channel that occur here, with Asterisk's number and name. */
public enum ChannelState {
    DOWN(0, "Down"),
    RING(4, "Ring"),
    RINGING(5, "Ringing"),
    UP(6, "Up");

    private final int number;
    private final String text;

    ChannelState(int number, String text) {
        this.number = number;
        this.text = text;
    }

    public int number() {
        return number;
    }

    public String text() {
        return text;
    }
}
