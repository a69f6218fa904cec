package io.smartcallcenter.routing.rules.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Chooses at random. */
record Dice(Random random) {

    boolean yes() {
        return random.nextBoolean();
    }

    /** 0 to {@code bound - 1}. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    void sometimes(Runnable part) {
        repeat(2, part);
    }

    /** Less than {@code bound} times. */
    void repeat(int bound, Runnable part) {
        for (int times = below(bound); times > 0; times--) {
            part.run();
        }
    }

    <T> T one(List<T> all) {
        return all.get(below(all.size()));
    }

    <T> List<T> some(List<T> all) {
        return shuffled(all).subList(0, below(all.size() + 1));
    }

    <T> List<T> atLeastOne(List<T> all) {
        return shuffled(all).subList(0, 1 + below(all.size()));
    }

    <T> List<T> shuffled(List<T> all) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
